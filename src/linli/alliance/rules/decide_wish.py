"""Whether a deed on a wish may be done now, where it leads, and by when somebody is reminded."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from linli.kernel import deed_table
from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotAllowed
from linli.kernel.labelled import Labelled
from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import WorkCalendar

from .privacy import looks_personal
from .wish_loop import PARTS_OF_ROLE, TABLE, Part, WishDeed, WishState

_ = str  # marks a Chinese source string for the catalogue; the door translates it

REVIEW_LIMIT = Limit(Decimal(3), Clock.WORKING_DAYS)
UNCLAIMED_DAYS = 30
CONFIRM_DAYS = 7
REMIND_AGAIN_DAYS = 3
LONGEST_PROMISE_DAYS = 180


class Check(Labelled):
    """What a wish must be to be taken up (微小、合情合理、易行能办). `label` is ticked by the reviewer, `refused` is told."""

    refused: str

    SMALL = "small", _("微小：一个人、一家单位办得了"), _("这件事比较大，一个人、一家单位办不了")
    REASONABLE = "reasonable", _("合情合理：不违法，不损害别人"), _("照这样办会影响别人，或者不合规定")
    DOABLE = "doable", _("易行能办：几个月内看得到结果"), _("眼下没有条件办成")


class WishKind(Labelled):
    """What is wished for. Only a shared place is published with the name of its estate: anything else could tell whose it is."""

    GOODS = "goods", _("实物")
    SERVICE = "service", _("服务")
    PLACE = "place", _("公共地方")


class ClaimerKind(Labelled):
    """Who claims. `thanked` is how the wall thanks without a name; a member unit is thanked by its name."""

    thanked: str

    PERSON = "person", _("个人"), _("一位热心人")
    GROUP = "group", _("队伍或几家一起"), _("一支热心队伍")
    UNIT = "unit", _("单位"), _("一家爱心单位")


@dataclass(frozen=True, slots=True, kw_only=True)
class WishFacts:
    """One wish as the rules see it; `WishFacts()` does not exist yet. `reported_by` said that it was fulfilled."""

    state: WishState | None = None
    reported_by: Hashable = None


@dataclass(frozen=True, slots=True)
class NextWishDeed:
    """A deed to show, and whether the wish waits for it. `why_not`: the reason it is greyed, in words."""

    deed: WishDeed
    main: bool
    why_not: str = ""


OWN_REPORT = _("说“办好了”的人不能替许愿人确认，请换一位同事")


def parts_of(roles: Iterable[Role]) -> frozenset[Part]:
    """The parts these roles, held for the wish's place, may play."""
    return frozenset().union(*(PARTS_OF_ROLE.get(role, frozenset()) for role in roles))


def decide(
    deed: WishDeed,
    facts: WishFacts,
    given: Mapping[str, Any],
    *,
    by: Hashable,
    parts: Iterable[Part],
    today: date,
) -> WishState:
    """The state that `deed` leads to. Raises `WrongState`, `NotAllowed` (`role`, `own_report`), `MissingField`, `BadInput`."""
    parts = frozenset(parts)
    confirms = deed is WishDeed.CONFIRM
    if confirms and facts.state is WishState.FULFILLED and _confirms_own_report(facts, by, parts):
        raise NotAllowed(deed, "own_report")
    asked = ("said",) if confirms and Part.WISHER not in parts else ()
    target = deed_table.decide(TABLE, deed, facts.state, given, parts, asked)
    _check(deed, given, today)
    return target


def available(facts: WishFacts, *, by: Hashable, parts: Iterable[Part]) -> list[NextWishDeed]:
    """What this person may do next, what the wish waits for first."""
    parts, found = frozenset(parts), []
    for row in deed_table.available(TABLE, facts.state, parts):
        own = row.deed is WishDeed.CONFIRM and _confirms_own_report(facts, by, parts)
        found.append(NextWishDeed(row.deed, row.main and not own, OWN_REPORT if own else ""))
    return sorted(found, key=lambda one: (bool(one.why_not), not one.main))


def due_after(
    state: WishState, *, now: datetime, calendar: WorkCalendar, promised_on: date | None = None
) -> datetime | None:
    """By when the next turn is due in this state: review 3 working days, 30 days to be claimed and again at the committee,
    the promised day, 7 days to confirm. None where nobody waits."""
    if state is WishState.COLLECTED:
        return calendar.deadline(now, REVIEW_LIMIT).at
    if state in (WishState.PUBLISHED, WishState.COMMITTEE):
        return now + timedelta(days=UNCLAIMED_DAYS)
    if state is WishState.CLAIMED and promised_on is not None:
        return datetime.combine(promised_on, time(18), SHANGHAI)
    if state is WishState.FULFILLED:
        return now + timedelta(days=CONFIRM_DAYS)
    return None


def _confirms_own_report(facts: WishFacts, by: Hashable, parts: frozenset[Part]) -> bool:
    return Part.WISHER not in parts and facts.reported_by is not None and facts.reported_by == by


def _check(deed: WishDeed, given: Mapping[str, Any], today: date) -> None:
    if deed is WishDeed.APPROVE:
        unmet = [check for check in Check if check.value not in given.get("checks", ())]
        if unmet:
            raise BadInput("checks", "unmet", tuple(unmet))
    for name in ("public_words", "story"):
        if looks_personal(given.get(name, "")):
            raise BadInput(name, "personal")
    if deed is WishDeed.CLAIM and not today <= given["promised_on"] <= today + timedelta(days=LONGEST_PROMISE_DAYS):
        raise BadInput("promised_on", "out_of_range")
