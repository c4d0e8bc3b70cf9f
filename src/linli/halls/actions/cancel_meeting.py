"""A meeting is cancelled: everybody invited is told why, its motions wait for another."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out
from ..events import HallMeetingMoved
from ..models import AgendaItem, Meeting, Motion
from ..rules import MeetingState, MinutesState, MotionDeed, MotionState
from ..who_keeps import allow_keeper, hall_of


@action
def cancel_meeting(*, actor: Actor, key: UUID | None, meeting: RowKey, reason: str) -> Meeting:
    """Cancel it. Raises `MissingField` without a reason, `WrongState` for one cancelled or with minutes, `NotAllowed`."""
    reason = clean_text(reason)[:200]
    if not reason:
        raise MissingField("cancel_meeting", ["reason"])
    with deed(actor, key, "meeting.cancel") as d:
        row = d.lock(Meeting, meeting)
        hall = hall_of(row)
        allow_keeper(actor, hall, "cancel_meeting")
        if row.state == MeetingState.CANCELLED or row.minutes_state != MinutesState.NONE:
            raise WrongState("cancel_meeting", row.state)
        row.state, row.reason = MeetingState.CANCELLED.value, reason
        row.save(update_fields=["state", "reason"])
        for item in AgendaItem.objects.filter(street_code=row.street_code, meeting=row):
            motion = d.lock(Motion, RowKey(item.street_code, item.motion_id))
            if MotionState(motion.state) is MotionState.SCHEDULED:
                carry_out(d, motion, hall, MotionDeed.TAKE_OFF, {"reason": reason})
        d.record(row)
        d.announce(HallMeetingMoved(row.id, row.street_code, "cancelled", row.id))
    return row
