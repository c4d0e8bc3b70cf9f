"""The Chinese sentences of codes: what happened, what is kept, what to do next. `_` marks them for the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .fields import Field
from .refusals import LedgerFileError, Reason


def _(text: str) -> str:
    return text


FIELD_NAMES: dict[str, str] = {
    Field.SOURCE_NO: _("编号"),
    Field.RAISED_AT: _("反映时间"),
    Field.RAISED_BY_NAME: _("反映人"),
    Field.RAISED_BY_PHONE: _("联系电话"),
    Field.CHANNEL: _("来源渠道"),
    Field.SUBJECT: _("主题"),
    Field.BODY: _("反映内容"),
    Field.PLACE_TEXT: _("地址"),
    Field.CATEGORY_TEXT: _("类别"),
    Field.HANDLER_TEXT: _("经办人"),
    Field.ANSWER: _("答复内容"),
    Field.ANSWERED_AT: _("答复时间"),
    Field.SATISFACTION_TEXT: _("满意度"),
    Field.RESOLVED_TEXT: _("是否解决"),
    Field.REMARKS: _("备注"),
}

KIND_NAMES: dict[str, str] = {
    "messages": _("网上留言"),
    "property_visits": _("物业来电来访登记本"),
    "captain_log": _("楼栋长工作日志"),
    "community_service": _("社区便民服务记录本"),
    "hotline_12345": _("12345 热线工单"),
    "other": _("其他台账"),
}

FILE_SENTENCES: dict[str, str] = {
    "file_not_readable": _("打不开文件“{name}”：不存在或没有读取权限。请检查后重新选择。"),
    "empty_file": _("文件“{name}”是空的，没有导入任何内容。请确认导出是否成功后重新选择。"),
    "empty_sheet": _("“{name}”的工作表{sheet}里没有内容，没有导入任何内容。请换一张工作表或换一个文件。"),
    "header_only": _("“{name}”只有表头，没有一行记录，没有导入任何内容。请补充记录后重新导入。"),
    "sheet_not_found": _("“{name}”里没有名为“{sheet}”的工作表。现有：{sheets}。请从中选择。"),
    "password_protected": _("“{name}”设有打开密码，读不出内容。请在表格软件中取消密码、另存后再导入。"),
    "too_large": _("“{name}”超过 {limit_mb} MB 的上限，没有导入任何内容。请拆成几个文件分别导入。"),
    "too_many_cells": _(
        "“{name}”的表格范围过大（超过 {limit} 格），通常是很远处留有多余内容。请把记录复制到新表后再导入。"
    ),
    "too_many_rows": _("“{name}”超过 {limit} 行，请拆成几个文件分别导入；已导入的行会保留，不会重复。"),
    "html_in_disguise": _("“{name}”其实是网页，不是表格。请用表格软件打开它，另存为 .xlsx 后再导入。"),
    "unsupported_kind": _("“{name}”是 {kind} 文件，不是可以读取的表格。请另存为 .xlsx 或 .csv 后再导入。"),
    "not_a_table": _("“{name}”不是表格，或文字编码无法识别。请另存为 .xlsx 后再导入。"),
    "broken_workbook": _("“{name}”已损坏或不完整，读不出内容。请重新导出，或用表格软件打开后另存为 .xlsx 再导入。"),
    "mapping_unreadable": _("保存的列对应关系读不出来。原文件没有变化，请重新选择每一列的含义并保存。"),
    "mapping_incomplete": _("还缺少：{missing}。请为它选择一列后继续。"),
    "mapping_does_not_fit": _("这个文件里没有保存的对应关系所用的列：{missing}。请检查文件，或重新选择每一列的含义。"),
    "unreadable": _("“{name}”读不出内容，没有导入任何内容。请另存为 .xlsx 后再导入。"),
}

ROW_SENTENCES: dict[str, str] = {
    "encoding_broken": _("这一行的文字编码与全文不同，已尽量还原，请核对文字"),
    "quotes_broken": _("这一行的引号不成对，分列可能有误，请核对各列"),
    "raised_at_missing": _("没有填写反映时间"),
    "content_missing": _("没有填写主题或内容"),
    "answered_before_raised": _("答复时间 {answered} 早于反映时间 {raised}"),
    "number_lost_digits": _("编号“{text}”已被表格软件改成数值，后面的数字丢失，请按原件填写完整编号"),
    "duplicate_of": _("与第 {row} 行是同一编号或同一件事，但内容不同，请保留正确的一行"),
    "date_unreadable": _("“{text}”看不出是哪一天，请写成 2024-05-06 或 2024-05-06 14:30"),
    "date_impossible": _("“{text}”不是存在的日期或时间"),
    "date_ambiguous": _("“{text}”可以理解成两个日期，请写成 2024-05-06 或 2024-05-06 14:30"),
    "date_without_year": _("“{text}”没有年份，请补上年份"),
    "date_in_future": _("“{text}”还没有到，请核对日期"),
    "text_cut": _("共 {length} 字，超过 {limit} 字，只保留前 {limit} 字"),
    "text_garbled": _("含有乱码，请对照原件核对"),
    "year_assumed": _("没有写年份，按 {year} 年计（依据：{year_from}）"),
    "phone_unreadable": _("“{text}”不像电话号码，已按原文保留"),
}

_YEAR_FROM = {"title": _("表格标题"), "neighbour": _("相邻日期")}

MAPPING_SENTENCES: dict[str, str] = {
    "name_known": _("列名是常见的写法"),
    "name_contains": _("列名以常见的写法结尾"),
    "group_part": _("由上下两层表头判断"),
    "time_of_date": _("与日期列合成一个时间"),
    "taken": _("已有更合适的列"),
    "row_counter": _("只是行的顺序号"),
    "correction": _("改正用的提示列，不导入"),
    "unknown": _("不认识的列名，请选择含义或留空"),
    "chosen": _("由人选定"),
}


def refusal_sentence(refusal: LedgerFileError, translate: Callable[[str], str] = _) -> str:
    """What to tell the person about a file that cannot be read."""
    facts: dict[str, Any] = {"name": "", "sheet": "", **refusal.facts}
    if "missing" in facts:
        facts["missing"] = "、".join(translate(FIELD_NAMES.get(name, name)) for name in facts["missing"])
    if "sheets" in facts:
        facts["sheets"] = "、".join(facts["sheets"])
    return _filled(FILE_SENTENCES.get(refusal.code, FILE_SENTENCES["unreadable"]), facts, translate)


def reason_sentence(reason: Reason, translate: Callable[[str], str] = _) -> str:
    """What is to be corrected in a row, or what was noticed in it, with the field's name before it."""
    facts = dict(reason.data)
    if "year_from" in facts:
        facts["year_from"] = translate(_YEAR_FROM[facts["year_from"]])
    sentence = _filled(ROW_SENTENCES[reason.code], facts, translate)
    return f"{translate(FIELD_NAMES[reason.field])}：{sentence}" if reason.field else sentence


def _filled(template: str, facts: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    return translate(template).format_map(facts)
