"""The way of one line of the needs list (需求清单) as one table: asked, committed, under way, fulfilled, confirmed by who asked."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any

from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.deed_table import available, check_deed_table, decide, row
from linli.kernel.errors import BadInput, NotAllowed
from linli.kernel.labelled import Labelled
from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import WorkCalendar

_ = str  # marks a Chinese source string for the catalogue; the door translates it

URGENT_LIMIT = Limit(Decimal(1), Clock.WORKING_DAYS)
ASKED_LIMIT = Limit(Decimal(10), Clock.WORKING_DAYS)
WORK_DAYS = 14
CONFIRM_DAYS = 7
REMIND_AGAIN_DAYS = 3
LONGEST_PROMISE_DAYS = 365


class NeedOrigin(Labelled):
    """From where a need came to the list."""

    CASE = "case", _("居民反映的事项")
    WISH = "wish", _("微心愿")
    DIARY = "diary", _("走访日记")
    SURVEY = "survey", _("问卷问需")
    HOT_ISSUE = "hot_issue", _("热点问题")
    HALL = "hall", _("议事厅")
    ACTIVITY = "activity", _("活动征集")
    HOUSEHOLD = "household", _("结对走访")
    OTHER = "other", _("工作中发现")


class NeedState(Labelled):
    """Where a need stands. `label` is the word of the list, `told` what who asked reads."""

    told: str

    ASKED = "asked", _("待落实"), _("已列入需求清单，社区正在找资源")
    COMMITTED = "committed", _("已答应"), _("有单位答应了，正在安排")
    UNDER_WAY = "under_way", _("正在办"), _("正在办")
    FULFILLED = "fulfilled", _("待确认"), _("办的人说办好了，请您确认")
    CONFIRMED = "confirmed", _("已确认"), _("已办好，谢谢您的确认")
    DECLINED = "declined", _("暂时办不了"), _("暂时办不了，理由见下")
    WITHDRAWN = "withdrawn", _("已撤回"), _("已撤回")


NEED_ENDED = frozenset({NeedState.CONFIRMED, NeedState.DECLINED, NeedState.WITHDRAWN})
"""Where nobody waits any more."""


class NeedDeed(Labelled):
    """What is done with a need: the button's word, and what follows from it."""

    consequence: str

    ASK = "ask", _("列入需求清单"), _("等着对接资源，每一步告诉提出的人")
    COMMIT = "commit", _("有人答应办"), _("约定的日子会提醒")
    START = "start", _("开始办了"), _("告诉提出的人")
    FULFIL = "fulfil", _("办好了"), _("请提出的人确认")
    CONFIRM = "confirm", _("确认办好"), _("结束，用到的资源一并记为已确认")
    NOT_YET = "not_yet", _("还没有办好"), _("请办的人接着办")
    FALL_BACK = "fall_back", _("没有办成，重新找"), _("回到待落实，重新对接资源")
    DECLINE = "decline", _("说明办不了"), _("理由原样告诉提出的人，结束")
    WITHDRAW = "withdraw", _("撤回"), _("不再找资源，已联系的单位不用等了")


class NeedPart(StrEnum):
    """In which part somebody acts on one need."""

    ASKER = "asker"
    FRONT = "front"
    DESK = "desk"
    LEAD = "lead"
    SYSTEM = "system"


NEED_PARTS_OF_ROLE: dict[Role, frozenset[NeedPart]] = {
    Role.GRID_OFFICER: frozenset({NeedPart.FRONT}),
    Role.GRID_LEADER: frozenset({NeedPart.FRONT}),
    Role.BUILDING_CAPTAIN: frozenset({NeedPart.FRONT}),
    Role.PATCH_LEADER: frozenset({NeedPart.FRONT}),
    Role.COMMUNITY_STAFF: frozenset({NeedPart.DESK}),
    Role.COMMUNITY_LEAD: frozenset({NeedPart.DESK, NeedPart.LEAD}),
    Role.SYSTEM: frozenset({NeedPart.SYSTEM}),
}
"""Roles that are not named read and do nothing."""


S, D, P = NeedState, NeedDeed, NeedPart

