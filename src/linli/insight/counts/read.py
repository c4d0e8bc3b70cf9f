"""Reading the kept counts: the measures of a span by place, by kind and over time, how long results took, what is overdue for
how long. Costs what it shows, never the archive.

From the community up places come from `SpanCount`: the half-months that lie whole in the span and the days at its edges. Grids,
and kinds within a community, are added up from the community's own `CaseCount`s.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Aggregate, BooleanField, Count, DurationField, F, Func, Q, QuerySet, Sum, Value
from django.db.models.functions import Left

from linli.insight.models import CaseCount, SpanCount
from linli.insight.rules import Measure, Period
from linli.insight.rules.marks import (
    COMMUNITY,
    DIFFERENCES,
    EVERY_KIND,
    NEVER,
    NO_KIND,
    ONCE,
    PLACE_OF,
    STREET,
    Span,
    Turn,
    marks_of,
    measure_of,
)
from linli.insight.rules.periods import half_month_of, whole_half_months
from linli.insight.rules.took import TOOK_BUCKETS, percentile
from linli.ledger.read_together import summed_up
from linli.ledger.street_row import StreetRow, scope_condition

Measures = dict[Measure, int]
EVERY = (*ONCE, *DIFFERENCES)
"""Every measure that is kept."""


class Percentile(Aggregate):
    function = "PERCENTILE_DISC"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


class Happened(Func):
    """Whether a turn is among `turns` on a day of the span. Strict, since otherwise each turn would be taken apart before it
    is looked at."""

    template = """jsonb_path_exists(%(expressions)s, 'strict $[*] ? (@[0] == "%(mark)s" && @[1] >= "%(first)s" && @[1] <= "%(last)s")')"""
    output_field = BooleanField()


def kept(
    prefix: str,
    period: Period,
    *,
    place: int,
    kind: int = 0,
    measures: Collection[Measure] = EVERY,
    days_alone: bool = False,
) -> dict[tuple[str, str], Measures]:
    """The measures of a jurisdiction by the first `place` digits of where and the first `kind` (0: all together, 2 or 4) digits of
    what; what has nothing to count is missing. One statement.

    Raises `ValueError` for kinds of more than two digits over a span with days at its edges, unless within a community
    (`can_be_fine`). `days_alone` reads no half-months, to compare the two.
    """
    finest, marks = max(len(prefix), place), marks_of(measures)
    if finest > COMMUNITY or (kind and finest > STREET):
        rows = _cases(prefix, period).annotate(what=Left("kind", kind) if kind else Value(""))
        sums = _of_cases(period, marks)
    else:
        if kind > 2 and (days_alone or not can_be_fine(prefix, period)):
            raise ValueError("days keep the first level of kinds alone")
        level = COMMUNITY if finest > STREET else STREET
        rows = _spans(prefix, period, level, digits=kind, days_alone=days_alone).annotate(what=F("kind"))
        sums = {f"n{PLACE_OF[one]}": Sum(f"counts__{PLACE_OF[one]}") for one in marks}
    where = Left("place_code", place) if place else Value("")
    found = {}
    for row in rows.annotate(where=where).order_by().values("where", "what").annotate(**sums):
        told = {mark: row[f"n{PLACE_OF[mark]}"] for mark in marks}
        if any(told.values()):
            key = row["where"], (row["what"] or NO_KIND) if kind else EVERY_KIND
            found[key] = {one: measure_of(one, told) for one in measures}
    return dict(sorted(found.items()))


def kept_by_kind(
    prefix: str, period: Period, digits: int = 2, measures: Collection[Measure] = EVERY
) -> dict[str, Measures]:
    """The measures of a jurisdiction by kind, `NO_KIND` for cases without one. One statement."""
    found = kept(prefix, period, place=0, kind=digits, measures=measures)
    return {kind: counts for (_place, kind), counts in found.items()}


def can_be_fine(prefix: str, period: Period) -> bool:
    """Whether kinds can be told to the second level."""
    return len(prefix) >= COMMUNITY or not whole_half_months(period)[1]


def kept_over_time(
    prefix: str, period: Period, measures: Iterable[Measure], *, by: Span
) -> dict[date, tuple[int, ...]]:
    """Measures of `ONCE` by day, or by half-month with the days at the edges of the span each by themselves; what has nothing
    to count is missing. For a community and what is wider. One statement."""
    level = STREET if len(prefix) <= STREET else COMMUNITY
    rows = _spans(prefix, period, level, days_alone=by is Span.DAY)
    wanted = {f"n{PLACE_OF[one]}": Sum(f"counts__{PLACE_OF[one]}") for one in measures}
    rows = rows.filter(after=NEVER).order_by().values("first_on").annotate(**wanted)
    return {row["first_on"]: tuple(row[name] for name in wanted) for row in rows.order_by("first_on")}


def kinds_over_time(
    prefix: str, period: Period, measure: Measure, digits: int = 2, *, by: Span = Span.HALF_MONTH
) -> dict[tuple[str, date], int]:
    """A measure of `ONCE` by kind and day, or half-month (days at the edges of the span each by themselves). One statement."""
    column = f"{PLACE_OF[measure]}"
    if len(prefix) >= COMMUNITY:
        whole, _edges = whole_half_months(period)
        rows = _cases(prefix, period).filter(**{f"days__{column}__range": (period.first, period.last)})
        counted = rows.order_by().values_list(Left("kind", digits), f"days__{column}").annotate(n=Count("id"))
        found: Counter[tuple[str, date]] = Counter()
        for kind, day, n in counted:
            in_whole = by is not Span.DAY and whole is not None and whole.first <= day <= whole.last
            found[kind or NO_KIND, half_month_of(day).first if in_whole else day] += n
        return dict(found)
    rows = _spans(prefix, period, STREET, digits=digits, days_alone=by is Span.DAY).filter(after=NEVER).order_by()
    summed = rows.values_list("kind", "first_on").annotate(n=Sum(f"counts__{column}"))
    return {(kind, on): n for kind, on, n in summed if n}


def places_over_time(
    prefix: str, periods: Sequence[Period], measures: Sequence[Measure], *, place: int, by: Span
) -> list[dict[tuple[str, date], tuple[int, ...]]]:
    """Measures of `ONCE` for each of `periods` by the first `place` digits of where and by day, or half-month with the days at the
    edges of the span each by themselves. One statement for all of them."""
    if max(len(prefix), place) > COMMUNITY:
        return _grids_over_time(prefix, periods, measures, place)
    level = COMMUNITY if max(len(prefix), place) > STREET else STREET
    either = Q(pk__in=[])
    for period in periods:
        either |= _parts_of(period, days_alone=by is Span.DAY)
    names = {f"n{PLACE_OF[one]}": Sum(f"counts__{PLACE_OF[one]}") for one in measures}
    rows = _of(SpanCount, prefix).filter(either, level=level, digits=0, after=NEVER).order_by()
    rows = list(rows.values("span", "first_on", where=Left("place_code", place)).annotate(**names))
    found: list[dict[tuple[str, date], tuple[int, ...]]] = []
    for period in periods:
        whole, edges = (None, (period,)) if by is Span.DAY else whole_half_months(period)
        spans = {Span.HALF_MONTH: (whole,) if whole else (), Span.DAY: edges}
        found.append(
            {
                (row["where"], row["first_on"]): tuple(row[name] for name in names)
                for row in rows
                if any(one.first <= row["first_on"] <= one.last for one in spans[Span(row["span"])])
            }
        )
    return found


def _grids_over_time(
    prefix: str, periods: Sequence[Period], measures: Sequence[Measure], place: int
) -> list[dict[tuple[str, date], tuple[int, ...]]]:
    """The same within a community, day by day from its own cases."""
    columns = [f"days__{PLACE_OF[one]}" for one in measures]
    touched = Q(pk__in=[])
    for period in periods:
        touched |= Q(last_on__gte=period.first, first_on__lte=period.last)
    found: list[dict[tuple[str, date], list[int]]] = [{} for _period in periods]
    for where, *days in _of(CaseCount, prefix).filter(touched).values_list(Left("place_code", place), *columns):
        for position, day in enumerate(days):
            for period, sums in zip(periods, found, strict=True):
                if day is not None and period.first <= day <= period.last:
                    sums.setdefault((where, day), [0] * len(columns))[position] += 1
    return [{key: tuple(counts) for key, counts in sums.items()} for sums in found]


def durations(prefix: str, period: Period) -> tuple[timedelta | None, timedelta | None]:
    """The time from filing to the result within which half of what was done in the span came, and nine tenths. Exact within a
    community; from the street up by buckets, as exact as `rules.took` says. One statement."""
    if len(prefix) >= COMMUNITY:
        done = _of(CaseCount, prefix).filter(
            took__isnull=False, done_at__gte=period.start, done_at__lt=period.end, last_on__gte=period.first
        )
        found = done.aggregate(
            half=Percentile("took", share="0.5", output_field=DurationField()),
            most=Percentile("took", share="0.9", output_field=DurationField()),
        )
        return found["half"], found["most"]
    total: Counter[int] = Counter()
    for counts in kept_durations(prefix, period, digits=min(len(prefix), 2) or 2).values():
        total += counts
    listed = [total[bucket] for bucket in range(TOOK_BUCKETS)]
    return percentile(listed, 0.5), percentile(listed, 0.9)


def kept_durations(
    prefix: str, period: Period, *, digits: int = STREET, days_alone: bool = False
) -> dict[str, Counter[int]]:
    """How many results of the span took so long, by place and bucket of `rules.took.EDGES`. One statement."""
    rows = _spans(prefix, period, STREET, days_alone=days_alone).filter(after=NEVER).exclude(took=[]).order_by()
    # One sum a bucket, so that no array is taken apart and grouped again: half a million numbers for a year of a city.
    sums = {f"n{bucket}": Sum(f"took__{bucket}") for bucket in range(TOOK_BUCKETS)}
    return {
        row["place"]: Counter({bucket: row[f"n{bucket}"] for bucket in range(TOOK_BUCKETS) if row[f"n{bucket}"]})
        for row in rows.values(place=Left("place_code", digits)).annotate(**sums)
    }


def late_sums(prefix: str, now: datetime, ages: Iterable[tuple[int, int | None]]) -> QuerySet:
    """How many are overdue by so many days of 24 hours up to so many (None: without end), as a line for `read_together`."""
    late = _of(CaseCount, prefix).filter(late_from__isnull=False, late_from__lt=now)
    return summed_up(
        late,
        *(
            Count(
                "late_from",  # which the index holds: the rows are not looked at
                filter=Q(late_from__lt=now - timedelta(days=least))
                & (Q(late_from__gte=now - timedelta(days=most)) if most else Q()),
            )
            for least, most in ages
        ),
    )


def _spans(
    prefix: str, period: Period, level: int, *, digits: int = 0, days_alone: bool = False
) -> QuerySet[SpanCount]:
    """The rows that add up to a span, each case's first day in it once."""
    parts = _parts_of(period, days_alone=days_alone)
    return _of(SpanCount, prefix).filter(parts, level=level, digits=digits, after__lt=period.first)


