"""The indicators of a jurisdiction over a span of days, of the places just below it, and the cases behind each number.

Read from the kept counts (`counts`, ADR 0030); the cases behind a number are found by plain SQL.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from linli.cases.queries.case_lines import lines_of, with_names
from linli.cases.rules import Rate, three_rate_score
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together
from linli.places.queries import place_facts_of

from .conditions import condition_of, counted_cases, touched_in
from .counted import AGES, Counted
from .counts.read import durations, kept, kept_over_time, late_sums
from .overview import homes_of, name_of, way_down_to
from .rate_terms import decided_for, nearest
from .rules import Measure, Period
from .rules.indicators import BY_CODE, IN_USE, INDICATORS, Indicator, Part
from .rules.marks import NO_KIND, Span
from .rules.rate_terms import SHIPPED, Terms
from .where_overdue import level_below

Counts = dict[Measure, int]

BY_HALF_FROM = 63
"""A span of so many days is told by half-month."""


@dataclass(frozen=True, slots=True)
class PlaceMeasures:
    """The measures of one place."""

    code: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Indicators:
    """The page of a jurisdiction. `previous` are the counts of `compared`; `median` and `p90` are from filing to the result,
    nights and holidays included; `days` has what was raised and what was closed, by day or, over `BY_HALF_FROM` days and more,
    by half-month; for a community and what is wider."""

    prefix: str
    period: Period
    compared: Period
    counts: Counts
    previous: Counts
    ages: dict[Counted, int]
    places: tuple[PlaceMeasures, ...]
    below: PlaceLevel | None
    median: timedelta | None
    p90: timedelta | None
    days: dict[date, tuple[int, int]] | None
    terms: Terms
    above: tuple[str, ...]
    names: dict[str, str]


def indicators(actor: Actor, prefix: str, period: Period, compared: Period | None = None) -> Indicators:
    """The page of a place `chosen_place` allowed, beside the period before or the one to be compared with. Six statements; it
    reads counts, never the archive."""
    compared = compared or period.previous
    now = clock.now()
    places = _by_place(prefix, period, int(level_below(prefix) or PlaceLevel.GRID))
    late, decided = read_together(late_sums(prefix, now, AGES.values()), decided_for(prefix))
    above = way_down_to(actor, prefix)
    codes = {prefix, *above, *homes_of(actor), *(place.code for place in places)}
    facts = place_facts_of((code, None, None) for code in codes)
    median, p90 = durations(prefix, period)
    return Indicators(
        prefix=prefix,
        period=period,
        compared=compared,
        counts=_sum(place.counts for place in places),
        previous=_sum(place.counts for place in _by_place(prefix, compared, _WHOLE)),
        ages=dict(zip(AGES, late[0] if late else [0] * len(AGES), strict=True)),
        places=tuple(places),
        below=level_below(prefix),
        median=median,
        p90=p90,
        days=kept_over_time(
            prefix,
            period,
            (Measure.RAISED, Measure.CLOSED),
            by=Span.HALF_MONTH if len(period.days) >= BY_HALF_FROM else Span.DAY,
        )
        if len(prefix) <= PlaceLevel.COMMUNITY
        else None,
        terms=nearest(decided),
        above=above,
        names={code: name_of(found) for (code, _, _), found in facts.items()},
    )


def rate_of(indicator: Indicator, counts: Counts, terms: Terms = SHIPPED) -> Rate:
    """The indicator's value with its counts and its formula; no value where there is nothing to divide."""
    numerator, denominator = indicator.counted(counts, terms)
    return Rate(numerator, denominator, indicator.formula)


def score_of(counts: Counts, terms: Terms = SHIPPED) -> Decimal | None:
    """三率分: response, solved and satisfied by the weights of the terms; None unless all three have something to count."""
    response, resolve, satisfy = (rate_of(BY_CODE[code], counts, terms) for code in ("response", "resolve", "satisfy"))
    return three_rate_score(response, resolve, satisfy, terms.weights)


def rows_of(
    prefix: str, period: Period, measures: Iterable[Measure], kind: str = "", at: Position | None = None, size: int = 30
) -> Slice:
    """The cases that any of the measures counts, of kinds that begin with `kind` (`NO_KIND`: without one), as `CaseLine`s in the
    order they were raised. Two statements."""
    now, either = clock.now(), Q(pk__in=[])
    for measure in measures:
        either |= condition_of(measure, period, now)
    rows = counted_cases(prefix).filter(touched_in(period), either)
    if kind:
        rows = rows.filter(category_code="") if kind == NO_KIND else rows.filter(category_code__startswith=kind)
    page = keyset_slice(with_names(rows), ("raised_at", "id"), at, size)
    return Slice(lines_of(page.items), page.next, page.previous)


def indicator_rows(
    prefix: str, period: Period, indicator: Indicator, part: Part, at: Position | None = None, size: int = 30
) -> Slice:
    """The cases of an indicator's numerator or denominator. Two statements."""
    return rows_of(prefix, period, indicator.measures(part), "", at, size)


_WHOLE = int(PlaceLevel.PROVINCE)


def _by_place(prefix: str, period: Period, below: int) -> list[PlaceMeasures]:
    found = kept(prefix, period, place=below, measures=IN_USE)
    return [PlaceMeasures(place, counts) for (place, _kind), counts in found.items()]


def _sum(several) -> Counts:
    total = dict.fromkeys(IN_USE, 0)
    for counts in several:
        for one, count in counts.items():
            total[one] += count
    return total


__all__ = [
    "INDICATORS",
    "Indicators",
    "Part",
    "PlaceMeasures",
    "indicator_rows",
    "indicators",
    "rate_of",
    "score_of",
]
