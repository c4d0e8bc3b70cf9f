"""The work calendar that deadlines are counted on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from django.db.models import CharField, JSONField, Value
from django.db.models.functions import Cast

from linli.kernel.calendar_file import (
    CalendarDay,
    CalendarFile,
    CalendarLineError,
    parse_calendar_file,
    shipped_days,
)
from linli.kernel.work_calendar import OFFICE_HOURS, WorkCalendar

from ..models import OfficeHours, Workday

Hours = tuple[tuple[time, time], ...]


@dataclass(frozen=True, slots=True)
class WorkdayFacts:
    day: date
    is_workday: bool
    name: str
    source: str


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What an import would do: nothing at all while there are `errors`."""

    days: tuple[CalendarDay, ...]
    errors: tuple[CalendarLineError, ...]
    covered_years: frozenset[int]
    new: int
    changed: int
    dropped: tuple[date, ...]


def work_calendar(prefix: str = "") -> WorkCalendar:
    """The working days of the country with the office hours of the jurisdiction: the longest prefix for which hours were set
    counts, the usual ones (08:30-12:00, 14:00-17:30) where none were. One statement, about a millisecond.

    A table that was never filled counts as the shipped one.
    """
    no_hours = Cast(Value(None), JSONField())
    days = Workday.objects.order_by().values_list(Cast("day", CharField()), "is_workday", no_hours)
    hours = OfficeHours.objects.order_by().filter(prefix__in=[prefix[:n] for n in range(len(prefix) + 1)])
    rows = list(days.union(hours.values_list(Cast("prefix", CharField()), Value(True), "hours"), all=True))
    set_hours = max(((len(name), spans) for name, _, spans in rows if spans is not None), default=None)
    return _calendar(
        tuple(sorted((name, is_workday) for name, is_workday, spans in rows if spans is None)),
        as_hours(set_hours[1]) if set_hours else OFFICE_HOURS,
    )


def workdays(year: int) -> list[WorkdayFacts]:
    """The days of a year on which the office does otherwise than the weekday says, in order. One statement."""
    rows = Workday.objects.filter(day__year=year).order_by("day")
    return [WorkdayFacts(row.day, row.is_workday, row.name, row.source) for row in rows]


def office_hours(prefix: str) -> list[tuple[str, Hours]]:
    """The office hours that were set for the jurisdiction and those within it, widest first. One statement."""
    rows = OfficeHours.objects.filter(prefix__startswith=prefix)
    return sorted(((row.prefix, as_hours(row.hours)) for row in rows), key=lambda one: (len(one[0]), one[0]))


def preview_calendar(text: str) -> CalendarPreview:
    """What importing this calendar file would change. One statement."""
    file = parse_calendar_file(text)
    years = {day.on.year for day in file.days}
    known = {row.day: (row.is_workday, row.name) for row in Workday.objects.filter(day__year__in=years)}
    coming = {day.on: (day.is_workday, day.name) for day in file.days}
    return CalendarPreview(
        days=file.days,
        errors=file.errors,
        covered_years=file.covered_years,
        new=len(coming.keys() - known.keys()),
        changed=sum(1 for on in coming.keys() & known.keys() if coming[on] != known[on]),
        dropped=tuple(sorted(on for on in known.keys() - coming.keys() if on.year in file.covered_years)),
    )


def as_hours(spans: list[list[str]]) -> Hours:
    """Office hours as the table keeps them, `[["08:30", "12:00"], …]`, as times."""
    return tuple((time.fromisoformat(opens), time.fromisoformat(closes)) for opens, closes in spans)


@lru_cache(maxsize=32)
def _calendar(days: tuple[tuple[str, bool], ...], hours: Hours) -> WorkCalendar:
    known = tuple(CalendarDay(date.fromisoformat(on), is_workday, "") for on, is_workday in days) or shipped_days()
    covered = CalendarFile(known, ()).covered_years
    return WorkCalendar({day.on: day.is_workday for day in known}, covered, hours)