NEED_TABLE = (
    row(D.ASK, {None}, S.ASKED, {P.ASKER, P.DESK, P.FRONT, P.SYSTEM}, (), True),
    row(D.COMMIT, {S.ASKED}, S.COMMITTED, {P.DESK}, ("note", "promised_on"), True),
    row(D.START, {S.COMMITTED}, S.UNDER_WAY, {P.DESK, P.FRONT}, (), True),
    row(D.FULFIL, {S.COMMITTED, S.UNDER_WAY}, S.FULFILLED, {P.DESK, P.FRONT}, ("note",), True),
    row(D.CONFIRM, {S.FULFILLED}, S.CONFIRMED, {P.ASKER, P.DESK}, (), True),
    row(D.NOT_YET, {S.FULFILLED}, S.UNDER_WAY, {P.ASKER, P.DESK}, ("reason",)),
    row(D.FALL_BACK, {S.COMMITTED, S.UNDER_WAY}, S.ASKED, {P.DESK}, ("reason",)),
    row(D.DECLINE, {S.ASKED}, S.DECLINED, {P.LEAD}, ("reason",)),
    row(D.WITHDRAW, {S.ASKED, S.COMMITTED, S.UNDER_WAY}, S.WITHDRAWN, {P.ASKER, P.DESK}, ("reason",)),
)

check_deed_table(NEED_TABLE, NeedState, NEED_ENDED)


@dataclass(frozen=True, slots=True)
class NextNeedDeed:
    """A deed to show, and whether the need waits for it. `why_not`: the reason it is greyed, in words."""

    deed: NeedDeed
    main: bool
    why_not: str = ""


OWN_NEED_REPORT = _("说“办好了”的人不能替提出的人确认，请换一位同事")


def decide_need(
    deed: NeedDeed,
    state: NeedState,
    given: Mapping[str, Any],
    *,
    by: Hashable,
    reported_by: Hashable,
    parts: Iterable[NeedPart],
    today: date,
) -> NeedState:
    """The state that `deed` leads to. Raises `WrongState`, `NotAllowed` (`role`, `own_report`), `MissingField`, `BadInput`
    on `promised_on`. Whoever reported that it was done confirms it only where she is who asked."""
    parts = frozenset(parts)
    own = deed is NeedDeed.CONFIRM and _own_report(by, reported_by, parts)
    asked_back = deed is NeedDeed.CONFIRM and NeedPart.ASKER not in parts and not own
    target = decide(NEED_TABLE, deed, state, given, parts, ("said",) if asked_back else ())
    if own:
        raise NotAllowed(deed, "own_report")
    promised = given.get("promised_on")
    if promised is not None and not today <= promised <= today + timedelta(days=LONGEST_PROMISE_DAYS):
        raise BadInput("promised_on", "out_of_range")
    return NeedState(target)


def next_need_deeds(
    state: NeedState, *, by: Hashable, reported_by: Hashable, parts: Iterable[NeedPart]
) -> list[NextNeedDeed]:
    """What this person may do next, what the need waits for first."""
    parts = frozenset(parts)
    found = []
    for one in available(NEED_TABLE, state, parts):
        own = one.deed is NeedDeed.CONFIRM and _own_report(by, reported_by, parts)
        found.append(NextNeedDeed(NeedDeed(one.deed), one.main and not own, OWN_NEED_REPORT if own else ""))
    return sorted(found, key=lambda one: (bool(one.why_not), not one.main))


def need_due_after(
    state: NeedState,
    *,
    now: datetime,
    calendar: WorkCalendar,
    is_urgent: bool,
    wanted_by_on: date | None,
    promised_on: date | None = None,
) -> datetime | None:
    """By when the next turn is due: an urgent need is answered within 1 working day, another within 10 or by the day it is
    wanted; what is promised by the promised day, else within 14 days; 7 days to confirm. None where nobody waits."""
    if state in NEED_ENDED:
        return None
    if state is NeedState.FULFILLED:
        return now + timedelta(days=CONFIRM_DAYS)
    if state is NeedState.ASKED:
        limit = calendar.deadline(now, URGENT_LIMIT if is_urgent else ASKED_LIMIT).at
        return min(limit, _evening(wanted_by_on, now)) if wanted_by_on else limit
    day = promised_on or wanted_by_on
    return _evening(day, now) if day else now + timedelta(days=WORK_DAYS)


def _evening(day: date, now: datetime) -> datetime:
    """18:00 of the day; a day that has passed already asks for an answer within a day, not in the past."""
    return max(datetime.combine(day, time(18), SHANGHAI), now + timedelta(days=1))


def _own_report(by: Hashable, reported_by: Hashable, parts: frozenset[NeedPart]) -> bool:
    return NeedPart.ASKER not in parts and reported_by is not None and reported_by == by
