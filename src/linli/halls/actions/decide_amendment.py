"""The chair takes an amendment into the minutes, or declines it with a reason."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..minutes import latest_version, points_of, write_version
from ..models import Amendment, Meeting
from ..rules import AmendmentState, MinutesState
from ..who_keeps import allow_keeper, hall_of


@action
def decide_amendment(*, actor: Actor, key: UUID | None, amendment: RowKey, taken: bool, reason: str = "") -> Amendment:
    """Take it (the next version of the minutes holds it) or decline it. Raises `MissingField` for no reason of a refusal,
    `Conflict` on `minutes` where the point has changed since it was proposed, `WrongState`, `NotAllowed`."""
    reason = clean_text(reason)[:200]
    if not taken and not reason:
        raise MissingField("decide_amendment", ["reason"])
    with deed(actor, key, "minutes.take" if taken else "minutes.decline") as d:
        row = d.lock(Amendment, amendment)
        meeting = d.lock(Meeting, RowKey(row.street_code, row.meeting_id))
        allow_keeper(actor, hall_of(meeting), "decide_amendment")
        if row.state != AmendmentState.OPEN or meeting.minutes_state != MinutesState.DRAFT:
            raise WrongState("decide_amendment", row.state)
        if taken:
            points, item = points_of(latest_version(meeting)), str(row.item_id)
            if points.get(item) != row.before.reveal():
                raise Conflict("minutes")
            d.record(write_version(d, meeting, points | {item: row.text.reveal()}, row.id))
        row.state = (AmendmentState.TAKEN if taken else AmendmentState.DECLINED).value
        row.decided_at, row.decided_by, row.reason = d.now, actor.id, reason
        row.save(update_fields=["state", "decided_at", "decided_by", "reason"])
        d.record(row)
    return row
