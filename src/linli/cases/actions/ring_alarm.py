"""The time a case waited for has come: warn, tell of the delay, climb the ladder, or do what the system does by itself."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.queries import work_calendar

from ..alarms import WARNED, next_rung, set_alarm
from ..carry_out import carry_out
from ..events import AlarmRaised
from ..loop import facts_of
from ..models import Case
from ..rules import ENDED, Deed, Rung, State

BY_ITSELF = {
    State.WAITING: Deed.STOP_WAITING,
    State.SUSPENDED: Deed.RESUME,
    State.CALLING_BACK: Deed.CLOSE_UNANSWERED,
    State.SELF_CLOSED: Deed.CLOSE_UNANSWERED,
}


@action
def ring_alarm(*, actor: Actor, key: UUID | None, case: RowKey) -> None:
    """See to a case whose `alarm_at` has passed. Does nothing when somebody was faster. Raises `NotAllowed` for a person."""
    with deed(actor, key, "case.alarm") as d:
        row = d.lock(Case, case)
        d.allow({Role.SYSTEM}, "case.alarm", on=row)
        if row.alarm_at is None or row.alarm_at > d.now:
            return
        state = State(row.state)
        if state in BY_ITSELF:
            carry_out(d, row, BY_ITSELF[state])
            return
        if state in ENDED:
            carry_out(d, row, Deed.ARCHIVE)
            return
        calendar = work_calendar(row.place_code)
        if row.response_due_at and not row.responded_at and row.response_due_at <= d.now and not row.response_alarmed:
            row.response_alarmed = True
            d.announce(AlarmRaised(row.id, row.street_code, 0))
        elif row.handle_due_at:
            while (due := next_rung(row, calendar)) and due[0] <= d.now:
                row.alarm_step += 1
            if row.alarm_step > WARNED:
                rung = tuple(Rung)[row.alarm_step - WARNED - 1]
                carry_out(d, row, Deed.ESCALATE, {"rung": rung})
            d.announce(AlarmRaised(row.id, row.street_code, row.alarm_step))
        set_alarm(row, facts_of(row), calendar)
        row.save(update_fields=["alarm_at", "alarm_step", "response_alarmed"])