def _parts_of(period: Period, *, days_alone: bool = False) -> Q:
    """The half-months and days a span is made of."""
    whole, edges = (None, (period,)) if days_alone else whole_half_months(period)
    parts = Q(pk__in=[])
    if whole:
        parts |= Q(span=Span.HALF_MONTH, first_on__range=(whole.first, whole.last))
    for edge in edges:
        parts |= Q(span=Span.DAY, first_on__range=(edge.first, edge.last))
    return parts


def _cases(prefix: str, period: Period) -> QuerySet[CaseCount]:
    """The cases that may count in a span."""
    return _of(CaseCount, prefix).filter(last_on__gte=period.first, first_on__lte=period.last)


def _of_cases(period: Period, marks: Iterable[StrEnum]) -> dict[str, Count]:
    return {f"n{PLACE_OF[one]}": Count("id", filter=_on_a_day_of(period, one)) for one in marks}


def _on_a_day_of(period: Period, mark: StrEnum) -> Q:
    if isinstance(mark, Turn):
        first, last = period.first.isoformat(), period.last.isoformat()
        return Q(Happened("turns", mark=mark.value, first=first, last=last))
    return Q(**{f"days__{PLACE_OF[mark]}__range": (period.first, period.last)})


def _of(model: type[StreetRow], prefix: str) -> QuerySet:
    return model.objects.filter(scope_condition(prefix)) if prefix else model.objects.all()
