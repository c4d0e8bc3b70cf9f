"""What hangs on the wall of the governance centre (政务大屏): the overview with its trend and its hot issues."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together

from .counts.read import kept_over_time, kinds_over_time
from .hot_issues import ORDER, Asked, IssueLine, asked_for, lines_of_issues, place_of_issue, weeks_counted
from .overview import DAYS, READERS, Overview, oldest_cases, overview
from .rules import Measure, Period
from .rules.marks import NO_KIND, Span

WATCHERS = READERS | {Role.WALL}
"""Who sees the wall: those who read the overview, and the account of the screen itself."""

SPAN = DAYS[0]
"""Days of the trend, of what was settled, and within which a hot issue was last spoken of."""
MOST_ISSUES = 6
MOST_KINDS = 8


@dataclass(frozen=True, slots=True)
class Screen:
    """`days` has what was raised and what was closed on each of the last days, for a community and what is wider. `kinds` are
    codes of large kinds with how many were raised in these days and in as many before, most first."""

    overview: Overview
    days: tuple[tuple[date, int, int], ...]
    kinds: tuple[tuple[str, int, int], ...]
    issues: tuple[IssueLine, ...]


def screen(actor: Actor, prefix: str) -> Screen:
    """The screen of a place `chosen_place` allowed. Six statements; nobody's name, telephone or words are in it."""
    now, today = clock.now(), clock.today()
    period = Period(today - timedelta(days=SPAN - 1), today)
    hottest = asked_for(Asked(place=prefix, since=now - timedelta(days=SPAN))).order_by(*ORDER)[:MOST_ISSUES]
    oldest, issues, weeks = read_together(
        oldest_cases(prefix, now), hottest, weeks_counted(Q(issue_id__in=hottest.values("id")), now)
    )
    page = overview(actor, prefix, SPAN, oldest=oldest, also=[place_of_issue(row) for row in issues])
    return Screen(
        overview=page,
        days=_days(prefix, period),
        kinds=_kinds(prefix, period),
        issues=tuple(lines_of_issues(issues, {id: (this, before) for id, this, before in weeks}, page.facts)),
    )


def _days(prefix: str, period: Period) -> tuple[tuple[date, int, int], ...]:
    if len(prefix) > PlaceLevel.COMMUNITY:
        return ()
    kept = kept_over_time(prefix, period, (Measure.RAISED, Measure.CLOSED), by=Span.DAY)
    return tuple((day, *kept.get(day, (0, 0))) for day in period.days)


def _kinds(prefix: str, period: Period) -> tuple[tuple[str, int, int], ...]:
    both = Period(period.previous.first, period.last)
    now: Counter[str] = Counter()
    before: Counter[str] = Counter()
    for (kind, day), count in kinds_over_time(prefix, both, Measure.RAISED, by=Span.DAY).items():
        if kind != NO_KIND:
            (now if day >= period.first else before)[kind] += count
    return tuple((kind, count, before[kind]) for kind, count in now.most_common(MOST_KINDS))
