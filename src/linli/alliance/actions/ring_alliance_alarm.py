"""The time of a meeting, of its minutes or of a point has come: community staff and lead are reminded, every 3 days."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import AllianceOverdue
from ..models import JointMeeting, MeetingPoint, MeetingRhythm, Pairing
from ..rules.meeting_rhythm import REMIND_AGAIN_DAYS

RUNG = {"rhythm": MeetingRhythm, "minutes": JointMeeting, "point": MeetingPoint, "pairing": Pairing}


@action
def ring_alliance_alarm(*, actor: Actor, key: UUID | None, what: str, row: RowKey) -> None:
    """Announce what waits. Does nothing where the time has not come (any more)."""
    with deed(actor, key, "alliance.alarm") as d:
        found = d.lock(RUNG[what], row)
        if found.alarm_at is None or found.alarm_at > d.now:
            return
        found.alarm_at = d.now + timedelta(days=REMIND_AGAIN_DAYS)
        found.save(update_fields=["alarm_at"])
        day = d.now.astimezone(SHANGHAI).date().isoformat()
        d.announce(AllianceOverdue(what, found.id, found.street_code, day))
