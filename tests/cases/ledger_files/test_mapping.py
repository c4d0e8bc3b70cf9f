"""Columns are proposed with a reason, a person has the last word, and her choice serves the next file."""

import pytest

from linli.cases.ledger_files import Confidence, Field, LedgerKind, Mapping, Why, mapping_from_json, propose_mapping
from linli.cases.ledger_files.refusals import MappingDoesNotFit, MappingIncomplete, MappingUnreadable

LEDGERS = {
    LedgerKind.MESSAGES: "留言编号 留言用户 留言主题 留言时间 留言详情 答复意见 答复时间",
    LedgerKind.PROPERTY_VISITS: "序号 来电来访时间 业主姓名 房号 联系电话 来电来访事由 处理情况 处理人 完成时间 是否满意 备注",
    LedgerKind.CAPTAIN_LOG: "日期 楼栋长 楼栋 走访对象 走访情况 发现问题 处理结果 备注",
    LedgerKind.COMMUNITY_SERVICE: "序号 服务日期 服务对象 联系方式 住址 服务事项 服务内容 服务人员 服务结果 满意度",
    LedgerKind.HOTLINE_12345: "工单编号 受理时间 来电人 来电号码 诉求类型 工单标题 诉求内容 事发地址 承办单位 办理结果 办结时间 是否解决 是否满意",
}


@pytest.mark.parametrize("kind", LEDGERS)
def test_each_of_the_ledgers_is_recognised_with_nothing_left_to_choose(kind):
    mapping = propose_mapping(LEDGERS[kind].split())
    assert mapping.kind is kind
    assert mapping.missing() == ()
    left = [column.name for column in mapping.columns if column.field is None]
    assert left == [name for name in left if name == "序号"] or kind is LedgerKind.CAPTAIN_LOG


def test_the_citizens_messages_are_mapped_for_certain():
    mapping = propose_mapping(LEDGERS[LedgerKind.MESSAGES].split())
    assert [column.field for column in mapping.columns] == [
        Field.SOURCE_NO,
        Field.RAISED_BY_NAME,
        Field.SUBJECT,
        Field.RAISED_AT,
        Field.BODY,
        Field.ANSWER,
        Field.ANSWERED_AT,
    ]
    assert {column.confidence for column in mapping.columns} == {Confidence.CERTAIN}
    assert mapping.number_is_lasting


def test_names_with_marks_spaces_and_remarks_are_the_same_names():
    mapping = propose_mapping(["＊ 来电时间（必填）", "反映 内容：", "联系电话(手机)"])
    assert [column.field for column in mapping.columns] == [Field.RAISED_AT, Field.BODY, Field.RAISED_BY_PHONE]


def test_the_end_of_an_unknown_name_is_only_likely():
    (column, *_) = propose_mapping(["小区反映内容", "登记日期"]).columns
    assert (column.field, column.confidence, column.why) == (Field.BODY, Confidence.LIKELY, Why.NAME_CONTAINS)


def test_the_more_telling_name_wins_and_the_other_is_left_out_with_its_reason():
    mapping = propose_mapping(["日期", "受理时间", "诉求内容"])
    assert mapping.of(Field.RAISED_AT)[0].name == "受理时间"
    assert mapping.columns[0].why is Why.TAKEN


def test_a_running_number_of_rows_is_no_number_of_a_matter():
    assert propose_mapping(["序号", "日期", "内容"]).of(Field.SOURCE_NO) == ()


def test_without_a_time_or_any_content_the_mapping_is_not_ready():
    mapping = propose_mapping(["姓名", "电话"])
    assert mapping.missing() == ("raised_at", "body")
    with pytest.raises(MappingIncomplete):
        mapping.check()
    assert mapping.choose(0, Field.RAISED_AT).choose(1, Field.SUBJECT).missing() == ()


def test_a_saved_mapping_serves_a_file_with_its_columns_in_another_order():
    saved = propose_mapping(["甲", "乙", "丙"]).choose(0, Field.RAISED_AT).choose(2, Field.BODY)
    again = mapping_from_json(saved.to_json())
    fitted = again.fit(["原行号", "需要改正", "丙", "甲", "丁"])
    assert [(column.name, column.field) for column in fitted.columns] == [
        ("原行号", None),
        ("需要改正", None),
        ("丙", Field.BODY),
        ("甲", Field.RAISED_AT),
        ("丁", None),
    ]
    with pytest.raises(MappingDoesNotFit) as told:
        again.fit(["乙", "丙"])
    assert told.value.facts["missing"] == ("甲",)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 2}', '{"format":1,"kind":"x","number_is_lasting":true,"columns":[]}',
     '{"format":1,"kind":"other","number_is_lasting":true,"columns":[{"index":-1,"name":"a","field":null}]}',
     '{"format":1,"kind":"other","number_is_lasting":true,"columns":[{"index":0,"name":"a","field":"nose"}]}'],
)  # fmt: skip
def test_a_saved_mapping_that_was_damaged_is_refused(text):
    with pytest.raises(MappingUnreadable):
        mapping_from_json(text)


def test_an_empty_mapping_is_simply_not_ready():
    assert Mapping(()).missing() == ("raised_at", "body")
