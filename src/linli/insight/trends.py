"""How a jurisdiction went over time: one measure or indicator, beside the span before and the same days last year, place by place
and kind by kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.db.models.functions import Left

from linli.cases.categories import set_in_force, tree_of
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition
from linli.places.queries import place_facts_of

from .models import CaseCount, DayCount
from .overview import homes_of, name_of, way_down_to
from .rules import Measure, Period
from .rules.indicators import INDICATORS
from .rules.marks import NEVER, ONCE, PLACE_OF
from .rules.periods import year_before
from .where_overdue import level_below

BY_MONTH_FROM = 63
"""A span of so many days is told month by month."""

Weights = tuple[tuple[Measure, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Course:
    """What can be followed over time: a number of cases, or a rate where `below` is set. Only measures that count a case on one
    day: the parts of a span then add up to the span."""

    code: str
    label: str
    above: Weights
    below: Measure | None = None

    @property
    def measures(self) -> tuple[Measure, ...]:
        return tuple(dict.fromkeys([*(one for one, _weight in self.above), *([self.below] if self.below else [])]))


COURSES: tuple[Course, ...] = (
    *(Course(one.value, one.label, ((one, Decimal(1)),)) for one in (Measure.RAISED, Measure.CLOSED)),
    *(
        Course(one.code, one.label, one.numerator, one.denominator)
        for one in INDICATORS
        if {one.denominator, *(measure for measure, _weight in one.numerator)} <= set(ONCE)
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
    part: the first day beside the first. `places` are in order of code, `kinds` the most frequent first, by their names."""

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
    """The page of a place `chosen_place` allowed. Five statements: counts by place and day, kinds, their names (two), places."""
    by_month = len(period.days) >= BY_MONTH_FROM
    today = clock.today()
    before, year_ago = period.previous, year_before(period)
    level = level_below(prefix) or PlaceLevel.GRID
    counted = _by_place_and_day(prefix, (period, before, year_ago), course.measures, int(level))
    parts = _parts(period, by_month, today)
    found: dict[str, dict[date, list[int]]] = defaultdict(dict)
    for code, day, counts in counted:
        found[code][day] = counts
    whole = _sum_of(found.values())
    codes = sorted(code for code, days in found.items() if any(period.first <= day <= period.last for day in days))
    above = way_down_to(actor, prefix)
    facts = place_facts_of((code, None, None) for code in {prefix, *above, *homes_of(actor), *codes})
    return Trends(
        course=course,
        by_month=by_month,
        parts=parts,
        now=_line(course, whole, period, by_month, len(parts)),
        previous=_line(course, whole, before, by_month, len(parts)),
        last_year=_line(course, whole, year_ago, by_month, len(parts)),
        places=tuple((code, _line(course, found[code], period, by_month, len(parts))) for code in codes),
        kinds=_kinds(prefix, period, KINDS_BY.get(course.code, COURSES[0]), by_month, len(parts)),
        below=level_below(prefix),
        above=above,
        names={code: name_of(one) for (code, _, _), one in facts.items()},
    )


def _parts(period: Period, by_month: bool, today: date) -> tuple[date, ...]:
    """The days of a span, or the first of each of its months, up to today; the first one in any case."""
    days = [day for day in period.days if day <= today] or [period.first]
    return tuple(dict.fromkeys(day.replace(day=1) for day in days)) if by_month else tuple(days)


def _line(course: Course, days: dict[date, list[int]], period: Period, by_month: bool, most: int) -> Line:
    parts: list[list[int]] = [[0] * len(course.measures) for _ in range(most)]
    total = [0] * len(course.measures)
    for day, counts in days.items():
        if not period.first <= day <= period.last:
            continue
        at = (
            (day.year - period.first.year) * 12 + day.month - period.first.month
            if by_month
            else (day - period.first).days
        )
        if at < most:
            parts[at] = [a + b for a, b in zip(parts[at], counts, strict=True)]
            total = [a + b for a, b in zip(total, counts, strict=True)]
    value, numerator, denominator = _value(course, total)
    return Line(tuple(_value(course, one)[0] for one in parts), value, numerator, denominator)


def _value(course: Course, counts: Sequence[int]) -> tuple[Value, Decimal, int]:
    by_measure = dict(zip(course.measures, counts, strict=True))
    above = sum((by_measure[one] * weight for one, weight in course.above), Decimal())
    if course.below is None:
        return int(above), above, 0
    below = by_measure[course.below]
    return (round(above * 100 / below, 2) if below else None), above, below


def _sum_of(several: Iterable[dict[date, list[int]]]) -> dict[date, list[int]]:
    total: dict[date, list[int]] = {}
    for days in several:
        for day, counts in days.items():
            total[day] = [a + b for a, b in zip(total[day], counts, strict=True)] if day in total else list(counts)
    return total


def _by_place_and_day(
    prefix: str, periods: Sequence[Period], measures: Sequence[Measure], below: int
) -> list[tuple[str, date, list[int]]]:
    """Measures of `ONCE` by place and day. One statement: kept counts for communities and what is wider, the community's own
    cases for its grids."""
    if below > PlaceLevel.COMMUNITY:
        return _by_grid_and_day(prefix, periods, measures, below)
    level = PlaceLevel.COMMUNITY if below > PlaceLevel.STREET else PlaceLevel.STREET
    rows = _of(DayCount, prefix).filter(_on_days("day", periods), level=int(level), after=NEVER)
    names = {f"n{PLACE_OF[one]}": Sum(f"counts__{PLACE_OF[one]}") for one in measures}
    rows = rows.order_by().values("day", where=Left("place_code", below)).annotate(**names)
    return [(row["where"], row["day"], [row[name] for name in names]) for row in rows]


def _by_grid_and_day(
    prefix: str, periods: Sequence[Period], measures: Sequence[Measure], below: int
) -> list[tuple[str, date, list[int]]]:
    columns = [f"days__{PLACE_OF[one]}" for one in measures]
    touched = Q(pk__in=[])
    for column in columns:
        touched |= _on_days(column, periods)
    found: dict[tuple[str, date], list[int]] = {}
    for where, *days in _of(CaseCount, prefix).filter(touched).values_list(Left("place_code", below), *columns):
        for position, day in enumerate(days):
            if day is not None:
                found.setdefault((where, day), [0] * len(columns))[position] += 1
    return [(where, day, counts) for (where, day), counts in found.items()]


def _kinds(prefix: str, period: Period, course: Course, by_month: bool, most: int) -> tuple[tuple[str, Line], ...]:
    """The large kinds by the cases that count, most first. Three statements."""
    measure = course.above[0][0]
    column = f"days__{PLACE_OF[measure]}"
    rows = _of(CaseCount, prefix).filter(_on_days(column, [period])).exclude(kind="").order_by()
    days: dict[str, dict[date, list[int]]] = defaultdict(dict)
    for kind, day, count in rows.values_list(Left("kind", 2), column).annotate(n=Count("id")):
        days[kind][day] = [count]
    names = {large.code: large.name for large, _small in tree_of(set_in_force(prefix).id)} if days else {}
    lines = [(names.get(kind, kind), _line(course, some, period, by_month, most)) for kind, some in days.items()]
    return tuple(sorted(lines, key=lambda one: (-one[1].numerator, one[0])))


def _on_days(column: str, periods: Sequence[Period]) -> Q:
    within = Q(pk__in=[])
    for period in periods:
        within |= Q(**{f"{column}__gte": period.first, f"{column}__lte": period.last})
    return within


def _of(model, prefix: str):
    return model.objects.filter(scope_condition(prefix)) if prefix else model.objects.all()
