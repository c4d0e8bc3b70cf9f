"""Meetings and lectures: states, ways of attending, outcomes, the way of the minutes."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

ATTEND_BEFORE, ATTEND_AFTER = timedelta(hours=2), timedelta(hours=6)
SIGN_DAYS = 7


class MeetingKind(Labelled):
    MEETING = "meeting", _("议事会")
    LECTURE = "lecture", _("讲堂")


class MeetingState(Labelled):
    PLANNED = "planned", _("筹备中")
    CALLED = "called", _("已通知")
    CANCELLED = "cancelled", _("已取消")


class AttendWay(Labelled):
    """How an attendance was taken."""

    QR = "qr", _("扫码签到")
    LIST = "list", _("名单点到")
    PAPER = "paper", _("纸质签到")


class MinutesState(Labelled):
    """Minutes: amended while a draft, signed, then never changed again."""

    NONE = "none", _("还没有记录")
    DRAFT = "draft", _("征求修改")
    SIGNING = "signing", _("签字中")
    FINAL = "final", _("已定稿")


class AmendmentState(Labelled):
    OPEN = "open", _("等召集人决定")
    TAKEN = "taken", _("已采纳")
    DECLINED = "declined", _("未采纳")


class Outcome(Labelled):
    ADOPTED = "adopted", _("通过")
    ANSWERED = "answered", _("当场答复")
    REJECTED = "rejected", _("未通过")
    POSTPONED = "postponed", _("下次再议")


class Becomes(Labelled):
    """What a resolution turns into."""

    TASK = "task", _("按分工落实")
    CASE = "case", _("转为事项去办")
    NEED = "need", _("列入需求清单")
    PROJECT = "project", _("立为共建项目")


class Rating(Labelled):
    """How somebody rates the result (standards.zh.md §9)."""

    SATISFIED = "satisfied", _("满意")
    BASICALLY = "basically", _("基本满意")
    DISSATISFIED = "dissatisfied", _("不满意")


def open_for_attendance(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Whether the code on the wall counts now: from two hours before until six hours after."""
    return starts_at - ATTEND_BEFORE <= now <= ends_at + ATTEND_AFTER


def may_finish(signed: int, attending: int, signing_since: datetime, now: datetime) -> bool:
    """Whether minutes may be made final: all attending members signed, or they had seven days and somebody did."""
    return signed > 0 and (signed >= attending or now - signing_since >= timedelta(days=SIGN_DAYS))
