"""The one source of "now". Tests set it; they never sleep."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")

_fixed: ContextVar[datetime | None] = ContextVar("linli_fixed_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)


def today() -> date:
    """The present day in China."""
    return now().astimezone(SHANGHAI).date()


def morning_of(day: date) -> datetime:
    """The first instant of a day in China."""
    return datetime.combine(day, time.min, SHANGHAI)


def evening_of(day: date) -> datetime:
    """The last instant of a day in China, to the microsecond the database keeps; the last day of all has one too."""
    return datetime.combine(day, time.max, SHANGHAI)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Within this block `now()` is `moment` (aware)."""
    if moment.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
