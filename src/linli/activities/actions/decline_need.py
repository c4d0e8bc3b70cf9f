"""A line of the needs list cannot be met: whoever wished is told why."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import ActivityNeedMoved
from ..models import Need
from ..rules import NeedState
from ..who_may import ORGANISERS


@action
def decline_need(*, actor: Actor, key: UUID | None, need: RowKey, reason: str) -> Need:
    """Decline with a reason, which those who wished read. Raises `MissingField`, `WrongState` unless it is open."""
    reason = clean_text(reason)[:200]
    if not reason:
        raise MissingField("activity.decline", ["reason"])
    with deed(actor, key, "activity.decline") as d:
        row = d.lock(Need, need)
        d.allow(ORGANISERS, "activity.decline", on=row)
        if row.state != NeedState.OPEN.value or row.activity_id:
            raise WrongState("activity.decline", row.state)
        row.state, row.reason, row.moved_at = NeedState.DECLINED.value, reason, d.now
        row.save(update_fields=["state", "reason", "moved_at"])
        d.record(row)
        d.announce(ActivityNeedMoved(row.id, row.street_code, row.state))
    return row
