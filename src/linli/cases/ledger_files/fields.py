"""What a ledger's columns may mean, and the names they bear in the field.

The names come from the four ledgers of 双登记双交办 (practices E3, standards.zh.md §6), the orders of the 12345 hotline
(GB/T 33358) and citizens' message boxes.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Field(StrEnum):
    """What a column can bring to a case."""

    SOURCE_NO = "source_no"
    RAISED_AT = "raised_at"
    RAISED_BY_NAME = "raised_by_name"
    RAISED_BY_PHONE = "raised_by_phone"
    CHANNEL = "channel"
    SUBJECT = "subject"
    BODY = "body"
    PLACE_TEXT = "place_text"
    CATEGORY_TEXT = "category_text"
    HANDLER_TEXT = "handler_text"
    ANSWER = "answer"
    ANSWERED_AT = "answered_at"
    SATISFACTION_TEXT = "satisfaction_text"
    RESOLVED_TEXT = "resolved_text"
    REMARKS = "remarks"


class LedgerKind(StrEnum):
    """Which book a file is; part of every row's fingerprint."""

    MESSAGES = "messages"
    PROPERTY_VISITS = "property_visits"
    CAPTAIN_LOG = "captain_log"
    COMMUNITY_SERVICE = "community_service"
    HOTLINE_12345 = "hotline_12345"
    OTHER = "other"


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


# Numbers that never repeat within their source: such a number alone says which matter it is.
LASTING_NUMBERS = frozenset(
    _words(
        "留言编号 工单编号 工单号 受理编号 受理号 信件编号 诉求编号 诉求工单号 案件编号 事件编号 业务编号 流水号 服务单号 单号"
    )
)

# The count of rows on one page or in one month; it says nothing about the matter.
ROW_COUNTERS = frozenset(_words("序号 序 行号 no no. 项次 顺序号"))

# Written by `write_corrections`; never part of the ledger.
CORRECTION_ROW = "原行号"
CORRECTION_WHY = "需要改正"

SYNONYMS: dict[Field, tuple[str, ...]] = {
    Field.SOURCE_NO: (*sorted(LASTING_NUMBERS), "编号", "登记号", "登记编号", "记录编号", "台账编号"),
    Field.RAISED_AT: _words(
        "留言时间 来电时间 来访时间 来电来访时间 来电来访日期 来电日期 来访日期 登记时间 登记日期 受理时间 受理日期 反映时间 反映日期 诉求时间 "
        "诉求日期 上报时间 上报日期 记录时间 记录日期 走访时间 走访日期 服务时间 服务日期 接待时间 接待日期 接电时间 提交时间 发现时间 "
        "来信时间 创建时间 工单时间 派单时间 投诉时间 投诉日期 报修时间 报修日期 办理日期 日期 时间 年月日 月日"
    ),
    Field.RAISED_BY_NAME: _words(
        "留言用户 姓名 来访人 来电人 来电来访人 来访者 来电者 反映人 反映人姓名 诉求人 诉求人姓名 居民姓名 业主姓名 业主 居民 群众姓名 联系人 "
        "联系人姓名 服务对象 服务对象姓名 投诉人 投诉人姓名 报修人 走访对象 求助人 市民姓名 来电人姓名 来访人姓名 当事人 住户姓名 户主"
    ),
    Field.RAISED_BY_PHONE: _words(
        "电话 手机 手机号 手机号码 联系电话 联系方式 电话号码 来电号码 反映人电话 诉求人电话 来电人电话 来访人电话 居民电话 业主电话 "
        "联系人电话 服务对象电话 主叫号码 回访电话 联系手机"
    ),
    Field.CHANNEL: _words(
        "来源 渠道 方式 诉求来源 来源渠道 反映方式 反映渠道 受理方式 受理渠道 登记方式 来电来访 来访方式 工单来源 接待方式"
    ),
    Field.SUBJECT: _words(
        "留言主题 主题 标题 事由 事项 诉求标题 工单标题 事件标题 事项名称 服务事项 服务项目 问题标题 案件标题"
    ),
    Field.BODY: _words(
        "留言详情 内容 详情 详细内容 反映内容 反映问题 反映事项 诉求内容 工单内容 事件描述 问题描述 问题 情况描述 来电内容 来访内容 来电来访内容 "
        "来电来访事由 具体内容 服务内容 记录内容 工作内容 走访内容 走访情况 群众诉求 居民诉求 发现问题 投诉内容 报修内容 主要内容 主要诉求 "
        "情况记录 工作记录 事项内容 诉求描述 求助内容 收集问题 问题内容"
    ),
    Field.PLACE_TEXT: _words(
        "地址 住址 地点 房号 楼栋房号 楼栋 门牌号 发生地点 事发地址 事发地点 事件地点 诉求地址 详细地址 家庭住址 居住地址 服务地点 走访地点 "
        "房屋地址 所在小区 小区 小区楼栋 位置 单元房号 楼号 问题地址 问题地点"
    ),
    Field.CATEGORY_TEXT: _words(
        "类别 类型 分类 诉求类型 诉求类别 问题类型 问题类别 事件类型 事件类别 服务类别 服务类型 工单类型 工单分类 事项类别 事项类型 一级标签 内容分类 "
        "诉求分类"
    ),
    Field.HANDLER_TEXT: _words(
        "处理人 办理人 经办人 责任人 承办人 承办单位 责任单位 办理单位 处理部门 责任部门 主办单位 处置单位 处置人 服务人员 接待人 记录人 值班人 "
        "登记人 受理人 楼栋长 网格员 处理单位 承办部门 办理部门"
    ),
    Field.ANSWER: _words(
        "答复意见 答复内容 回复内容 答复 回复 处理结果 办理结果 处理情况 办理情况 处置结果 处置情况 解决情况说明 处理意见 办理意见 反馈内容 "
        "反馈情况 反馈结果 落实情况 服务结果 处理措施 采取措施 跟进情况 结果反馈 办结意见"
    ),
    Field.ANSWERED_AT: _words(
        "答复时间 答复日期 回复时间 回复日期 办结时间 办结日期 处理时间 处理日期 完成时间 完成日期 处置时间 反馈时间 反馈日期 办理时间 结案时间 "
        "解决时间 处理完成时间"
    ),
    Field.SATISFACTION_TEXT: _words(
        "满意度 是否满意 满意情况 回访满意度 满意程度 评价 回访评价 群众评价 居民评价 服务评价 满意率 回访结果"
    ),
    Field.RESOLVED_TEXT: _words(
        "是否解决 解决情况 是否办结 办结情况 是否完成 完成情况 处理状态 办理状态 状态 是否处理 工单状态"
    ),
    Field.REMARKS: _words("备注 说明 备考 其他 附注 其它"),
}

