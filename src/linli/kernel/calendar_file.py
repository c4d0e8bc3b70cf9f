"""Read the yearly work calendar: one day a line, `日期,是否上班,名称` (architecture §5)."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from .work_calendar import WorkCalendar

FEWEST_DAYS_OFF = 7
"""A year counts as covered once its file names this many days off: the seven statutory festivals. A file that only
corrects a single day does not vouch for the rest of its year."""

_WORKED = {"是", "上班", "班", "补班", "调休上班", "工作日", "1", "true", "yes", "y"}
_OFF = {"否", "休", "休息", "放假", "节假日", "0", "false", "no", "n"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?|(\d{4})(\d\d)(\d\d)")


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day on which the office does otherwise than its weekday says, or a named day off."""

    on: date
    is_workday: bool
    name: str


@dataclass(frozen=True, slots=True)
class CalendarLineError:
    """A line that cannot be used. `reason` is one of unreadable_date, unreadable_worked, contradicts, not_text."""

    line: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """What a calendar file says. Import nothing while there are `errors`."""

    days: tuple[CalendarDay, ...]
    errors: tuple[CalendarLineError, ...]

    @property
    def covered_years(self) -> frozenset[int]:
        """The years this file vouches for as a whole (see FEWEST_DAYS_OFF)."""
        off = Counter(day.on.year for day in self.days if not day.is_workday)
        return frozenset(year for year, count in off.items() if count >= FEWEST_DAYS_OFF)


def parse_calendar_file(text: str) -> CalendarFile:
    """Read a calendar in CSV. A first line without a date is taken for the header; empty lines are passed over; the
    same day twice in the same sense is one day. Never raises: what cannot be read is named with its line (from 1)."""
    days: dict[date, CalendarDay] = {}
    errors: list[CalendarLineError] = []
    seen_line = False
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        if not line.strip(" \t,，"):
            continue
        shown = line.strip()[:200]
        try:
            cells = next(csv.reader(io.StringIO(unicodedata.normalize("NFKC", line)), strict=True), [])
        except csv.Error:
            errors.append(CalendarLineError(number, "not_text", shown))
            continue
        on = _read_date(cells[0]) if cells else None
        header, seen_line = not seen_line, True
        if on is None:
            if not (header and not any(mark.isdigit() for mark in cells[0])):
                errors.append(CalendarLineError(number, "unreadable_date", shown))
            continue
        worked = cells[1].strip().lower() if len(cells) > 1 else ""
        if worked not in _WORKED | _OFF:
            errors.append(CalendarLineError(number, "unreadable_worked", shown))
            continue
        day = CalendarDay(on, worked in _WORKED, cells[2].strip() if len(cells) > 2 else "")
        if on in days and days[on].is_workday != day.is_workday:
            errors.append(CalendarLineError(number, "contradicts", shown))
            continue
        days.setdefault(on, day)
    return CalendarFile(tuple(days[on] for on in sorted(days)), tuple(errors))


@cache
def shipped_days() -> tuple[CalendarDay, ...]:
    """The days off and make-up days (调休) of 2024–2026, as the State Council announced them."""
    file = parse_calendar_file(Path(__file__).with_name("holidays_cn.csv").read_text(encoding="utf-8"))
    if file.errors:
        raise ValueError(f"holidays_cn.csv: {file.errors[0]}")
    return file.days


@cache
def shipped_calendar() -> WorkCalendar:
    """The calendar Linli ships with, covering 2024 to 2026, with the usual office hours."""
    days = shipped_days()
    return WorkCalendar({day.on: day.is_workday for day in days}, frozenset(day.on.year for day in days))


def _read_date(text: str) -> date | None:
    found = _DATE.fullmatch(text.strip())
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups() if part is not None))
    except ValueError:
        return None
