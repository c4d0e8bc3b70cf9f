"""Reading the kept counts: the measures of a span for the places just below a jurisdiction, how long results took, what is
overdue for how long. Costs what it shows, never the archive."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Aggregate, Count, DurationField, Q, QuerySet, Sum
from django.db.models.functions import Left

from linli.insight.models import CaseCount, DayCount
from linli.insight.rules import Measure, Period
from linli.insight.rules.marks import MARKS, NEVER, PLACE_OF, measures_of
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import StreetRow, scope_condition


class Percentile(Aggregate):
    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"


def is_kept(prefix: str) -> bool:
    """Whether a jurisdiction's measures are kept by day; those of a community and less are counted afresh."""
    return len(prefix) < PlaceLevel.COMMUNITY


def kept_by_place(prefix: str, period: Period, below: int) -> list[tuple[str, dict[Measure, int]]]:
    """The measures of the places of `below` digits in a jurisdiction that `is_kept`, in order of code. One statement."""
    level = PlaceLevel.COMMUNITY if below > PlaceLevel.STREET else PlaceLevel.STREET
    rows = (
        _of(DayCount, prefix)
        .filter(level=int(level), day__gte=period.first, day__lte=period.last, after__lt=period.first)
        .order_by()
        .values(below=Left("place_code", below))
        .annotate(**{f"n{number}": Sum(f"counts__{number}") for number in range(len(MARKS))})
        .order_by("below")
    )
    found = [(row["below"], {mark: row[f"n{number}"] for number, mark in enumerate(MARKS)}) for row in rows]
    return [(place, measures_of(sums)) for place, sums in found if any(sums.values())]


def kept_by_day(prefix: str, period: Period, measures: tuple[Measure, ...]) -> dict[date, tuple[int, ...]]:
    """Measures of `rules.marks.ONCE` day by day; a day on which nothing counts is missing. For a community and what is wider.
    One statement."""
    level = PlaceLevel.STREET if len(prefix) <= PlaceLevel.STREET else PlaceLevel.COMMUNITY
    rows = (
        _of(DayCount, prefix)
        .filter(level=int(level), day__gte=period.first, day__lte=period.last, after=NEVER)
        .order_by()
        .values("day")
        .annotate(**{one.name: Sum(f"counts__{PLACE_OF[one]}") for one in measures})
        .order_by("day")
    )
    return {row["day"]: tuple(row[one.name] for one in measures) for row in rows}


def durations(prefix: str, period: Period) -> tuple[timedelta | None, timedelta | None]:
    """Median and 90 % of the time from filing to the result of what was done in the span. One statement."""
    done = _of(CaseCount, prefix).filter(took__isnull=False, done_at__gte=period.start, done_at__lt=period.end)
    found = done.aggregate(
        half=Percentile("took", share="0.5", output_field=DurationField()),
        most=Percentile("took", share="0.9", output_field=DurationField()),
    )
    return found["half"], found["most"]


def late_counts(prefix: str, now: datetime, ages: dict[str, tuple[int, int | None]]) -> dict[str, int]:
    """How many are overdue by so many days of 24 hours up to so many. One statement over what is overdue."""
    late = _of(CaseCount, prefix).filter(late_from__isnull=False, late_from__lt=now)
    return late.aggregate(
        **{
            name: Count(
                "id",
                filter=Q(late_from__lt=now - timedelta(days=least))
                & (Q(late_from__gte=now - timedelta(days=most)) if most else Q()),
            )
            for name, (least, most) in ages.items()
        }
    )


def _of(model: type[StreetRow], prefix: str) -> QuerySet:
    return model.objects.filter(scope_condition(prefix)) if prefix else model.objects.all()
