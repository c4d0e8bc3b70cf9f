"""The programme of a month: what is planned, what the rhythm still misses, each age group's share, the occasions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.clock import SHANGHAI, morning_of
from linli.ledger.street_row import scope_condition

from ..models import Activity
from ..rules import ActivityState, Rhythm, Share, Size, festivals, month_of, rhythm_of, shares_of, solar_terms
from .activity_page import ActivityPage, pages_of


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar's sheet: its activities, and the festival or solar term it is."""

    on: date
    in_month: bool
    occasions: tuple[str, ...]
    activities: tuple[ActivityPage, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """A month as whole weeks, Monday first."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]
    rhythm: Rhythm
    shares: tuple[Share, ...]
    count: int

    @property
    def listed(self) -> list[ActivityPage]:
        return [one for week in self.weeks for day in week if day.in_month for one in day.activities]


def programme_of(prefix: str, year: int, month: int) -> Programme:
    """The month of a jurisdiction; called-off activities do not count. At most five statements."""
    first, last = month_of(year, month)
    monday, sunday = first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())
    rows = Activity.public.filter(
        scope_condition(prefix), starts_at__gte=morning_of(monday), starts_at__lt=morning_of(sunday) + timedelta(days=1)
    ).exclude(state=ActivityState.CANCELLED.value)
    by_day: dict[date, list[ActivityPage]] = defaultdict(list)
    pages = pages_of(list(rows.order_by("starts_at", "id")))
    for page in pages:
        by_day[page.starts_at.astimezone(SHANGHAI).date()].append(page)
    named: dict[date, list[str]] = defaultdict(list)
    for year_of in {monday.year, sunday.year}:
        for on, name in (*festivals(year_of), *solar_terms(year_of)):
            named[on].append(name)
    days = [
        Day(on, first <= on <= last, tuple(named[on]), tuple(by_day[on]))
        for on in (monday + timedelta(days=number) for number in range((sunday - monday).days + 1))
    ]
    in_month = [page for day in days if day.in_month for page in day.activities]
    return Programme(
        first=first,
        weeks=tuple(tuple(days[start : start + 7]) for start in range(0, len(days), 7)),
        rhythm=rhythm_of(year, month, [(on, Size(page.size)) for on, pages in by_day.items() for page in pages]),
        shares=tuple(shares_of([[group.value for group in page.groups] for page in in_month])),
        count=len(in_month),
    )
