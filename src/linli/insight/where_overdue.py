"""What is overdue where: counts by the places just below a jurisdiction."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet
from django.db.models.functions import Left

from linli.cases.models import Case
from linli.cases.queries.work_list import OVERDUE_IN
from linli.cases.rules import OPEN
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from .counted import AGES, SETTLED, Counted, condition_of

LEVELS_SHOWN = (
    PlaceLevel.PROVINCE,
    PlaceLevel.CITY,
    PlaceLevel.COUNTY,
    PlaceLevel.STREET,
    PlaceLevel.COMMUNITY,
    PlaceLevel.GRID,
)


@dataclass(frozen=True, slots=True)
class PlaceCounts:
    """The cases of one place. `code` is shorter than its neighbours' where matters are not yet located more precisely."""

    code: str
    counts: dict[Counted, int]
    oldest_due_at: datetime | None
    """The deadline longest past, None when nothing is overdue."""

    @property
    def settled(self) -> int:
        return sum(self.counts[one] for one in SETTLED)

    @property
    def settled_in_community(self) -> int:
        """Settled without leaving the community (小事不出社区, practices.md E6)."""
        return self.counts[Counted.SETTLED_GRID] + self.counts[Counted.SETTLED_COMMUNITY]

    @property
    def late_over_a_week(self) -> int:
        """Overdue by seven days and more."""
        return sum(self.counts[one] for one, (least, _) in AGES.items() if least >= 7)


def level_below(prefix: str) -> PlaceLevel | None:
    """The level a jurisdiction is divided into on the page; None below which nothing is told apart (a grid)."""
    return next((level for level in LEVELS_SHOWN if level > len(prefix)), None)


def counts_below(prefix: str, now: datetime, since: datetime) -> list[PlaceCounts]:
    """The counts of the places one level below `prefix` (empty: the whole platform), in order of code, within the scope in
    force. One statement; it reads the open cases and those closed at `since` or later, O(of these), never the archive."""
    level = level_below(prefix) or PlaceLevel.GRID
    rows = (
        cases_of(prefix)
        .filter(Q(state__in=OPEN) | Q(closed_at__gte=since))
        .order_by()
        .values(below=Left("place_code", int(level)))
        .annotate(
            **{one.name: Count("id", filter=condition_of(one, now, since)) for one in Counted},
            oldest=Min("handle_due_at", filter=Q(state__in=OVERDUE_IN, handle_due_at__lt=now)),
        )
        .order_by("below")
    )
    return [PlaceCounts(row["below"], {one: row[one.name] for one in Counted}, row["oldest"]) for row in rows]


def total_of(prefix: str, places: Iterable[PlaceCounts]) -> PlaceCounts:
    """The places together."""
    rows = list(places)
    oldest = min((row.oldest_due_at for row in rows if row.oldest_due_at), default=None)
    return PlaceCounts(prefix, {one: sum(row.counts[one] for row in rows) for one in Counted}, oldest)


def cases_of(prefix: str) -> QuerySet[Case]:
    """The cases of a jurisdiction within the scope in force, without the search column."""
    cases = Case.objects.defer("search")
    return cases.filter(scope_condition(prefix)) if prefix else cases
