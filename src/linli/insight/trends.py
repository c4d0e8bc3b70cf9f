"""How a jurisdiction went over time: one measure or indicator, beside the span before and the same days last year, place by place
and kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linli.cases.categories import set_in_force, tree_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import place_facts_of

from .counts.read import kinds_over_time, places_over_time
from .indicators import BY_HALF_FROM
from .overview import homes_of, name_of, way_down_to
from .rate_terms import terms_for
from .rules import Measure, Period
from .rules.indicators import INDICATORS
from .rules.marks import NO_KIND, ONCE, Span
from .rules.periods import year_before
from .rules.rate_terms import SHIPPED, Terms
from .where_overdue import level_below

Counts = tuple[int, ...]
Days = dict[date, Counts]


@dataclass(frozen=True, slots=True)
class Course:
    """What can be followed over time: a number of cases, or a rate where `below` is set. Only measures that count a case on one
    day: the parts of a span then add up to the span."""

    code: str
    label: str
    above: tuple[Measure, ...]
    below: Measure | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(dict.fromkeys([*self.above, *([self.below] if self.below else [])]))


COURSES: tuple[Course, ...] = (
    *(Course(one.value, one.label, (one,)) for one in (Measure.RAISED, Measure.CLOSED)),
    *(
        Course(one.code, one.label, one.numerator, one.denominator)
        for one in INDICATORS
        if {one.denominator, *one.numerator} <= set(ONCE)
    ),
)
COURSE_BY_CODE = {one.code: one for one in COURSES}
KINDS_BY = {Measure.RAISED.value: COURSES[0], Measure.CLOSED.value: COURSES[1]}
"""Kinds are followed as numbers of cases; beside a rate those that were raised."""

Value = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line over the parts of a span, and the same for the span as a whole; None where there is nothing to divide."""

    values: tuple[Value, ...]
    total: Value
    numerator: Decimal
    denominator: int


@dataclass(frozen=True, slots=True)
class Trends:
    """`parts` name the days or the first days of the months of the span, up to today. `previous` and `last_year` stand beside it part by
    part: the first day beside the first; what goes beyond the parts is in their total alone. `places` are in order of code, `kinds` the most frequent first, by their names."""

    course: Course
    by_month: bool
    parts: tuple[date, ...]
    now: Line
    previous: Line
    last_year: Line
    places: tuple[tuple[str, Line], ...]
    kinds: tuple[tuple[str, Line], ...]
    below: PlaceLevel | None
    above: tuple[str, ...]
    names: dict[str, str]


def trends(actor: Actor, prefix: str, period: Period, course: Course) -> Trends:
    """The page of a place `chosen_place` allowed. Six statements: the terms, counts by place and day, kinds, their names (two),
    places."""
    terms = terms_for(prefix)
    by_month = len(period.days) >= BY_HALF_FROM
    by = Span.HALF_MONTH if by_month else Span.DAY
    today = clock.today()
    spans = _side_by_side(period, today)
    level = level_below(prefix) or PlaceLevel.GRID
    parts = _parts(period, by_month, today)
    counted = places_over_time(prefix, spans, course.measures, place=int(level), by=by)
    of_place: dict[str, Days] = defaultdict(dict)
    for (code, day), counts in counted[0].items():
        of_place[code][day] = counts
    now, previous, last_year = (
        _line(course, terms, _all_places(found), span, by_month, len(parts))
        for found, span in zip(counted, spans, strict=True)
    )
    codes = sorted(of_place)
    above = way_down_to(actor, prefix)
    facts = place_facts_of((code, None, None) for code in {prefix, *above, *homes_of(actor), *codes})
    return Trends(
        course=course,
        by_month=by_month,
        parts=parts,
        now=now,
        previous=previous,
        last_year=last_year,
        places=tuple((code, _line(course, terms, of_place[code], period, by_month, len(parts))) for code in codes),
        kinds=_kinds(prefix, period, KINDS_BY.get(course.code, COURSES[0]), by, len(parts)),
        below=level_below(prefix),
        above=above,
        names={code: name_of(one) for (code, _, _), one in facts.items()},
    )


def _side_by_side(period: Period, today: date) -> tuple[Period, Period, Period]:
    """The span, the one before, and the same days last year; of one that still runs as many days as are over of each."""
    if period.last <= today:
        return period, period.previous, year_before(period)
    gone = Period(period.first, max(today, period.first))
    before = period.previous
    last = min(before.last, before.first + (gone.last - gone.first))
    return gone, Period(before.first, last), year_before(gone)


def _parts(period: Period, by_month: bool, today: date) -> tuple[date, ...]:
    """The days of a span, or the first of each of its months, up to today; the first one in any case."""
    days = [day for day in period.days if day <= today] or [period.first]
    return tuple(dict.fromkeys(day.replace(day=1) for day in days)) if by_month else tuple(days)


def _line(course: Course, terms: Terms, days: Days, period: Period, by_month: bool, most: int) -> Line:
    parts: list[Counts] = [(0,) * len(course.measures)] * most
    for day, counts in days.items():
        at = (
            (day.year - period.first.year) * 12 + day.month - period.first.month
            if by_month
            else (day - period.first).days
        )
        if at < most:
            parts[at] = _added(parts[at], counts)
    whole = [sum(column) for column in zip(*days.values(), strict=True)] or [0] * len(course.measures)
    value, numerator, denominator = _value(course, terms, whole)
    return Line(tuple(_value(course, terms, one)[0] for one in parts), value, numerator, denominator)


def _all_places(found: dict[tuple[str, date], Counts]) -> Days:
    total: Days = {}
    for (_code, day), counts in found.items():
        total[day] = _added(total[day], counts) if day in total else counts
    return total


def _added(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _value(course: Course, terms: Terms, counts: Sequence[int]) -> tuple[Value, Decimal, int]:
    by_measure = dict(zip(course.measures, counts, strict=True))
    above = sum((by_measure[one] * terms.weight_of(one) for one in course.above), Decimal())
    if course.below is None:
        return int(above), above, 0
    below = by_measure[course.below]
    return (round(above * 100 / below, 2) if below else None), above, below


def _kinds(prefix: str, period: Period, course: Course, by: Span, most: int) -> tuple[tuple[str, Line], ...]:
    """The large kinds by the cases that count, most first; what nobody has said the kind of is left out. Three statements."""
    days: dict[str, Days] = defaultdict(dict)
    for (kind, day), count in kinds_over_time(prefix, period, course.above[0], by=by).items():
        if kind != NO_KIND:
            days[kind][day] = (count,)
    names = kind_names(prefix) if days else {}
    by_month = by is Span.HALF_MONTH
    lines = [
        (names.get(kind, kind), _line(course, SHIPPED, some, period, by_month, most)) for kind, some in days.items()
    ]
    return tuple(sorted(lines, key=lambda one: (-one[1].numerator, one[0])))


def kind_names(prefix: str) -> dict[str, str]:
    """The names of the large kinds in force at a place, by code. Two statements."""
    return {large.code: large.name for large, _small in tree_of(set_in_force(prefix).id)}
