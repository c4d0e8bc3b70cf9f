"""A joint meeting is called off, with the reason."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..meeting_dates import rhythm_alarm
from ..models import JointMeeting, MeetingRhythm
from .join_alliance import KEEPERS


@action
def cancel_meeting(*, actor: Actor, key: UUID | None, meeting: RowKey, reason: str) -> None:
    """Call it off; the rhythm asks for another. Raises `WrongState` unless it was only called, `MissingField`."""
    reason = clean_text(reason)[:200]
    with deed(actor, key, "alliance.cancel_meeting") as d:
        row = d.lock(JointMeeting, meeting)
        d.allow(KEEPERS, "cancel_meeting", on=row)
        if row.state != "called":
            raise WrongState("cancel_meeting", row.state)
        if not reason:
            raise MissingField("cancel_meeting", ["reason"])
        row.state, row.reason, row.alarm_at = "cancelled", reason, None
        row.save(update_fields=["state", "reason", "alarm_at"])
        rhythm = MeetingRhythm.objects.filter(street_code=row.street_code, place_code=row.place_code).first()
        if rhythm is not None:
            rhythm.alarm_at = rhythm_alarm(rhythm)
            rhythm.save(update_fields=["alarm_at"])
        d.record(row)
