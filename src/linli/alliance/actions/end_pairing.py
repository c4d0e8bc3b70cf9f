"""A pairing ends: the purpose is met, the household wishes so, or the unit cannot go on."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Pairing
from ..rules import looks_personal
from .join_alliance import KEEPERS


@action
def end_pairing(*, actor: Actor, key: UUID | None, pairing: RowKey, reason: str) -> None:
    """Enter the day and the reason. Raises `WrongState` where it ended before, `MissingField`, `BadInput`, `NotAllowed`."""
    reason = clean_text(reason)[:200]
    if looks_personal(reason):
        raise BadInput("reason", "personal")
    with deed(actor, key, "alliance.end_pairing") as d:
        row = d.lock(Pairing, pairing)
        d.allow(KEEPERS, "end_pairing", on=row)
        if row.ended_on is not None:
            raise WrongState("end_pairing", "ended")
        if not reason:
            raise MissingField("end_pairing", ["reason"])
        row.ended_on, row.end_reason, row.alarm_at = d.now.astimezone(SHANGHAI).date(), reason, None
        row.save(update_fields=["ended_on", "end_reason", "alarm_at"])
        d.record(row)
