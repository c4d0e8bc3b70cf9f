"""Spans of days that follow the calendar: the half-months 1–15 and 16–end (practices.md E3), and others to compare."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from linli.kernel.clock import SHANGHAI

MIDDLE = 15
EARLIEST = date(2000, 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Days of China, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The instant it begins."""
        return datetime.combine(self.first, time(), SHANGHAI)

    @property
    def end(self) -> datetime:
        """The instant it is over, no longer part of it."""
        return datetime.combine(self.last + timedelta(days=1), time(), SHANGHAI)

    @property
    def days(self) -> tuple[date, ...]:
        return tuple(self.first + timedelta(days=n) for n in range((self.last - self.first).days + 1))

    @property
    def is_half_month(self) -> bool:
        return self == half_month_of(self.first)

    @property
    def previous(self) -> Period:
        """What it is compared with: the half-month before a half-month, the month before a month, else as many days before."""
        day_before = self.first - timedelta(days=1)
        if self.is_half_month:
            return half_month_of(day_before)
        if self == month_of(self.first):
            return month_of(day_before)
        return Period(self.first - timedelta(days=len(self.days)), day_before)


def year_before(period: Period) -> Period:
    """The same days of the year before; 29 February becomes the 28th."""
    return Period(_a_year_earlier(period.first), _a_year_earlier(period.last))


def half_month_of(day: date) -> Period:
    """The half-month a day lies in."""
    if day.day <= MIDDLE:
        return Period(day.replace(day=1), day.replace(day=MIDDLE))
    return Period(day.replace(day=MIDDLE + 1), _last_of(day))


def month_of(day: date) -> Period:
    """The month a day lies in."""
    return Period(day.replace(day=1), _last_of(day))


def year_of(day: date) -> Period:
    """The year a day lies in."""
    return Period(date(day.year, 1, 1), date(day.year, 12, 31))


def whole_half_months(period: Period) -> tuple[Period | None, tuple[Period, ...]]:
    """The half-months that lie whole in a span, as one span, and the days at its edges that belong to none of them."""
    first, last = half_month_of(period.first), half_month_of(period.last)
    begins = first.first if first.first == period.first else first.last + timedelta(days=1)
    ends = last.last if last.last == period.last else last.first - timedelta(days=1)
    if ends < begins:
        return None, (period,)
    edges = (Period(period.first, begins - timedelta(days=1)), Period(ends + timedelta(days=1), period.last))
    return Period(begins, ends), tuple(one for one in edges if one.first <= one.last)


def last_half_months(today: date, count: int) -> list[Period]:
    """The latest half-months that are over, newest first."""
    found, one = [], half_month_of(today)
    for _ in range(count):
        one = one.previous
        found.append(one)
    return found


def read_half_month(text: str) -> Period | None:
    """The half-month that begins on a day such as `2026-11-16`; None for any other text."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return half_month_of(day) if day >= EARLIEST and half_month_of(day).first == day else None


def _last_of(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _a_year_earlier(day: date) -> date:
    last = monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, last if day == _last_of(day) else min(day.day, last))