# Names that head a group of columns; a second row below them carries the parts.
GROUPS: dict[str, Field | None] = {
    **dict.fromkeys(
        _words("反映人 来访人 来电人 来电来访人 诉求人 服务对象 居民信息 业主信息 联系人 反映人信息 诉求人信息 当事人"),
        Field.RAISED_BY_NAME,
    ),
    **dict.fromkeys(_words("办理 处理 办理情况 处理情况 处置情况 答复 答复情况 回复 回复情况 办理结果"), Field.ANSWER),
    **dict.fromkeys(_words("登记 受理 来电来访 受理情况 登记情况 诉求情况 来电来访情况 基本信息 基本情况"), Field.BODY),
    **dict.fromkeys(_words("回访 回访情况 评价 评价情况"), Field.SATISFACTION_TEXT),
}

# What a part means below a group; elsewhere the part's own name decides.
PARTS: dict[tuple[Field, str], Field] = {
    **{
        (Field.RAISED_BY_NAME, part): Field.RAISED_BY_PHONE
        for part in ("电话", "手机", "联系方式", "联系电话", "手机号")
    },
    **{(Field.RAISED_BY_NAME, part): Field.PLACE_TEXT for part in ("住址", "地址", "房号", "楼栋", "门牌号", "单位")},
    **{(Field.ANSWER, part): Field.ANSWERED_AT for part in ("时间", "日期", "办结时间", "完成时间", "年月日", "月日")},
    **{(Field.ANSWER, part): Field.ANSWER for part in ("内容", "结果", "情况", "意见", "措施", "处理结果", "办理结果")},
    **{(Field.ANSWER, part): Field.HANDLER_TEXT for part in ("人", "人员", "姓名", "单位", "部门", "责任人", "经办人")},
    **{(Field.BODY, part): Field.RAISED_AT for part in ("时间", "日期", "年月日", "月日")},
    **{(Field.BODY, part): Field.BODY for part in ("内容", "情况", "事项", "问题")},
    **{(Field.BODY, part): Field.CHANNEL for part in ("方式", "渠道", "来源")},
    **{(Field.SATISFACTION_TEXT, part): Field.SATISFACTION_TEXT for part in ("结果", "评价", "满意", "意见", "情况")},
    **{(Field.SATISFACTION_TEXT, part): Field.RESOLVED_TEXT for part in ("解决", "是否解决")},
}
# A time or a person of the call-back is neither the case's time nor its reporter.
UNMAPPED_PARTS = frozenset(
    {(Field.SATISFACTION_TEXT, part) for part in ("时间", "日期", "人", "人员", "姓名", "电话", "回访人", "回访时间")}
)

# Words of a title or a column by which a book shows which one it is.
KIND_WORDS: dict[LedgerKind, tuple[str, ...]] = {
    LedgerKind.HOTLINE_12345: ("12345", "热线", "工单"),
    LedgerKind.PROPERTY_VISITS: ("物业", "来电来访", "来访人", "来电人", "业主", "报修"),
    LedgerKind.CAPTAIN_LOG: ("楼栋长", "工作日志", "走访"),
    LedgerKind.COMMUNITY_SERVICE: ("便民服务", "服务对象", "服务事项", "服务内容", "服务记录"),
    LedgerKind.MESSAGES: ("留言",),
}

_NOISE = re.compile(r"[\s*＊:：、，,。·\"'“”]+|[（(][^（()）]*[)）]")


def plain_name(name: str) -> str:
    """A column's name without what people add to it: spaces, asterisks, colons, a remark in brackets, full width."""
    folded = unicodedata.normalize("NFKC", name).lower()
    bare = _NOISE.sub("", folded)
    return bare or re.sub(r"\s+", "", folded)


FIELD_OF_NAME: dict[str, Field] = {name: field for field, names in SYNONYMS.items() for name in names}


def is_known_name(name: str) -> bool:
    """Whether `name` is a column's name seen in ledgers, the two columns of a corrections file included."""
    bare = plain_name(name)
    return bare in FIELD_OF_NAME or bare in ROW_COUNTERS or bare in (CORRECTION_ROW, CORRECTION_WHY)
