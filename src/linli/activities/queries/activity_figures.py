"""The figures of a time: how many activities, fairs, turns served, from the rows of the activities themselves."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.clock import SHANGHAI, morning_of
from linli.ledger.street_row import scope_condition

from ..models import Activity, Need, Rating
from ..rules import COUNTED, ActivityKind, AgeGroup, NeedState, Satisfaction, Share, shares_of


@dataclass(frozen=True, slots=True)
class HeldLine:
    """An activity that took place, as the export lists it."""

    id: object
    title: str
    kind: ActivityKind
    on: date
    groups: tuple[AgeGroup, ...]
    theme: str
    places: int
    came: int
    walk_ins: int
    at_stalls: int
    served: int
    satisfied: int
    rated: int


@dataclass(frozen=True, slots=True)
class ActivityFigures:
    """Figures with their bases. `served` is the sum of the turns of all lines; `came` of those who had `places`."""

    first: date
    last: date
    lines: tuple[HeldLine, ...]
    months: tuple[tuple[str, int], ...]
    shares: tuple[Share, ...]
    by_group: tuple[tuple[AgeGroup, int], ...]
    needs: int
    needs_met: int
    wait_days: float | None

    @property
    def count(self) -> int:
        return len(self.lines)

    @property
    def fairs(self) -> int:
        return sum(line.kind is ActivityKind.FAIR for line in self.lines)

    @property
    def served(self) -> int:
        return sum(line.served for line in self.lines)

    @property
    def served_at_fairs(self) -> int:
        return sum(line.served for line in self.lines if line.kind is ActivityKind.FAIR)

    @property
    def places(self) -> int:
        return sum(line.places for line in self.lines)

    @property
    def came(self) -> int:
        return sum(line.came for line in self.lines)

    @property
    def rated(self) -> int:
        return sum(line.rated for line in self.lines)

    @property
    def satisfied(self) -> int:
        return sum(line.satisfied for line in self.lines)


def activity_figures(prefix: str, first: date, last: date) -> ActivityFigures:
    """The figures of a jurisdiction between two days, both included; activities held, not planned. Three statements.

    Ratings are read within the caller's scope.
    """
    rows = list(
        Activity.public.filter(
            scope_condition(prefix),
            state__in=[state.value for state in COUNTED],
            starts_at__gte=morning_of(first),
            starts_at__lt=morning_of(last) + timedelta(days=1),
        ).order_by("-starts_at", "-id")
    )
    rated, satisfied = Counter(), Counter()
    ratings = Rating.objects.filter(scope_condition(prefix), activity_id__in=[row.id for row in rows])
    for activity_id, word, people in ratings.values_list("activity_id", "satisfaction", "people"):
        rated[activity_id] += people
        if word == Satisfaction.SATISFIED.value:
            satisfied[activity_id] += people
    months, groups = Counter(), Counter()
    for row in rows:
        months[row.starts_at.astimezone(SHANGHAI).strftime("%Y-%m")] += 1
        groups.update(row.by_group)
    needs = Counter(Need.public.filter(scope_condition(prefix)).values_list("state", flat=True))
    waits = [row.wait_days for row in rows if row.wait_days is not None]
    return ActivityFigures(
        first=first,
        last=last,
        lines=tuple(_line(row, rated[row.id], satisfied[row.id]) for row in rows),
        months=tuple(sorted(months.items())),
        shares=tuple(shares_of([row.groups for row in rows])),
        by_group=tuple((group, groups[group.value]) for group in AgeGroup if groups[group.value]),
        needs=sum(needs.values()),
        needs_met=needs[NeedState.HELD.value],
        wait_days=round(sorted(waits)[len(waits) // 2], 1) if waits else None,
    )


def _line(row: Activity, rated: int, satisfied: int) -> HeldLine:
    return HeldLine(
        id=row.id,
        title=row.title,
        kind=ActivityKind(row.kind),
        on=row.starts_at.astimezone(SHANGHAI).date(),
        groups=tuple(AgeGroup(one) for one in row.groups),
        theme=row.theme,
        places=row.places or 0,
        came=row.came or 0,
        walk_ins=row.walk_ins or 0,
        at_stalls=row.at_stalls or 0,
        served=row.served or 0,
        satisfied=satisfied,
        rated=rated,
    )
