"""The kinds of things in this room."""

from __future__ import annotations

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class VenueKind(Labelled):
    """What a venue (网格党群阵地) is (practices.md A1, B1)."""

    INDOOR = "indoor", _("室内活动场所")
    OUTDOOR = "outdoor", _("室外广场、场地")
    READING = "reading", _("图书阅览")
    ELDER_CARE = "elder_care", _("养老服务")
    CHILD_CARE = "child_care", _("托育、儿童之家")
    WATER_SAFETY = "water_safety", _("防溺水教育基地")


class Access(Labelled):
    """What helps somebody with a wheelchair, a pram, weak hearing."""

    RAMP = "ramp", _("无障碍坡道")
    LIFT = "lift", _("有电梯或在一楼")
    TOILET = "toilet", _("无障碍卫生间")
    SEATS = "seats", _("有座椅可休息")
    HEARING = "hearing", _("有扩音或字幕")


class BookingState(Labelled):
    """Where a booking of a room stands. Only what is held keeps others out."""

    ASKED = "asked", _("等管理员答复")
    HELD = "held", _("已订下")
    REFUSED = "refused", _("没有同意")
    CANCELLED = "cancelled", _("已取消")


class ActivityKind(Labelled):
    """What kind of activity it is. A clinic and a fair have parts: departments and stalls."""

    EVENT = "event", _("文体活动")
    LECTURE = "lecture", _("讲座宣讲")
    SERIES = "series", _("课程班")
    CLINIC = "clinic", _("义诊")
    FAIR = "fair", _("便民大集市")

    @property
    def has_parts(self) -> bool:
        return self in (ActivityKind.CLINIC, ActivityKind.FAIR)


class AgeGroup(Labelled):
    """Whom an activity is for, and which group somebody says to belong to."""

    CHILDREN = "children", _("儿童（14 岁以下）")
    YOUTH = "youth", _("青少年")
    ADULTS = "adults", _("成年人")
    OLD = "old", _("老年人")
    ALL = "all", _("老少皆宜")


PERSONS = (AgeGroup.CHILDREN, AgeGroup.YOUTH, AgeGroup.ADULTS, AgeGroup.OLD)
"""The groups a person can say to belong to."""


class Size(Labelled):
    """One big a month, two small a week (practices.md C5)."""

    BIG = "big", _("大活动")
    SMALL = "small", _("小活动")


class Satisfaction(Labelled):
    """What somebody who took part says of it."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("一般")
    DISSATISFIED = "dissatisfied", _("不满意")


class WishWay(Labelled):
    """By which way a wish for an activity came in."""

    PAGE = "page", _("居民自己填写")
    VISIT = "visit", _("上门走访时说的")
    CALL = "call", _("来电来访")
    PAPER = "paper", _("意见箱里的纸条")


class NeedState(Labelled):
    """Where a line of the needs list stands, as those who wished read it."""

    OPEN = "open", _("已列入需求清单，等排进活动")
    PLANNED = "planned", _("已排成活动，快来报名")
    HELD = "held", _("活动已经办过")
    DECLINED = "declined", _("暂时办不了，理由见下")
