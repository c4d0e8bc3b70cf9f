"""What a hall is and the rules it gives itself: who may move, quorum, majority, notice, answer (practices.md B3, E2)."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class HallKind(Labelled):
    """What kind of hall; a station (一站) gathers its halls (四厅)."""

    STATION = "station", _("议事站")
    STREET = "street", _("议事厅")
    ESTATE = "estate", _("小区议事会")
    CHILDREN = "children", _("儿童议事会")
    ENTERPRISE = "enterprise", _("企业议事厅")


class MemberPart(Labelled):
    """In which part somebody sits in a hall. Observers speak and do not count for quorum or majority."""

    CHAIR = "chair", _("召集人")
    SECRETARY = "secretary", _("记录员")
    MEMBER = "member", _("成员")
    OBSERVER = "observer", _("观察员")


VOTING = frozenset({MemberPart.CHAIR, MemberPart.SECRETARY, MemberPart.MEMBER})
LEADING = frozenset({MemberPart.CHAIR, MemberPart.SECRETARY})
"""Who keeps a hall's affairs besides the community's staff."""

SEATS = (
    _("小区党支部"), _("社区民警"), _("城管"), _("业主委员会"), _("物业公司"), _("楼栋长"), _("居民代表"),
)  # fmt: skip
"""Whom an estate's deliberation group seats (practices.md E2); any other word may be written."""


class Majority(Labelled):
    """How many of the attending members must be in favour."""

    HALF = "half", _("到会成员过半数")
    TWO_THIRDS = "two_thirds", _("到会成员三分之二以上")


class MayMove(Labelled):
    """Who may raise a motion."""

    ANYBODY = "anybody", _("居民和成员都可以提")
    MEMBERS = "members", _("只由成员提")


def quorum(members: int, percent: int) -> int:
    """How many members must attend: the share of those who may vote, rounded up; at least one."""
    return max(1, -(-members * percent // 100))


def passes(majority: Majority, in_favour: int, attending: int) -> bool:
    """Whether the hands raised are enough: abstaining is not agreeing, so what counts is who attends."""
    if majority is Majority.TWO_THIRDS:
        return attending > 0 and in_favour * 3 >= attending * 2
    return in_favour * 2 > attending


def called_in_time(now: datetime, starts_at: datetime, notice_days: int) -> bool:
    """Whether members and movers hear of a meeting the hall's days before it begins."""
    return starts_at - now >= timedelta(days=notice_days)
