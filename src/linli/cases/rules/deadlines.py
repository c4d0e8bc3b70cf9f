"""The dates a case lives by: response, handling, early warning, extension, waiting (standards.zh.md §8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import Due, WorkCalendar

WAITING_LIMIT = Limit(Decimal(3), Clock.WORKING_DAYS)
"""How long the clock may stand still for the reporter's supplement (§8: ≤ 3 wd)."""


@dataclass(frozen=True, slots=True)
class CaseLimits:
    """What a filed case must meet: contact by `response`, the result fed back by `handle`, a warning before."""

    response: Due
    handle: Due
    warn_at: datetime


def limits_for(calendar: WorkCalendar, filed_at: datetime, response: Limit, handle: Limit) -> CaseLimits:
    """Both deadlines of a category, counted from filing; a reopened case counts anew from its reopening."""
    due = calendar.deadline(filed_at, handle)
    return CaseLimits(calendar.deadline(filed_at, response), due, warn_at(calendar, filed_at, due.at, handle.clock))


def warn_at(calendar: WorkCalendar, start: datetime, due: datetime, clock: Clock) -> datetime:
    """When three quarters of the time on `clock` are gone: the early warning. Never after `due`."""
    whole = calendar.elapsed(start, due, clock)
    return min(calendar.resume(start, max(whole, timedelta()) * 3 / 4, clock).at, due)


def extended(calendar: WorkCalendar, due: datetime, extension: Limit) -> Due:
    """The deadline once `extension` is granted, counted on from the deadline it extends."""
    return calendar.deadline(due, extension)


def waits_until(calendar: WorkCalendar, asked_at: datetime) -> Due:
    """When waiting for the reporter ends by itself."""
    return calendar.deadline(asked_at, WAITING_LIMIT)
