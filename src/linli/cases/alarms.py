"""When the sweep must look at a case next: warnings, the ladder, and the deeds the system does by itself."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.limits import Limit
from linli.kernel.work_calendar import WorkCalendar

from .models import Case
from .rules import ENDED, PAUSED, UNDER_WAY, CaseFacts, LoopPolicy, State, ladder, warn_at

WARNED = 1
POLICY = LoopPolicy()
WATCHED = UNDER_WAY | {State.FED_BACK, State.INSPECTING}
KEPT_OPEN_DAYS = 30
"""How long an ended case stays on the desk before it is put into the archive."""


def set_alarm(case: Case, facts: CaseFacts, calendar: WorkCalendar) -> None:
    """Set `alarm_at`. `alarm_step`: 0 nothing told, 1 warned, 2 and on: rungs of the ladder told."""
    case.alarm_at = _next(case, facts, calendar)


def _next(case: Case, facts: CaseFacts, calendar: WorkCalendar) -> datetime | None:
    state = facts.state
    if state is State.WAITING:
        return facts.waiting_until
    if state is State.SUSPENDED and case.review_on:
        return datetime.combine(case.review_on, time(8), SHANGHAI)
    if state in (State.CALLING_BACK, State.SELF_CLOSED):
        if facts.call_attempts >= POLICY.call_attempts:
            return clock.now()
        return facts.state_since + timedelta(days=POLICY.answer_days)
    if state in ENDED and state is not State.ARCHIVED:
        return (facts.state_since or case.moved_at) + timedelta(days=KEPT_OPEN_DAYS)
    if state not in WATCHED or state in PAUSED:
        return None
    times = []
    if case.response_due_at and not case.responded_at and not case.response_alarmed:
        times.append(case.response_due_at)
    if case.handle_due_at:
        times.extend(next_rung(case, calendar))
    return min(times, default=None)


def next_rung(case: Case, calendar: WorkCalendar) -> list[datetime]:
    """When the next of warning, overdue notice and ladder is due; empty when all are told."""
    kind = Limit.parse(case.handle_limit).clock
    if case.alarm_step < WARNED:
        return [warn_at(calendar, case.clock_from or case.raised_at, case.handle_due_at, kind)]
    rungs = ladder(calendar, case.handle_due_at, kind)
    return [rung.at for rung in rungs[case.alarm_step - WARNED :][:1]]
