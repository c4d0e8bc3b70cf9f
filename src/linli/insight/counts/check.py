"""Plain counting beside the kept counts: the same places and kinds, the same span, every measure, and how long results took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Func, IntegerField
from django.db.models.functions import Coalesce, Left

from linli.insight.conditions import condition_of, counted_cases, touched_in
from linli.insight.rules import Measure, Period
from linli.insight.rules.marks import DIFFERENCES, EVERY_KIND, NO_KIND, ONCE
from linli.insight.rules.took import EDGES
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .keep import count_ripe
from .read import kept, kept_durations

COMPARED = (*ONCE, *DIFFERENCES)
_STREET, _COMMUNITY, _GRID = int(PlaceLevel.STREET), int(PlaceLevel.COMMUNITY), int(PlaceLevel.GRID)

Numbers = dict[tuple[str, str], dict[Measure, int]]


@dataclass(frozen=True, slots=True)
class Difference:
    """A number of a place (and of a kind of matter, empty for all) that is kept as one and counts as another. `measure` is
    None where it is how many results took so long; `in_days` says that the days are wrong, where half-months may be right."""

    place_code: str
    kind: str
    measure: Measure | None
    kept: int
    counted: int
    in_days: bool = False


def differences(period: Period, prefix: str = "") -> Iterator[Difference]:
    """Where the kept counts of grids and communities, and of the kinds and durations of streets, are not what plain counting finds,
    in half-months and in days; what time has made ripe is brought in first. Reads every case the span may touch."""
    while count_ripe():
        pass
    with acting_in(Scope.everything()):
        by_grid, by_place, by_kind = _counted(prefix, period)
        yield from _compared(kept(prefix, period, place=_GRID), by_grid, False)
        for in_days in (False, True):
            places = kept(prefix, period, place=_COMMUNITY, days_alone=in_days)
            yield from _compared(places, by_place, in_days)
            if len(prefix) <= _STREET:
                kinds = kept(prefix, period, place=_STREET, kind=2, days_alone=in_days)
                yield from _compared(kinds, by_kind, in_days)
                ours, plain = kept_durations(prefix, period, days_alone=in_days), _durations(prefix, period)
                for place in sorted(ours.keys() | plain.keys()):
                    for bucket in sorted(ours.get(place, Counter()).keys() | plain.get(place, Counter()).keys()):
                        one, other = ours.get(place, Counter())[bucket], plain.get(place, Counter())[bucket]
                        if one != other:
                            yield Difference(place, EVERY_KIND, None, one, other, in_days)


def _compared(ours: Numbers, plain: Numbers, in_days: bool) -> Iterator[Difference]:
    for key in sorted(ours.keys() | plain.keys()):
        for measure in COMPARED:
            one, other = ours.get(key, {}).get(measure, 0), plain.get(key, {}).get(measure, 0)
            if one != other:
                yield Difference(*key, measure, one, other, in_days)


def _counted(prefix: str, period: Period) -> tuple[Numbers, Numbers, Numbers]:
    """By grid, by community, and by street and first level of kinds. One statement."""
    now = clock.now()
    conditions = {one.name: Count("id", filter=condition_of(one, period, now)) for one in COMPARED}
    rows = counted_cases(prefix).filter(touched_in(period)).order_by()
    by_grid: Numbers = {}
    by_place: Numbers = {}
    by_kind: Numbers = {}
    grouped = rows.values(place=Left("place_code", _GRID), kind=Left("category_code", 2)).annotate(**conditions)
    for row in grouped:
        for into, key in (
            (by_grid, (row["place"], EVERY_KIND)),
            (by_place, (row["place"][:_COMMUNITY], EVERY_KIND)),
            (by_kind, (row["place"][:_STREET], row["kind"] or NO_KIND)),
        ):
            sums = into.setdefault(key, dict.fromkeys(COMPARED, 0))
            for one in COMPARED:
                sums[one] += row[one.name]
    return by_grid, by_place, by_kind


def _durations(prefix: str, period: Period) -> dict[str, Counter[int]]:
    """By street and bucket, how many results of the span took so long. One statement."""
    edges = ", ".join(f"interval '{int(edge.total_seconds())} seconds'" for edge in EDGES)
    bucket = Func(
        F("done_at") - F("filed_at"),
        template=f"greatest(0, width_bucket(%(expressions)s, ARRAY[{edges}]) - 1)",
        output_field=IntegerField(),
    )
    done = counted_cases(prefix).alias(done_at=Coalesce("fed_back_at", "closed_at"))
    rows = done.filter(filed_at__isnull=False, done_at__gte=period.start, done_at__lt=period.end).order_by()
    found: dict[str, Counter[int]] = {}
    for place, number, n in rows.values_list(Left("place_code", _STREET), bucket).annotate(n=Count("id")):
        found.setdefault(place, Counter())[number] += n
    return found
