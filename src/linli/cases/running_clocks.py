"""The two clocks of a case, response and handling, on the work calendar of its place. Functions that take part in a deed."""

from __future__ import annotations

from datetime import datetime, timedelta

from linli.kernel.limits import Limit
from linli.kernel.work_calendar import Due, WorkCalendar

from .models import Case


def start_clocks(case: Case, response: str, handling: str, calendar: WorkCalendar, now: datetime) -> None:
    """Start both clocks for limits such as `4wh` and `10wd`; an empty limit leaves its clock off."""
    years: set[int] = set()
    case.response_limit, case.handle_limit, case.clock_from = response, handling, now
    case.response_due_at = _at(calendar.deadline(now, Limit.parse(response)), years) if response else None
    case.handle_due_at = _at(calendar.deadline(now, Limit.parse(handling)), years) if handling else None
    case.uncertain_years = sorted(years)


def restart_clocks(case: Case, calendar: WorkCalendar, now: datetime) -> None:
    """A new round: the limits the case was filed with run anew from now."""
    case.paused_at = case.response_left = case.handle_left = None
    start_clocks(case, case.response_limit, case.handle_limit, calendar, now)


def pause_clocks(case: Case, calendar: WorkCalendar, now: datetime) -> None:
    """Stop both clocks, keeping what is left of each (standards.zh.md §8: only suspension and waiting stop them)."""
    case.paused_at = now
    if case.response_due_at and not case.responded_at:
        clock = Limit.parse(case.response_limit).clock
        case.response_left = calendar.remaining(now, case.response_due_at, clock).total_seconds()
    if case.handle_due_at:
        clock = Limit.parse(case.handle_limit).clock
        case.handle_left = calendar.remaining(now, case.handle_due_at, clock).total_seconds()


def resume_clocks(case: Case, calendar: WorkCalendar, now: datetime) -> None:
    """Let both clocks run on with what was left; time already overdrawn stays overdrawn."""
    years: set[int] = set()
    case.clock_from = now
    if case.response_left is not None:
        case.response_due_at = _resumed(case.response_limit, case.response_left, calendar, now, years)
    if case.handle_left is not None:
        case.handle_due_at = _resumed(case.handle_limit, case.handle_left, calendar, now, years)
    case.uncertain_years = sorted(years | set(case.uncertain_years))
    case.paused_at = case.response_left = case.handle_left = None


def extend_clock(case: Case, by: Limit, calendar: WorkCalendar) -> None:
    """Move the handling deadline on by `by`, counted from the present deadline."""
    years: set[int] = set(case.uncertain_years)
    case.handle_due_at = _at(calendar.deadline(case.handle_due_at, by), years)
    case.uncertain_years = sorted(years)


def _resumed(limit: str, left: float, calendar: WorkCalendar, now: datetime, years: set[int]) -> datetime:
    return _at(calendar.resume(now, timedelta(seconds=left), Limit.parse(limit).clock), years)


def _at(due: Due, years: set[int]) -> datetime:
    years.update(due.uncertain_years)
    return due.at
