"""The community accepts a volunteer, or says why not."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Volunteer
from ..rules.volunteers import ACCEPTERS, VolunteerState


@action
def answer_registration(
    *, actor: Actor, key: UUID | None, volunteer: RowKey, accepted: bool, reason: str = ""
) -> Volunteer:
    """Accept, or refuse with a reason that is told as it stands. Raises `WrongState` unless it waits, `MissingField` on `reason`."""
    with deed(actor, key, "volunteer.accept" if accepted else "volunteer.refuse") as d:
        row = d.lock(Volunteer, volunteer)
        d.allow(ACCEPTERS, d.name, on=row)
        if row.state != VolunteerState.APPLIED:
            raise WrongState(d.name, row.state, [VolunteerState.APPLIED])
        reason = clean_text(reason)[:200]
        if not accepted and not reason:
            raise MissingField(d.name, ["reason"])
        if accepted:
            row.state, row.accepted_at, row.accepted_by = VolunteerState.ACTIVE.value, d.now, actor.id
        else:
            row.state, row.reason = VolunteerState.REFUSED.value, reason
        row.save(update_fields=["state", "accepted_at", "accepted_by", "reason"])
        d.record(row)
    return row
