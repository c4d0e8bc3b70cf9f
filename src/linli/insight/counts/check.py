"""Plain counting beside the kept counts: the same places and kinds, the same span, every measure, and how long results took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Count, F, Func, IntegerField, Value
from django.db.models.functions import Coalesce, Left

from linli.insight.conditions import condition_of, counted_cases, touched_in
from linli.insight.rules import Measure, Period
from linli.insight.rules.marks import EVERY_KIND, NO_KIND
from linli.insight.rules.took import EDGES
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .keep import count_ripe
from .read import EVERY, kept, kept_durations

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
        plain = counted(prefix, period, EVERY, place=_GRID, kind=2)
        by_place, by_kind = _folded(plain, _COMMUNITY, by_kind=False), _folded(plain, _STREET, by_kind=True)
        yield from _compared(kept(prefix, period, place=_GRID), _folded(plain, _GRID, by_kind=False), False)
        for in_days in (False, True):
            places = kept(prefix, period, place=_COMMUNITY, days_alone=in_days)
            yield from _compared(places, by_place, in_days)
            if len(prefix) <= _STREET:
                kinds = kept(prefix, period, place=_STREET, kind=2, days_alone=in_days)
                yield from _compared(kinds, by_kind, in_days)
                took = kept_durations(prefix, period, days_alone=in_days)
                yield from _compared_durations(took, _durations(prefix, period), in_days)


def _compared(ours: Numbers, plain: Numbers, in_days: bool) -> Iterator[Difference]:
    for key in sorted(ours.keys() | plain.keys()):
        for measure in EVERY:
            one, other = ours.get(key, {}).get(measure, 0), plain.get(key, {}).get(measure, 0)
            if one != other:
                yield Difference(*key, measure, one, other, in_days)


def _compared_durations(
    ours: dict[str, Counter[int]], plain: dict[str, Counter[int]], in_days: bool
) -> Iterator[Difference]:
    for place in sorted(ours.keys() | plain.keys()):
        kept_here, counted_here = ours.get(place, Counter()), plain.get(place, Counter())
        for bucket in sorted(kept_here.keys() | counted_here.keys()):
            if kept_here[bucket] != counted_here[bucket]:
                yield Difference(place, EVERY_KIND, None, kept_here[bucket], counted_here[bucket], in_days)


def counted(prefix: str, period: Period, measures: Iterable[Measure], *, place: int, kind: int = 0) -> Numbers:
    """What `read.kept` keeps, counted afresh from the cases by plain SQL. One statement: reads the open cases and those touched
    since the period began."""
    now, wanted = clock.now(), tuple(measures)
    conditions = {one.name: Count("id", filter=condition_of(one, period, now)) for one in wanted}
    rows = counted_cases(prefix).filter(touched_in(period)).order_by()
    where = Left("place_code", place) if place else Value("")
    kinds = Left("category_code", kind) if kind else Value("")
    found: Numbers = {}
    for row in rows.values(where=where, what=kinds).annotate(**conditions):
        counts = {one: row[one.name] for one in wanted}
        if any(counts.values()):
            found[row["where"], (row["what"] or NO_KIND) if kind else EVERY_KIND] = counts
    return found


def _folded(numbers: Numbers, place: int, *, by_kind: bool) -> Numbers:
    """The same of wider places, and of all kinds together."""
    found: Numbers = {}
    for (where, kind), counts in numbers.items():
        sums = found.setdefault((where[:place], kind if by_kind else EVERY_KIND), dict.fromkeys(counts, 0))
        for one, count in counts.items():
            sums[one] += count
    return found


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
