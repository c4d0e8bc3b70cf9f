"""A person rejects a proposal of a run, and says why."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Match
from .join_alliance import KEEPERS


@action
def reject_match(*, actor: Actor, key: UUID | None, match: RowKey, reason: str) -> None:
    """Set it aside with the reason. Raises `MissingField`, `WrongState` for one decided before, `NotFound`, `NotAllowed`."""
    reason = clean_text(reason)[:200]
    with deed(actor, key, "alliance.reject_match") as d:
        row = d.lock(Match, match)
        d.allow(KEEPERS, "reject_match", on=row)
        if row.state != "proposed":
            raise WrongState("reject_match", row.state)
        if not reason:
            raise MissingField("reject_match", ["reason"])
        row.state, row.reason, row.decided_at, row.decided_by = "rejected", reason, d.now, actor.id
        row.save(update_fields=["state", "reason", "decided_at", "decided_by"])
        d.record(row)
