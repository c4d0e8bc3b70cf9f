"""Withdraw a division that was published for a day to come."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import GridsWithdrawn
from ..models import GridDraft
from ..rules.keepers import KEEPERS


@action
def withdraw_grid_plan(*, actor: Actor, key: UUID | None, draft: RowKey) -> GridDraft:
    """Before its day a planned division becomes a draft again. Raises `NotFound`, `NotAllowed`, `WrongState` when it is not planned (any more)."""
    with deed(actor, key, "places.withdraw_grid_plan") as d:
        row = d.lock(GridDraft, draft)
        d.allow(KEEPERS, d.name, on=row)
        if row.state != GridDraft.State.PLANNED:
            raise WrongState(d.name, row.state, [GridDraft.State.PLANNED])
        d.announce(GridsWithdrawn(row.id, row.street_code, row.takes_effect_on.isoformat()))
        row.state, row.effect, row.takes_effect_on = GridDraft.State.DRAFT, {}, None
        row.published_at, row.published_by = None, ""
        row.save(update_fields=["state", "effect", "takes_effect_on", "published_at", "published_by"])
        d.record(row)
    return row
