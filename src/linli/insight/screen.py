"""What hangs on the wall of the governance centre (政务大屏): the overview with its trend and its hot issues."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel

from .counts.read import kept_over_time
from .hot_issues import Asked, IssueLine, hot_issues
from .overview import DAYS, Overview, overview
from .rules import Measure, Period
from .rules.marks import Span

SPAN = DAYS[0]
"""Days of the trend, of what was settled, and within which a hot issue was last spoken of."""
MOST_ISSUES = 6


@dataclass(frozen=True, slots=True)
class Screen:
    """`days` has what was raised and what was closed on each of the last days, for a community and what is wider."""

    overview: Overview
    days: tuple[tuple[date, int, int], ...]
    issues: tuple[IssueLine, ...]


def screen(actor: Actor, prefix: str) -> Screen:
    """The screen of a place `chosen_place` allowed. Eight statements; nobody's name, telephone or words are in it."""
    today = clock.today()
    days: tuple[tuple[date, int, int], ...] = ()
    if len(prefix) <= PlaceLevel.COMMUNITY:
        period = Period(today - timedelta(days=SPAN - 1), today)
        kept = kept_over_time(prefix, period, (Measure.RAISED, Measure.CLOSED), by=Span.DAY)
        days = tuple((day, *kept.get(day, (0, 0))) for day in period.days)
    asked = Asked(place=prefix, since=clock.now() - timedelta(days=SPAN))
    return Screen(
        overview=overview(actor, prefix, SPAN), days=days, issues=tuple(hot_issues(asked, size=MOST_ISSUES).items)
    )
