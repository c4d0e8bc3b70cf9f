"""A meeting is called: members and movers are told, in time by the hall's own rule or with the reason why not."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import HallMeetingMoved
from ..models import AgendaItem, Meeting
from ..rules import MeetingKind, MeetingState, called_in_time
from ..who_keeps import allow_keeper, hall_of


@action
def call_meeting(*, actor: Actor, key: UUID | None, meeting: RowKey, short_notice: str = "") -> Meeting:
    """Call it. Raises `WrongState` unless planned, `BadInput` on `short_notice` where the rule's days are not kept and no
    reason is given, on `agenda` for a meeting without a motion, `NotAllowed`."""
    with deed(actor, key, "meeting.call") as d:
        row = d.lock(Meeting, meeting)
        hall = hall_of(row)
        allow_keeper(actor, hall, "call_meeting")
        if row.state != MeetingState.PLANNED:
            raise WrongState("call_meeting", row.state)
        reason = clean_text(short_notice)[:200]
        if not called_in_time(d.now, row.starts_at, hall.notice_days) and not reason:
            raise BadInput("short_notice", "too_late")
        agenda = AgendaItem.objects.filter(street_code=row.street_code, meeting=row)
        if row.kind == MeetingKind.MEETING and not agenda.exists():
            raise BadInput("agenda", "empty")
        row.state, row.called_at, row.short_notice = MeetingState.CALLED.value, d.now, reason
        row.save(update_fields=["state", "called_at", "short_notice"])
        d.record(row)
        d.announce(HallMeetingMoved(row.id, row.street_code, "called", row.id))
    return row
