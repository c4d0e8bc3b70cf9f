"""Give up a draft of a division."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import GridDraft
from ..rules.keepers import KEEPERS


@action
def drop_grid_draft(*, actor: Actor, key: UUID | None, draft: RowKey) -> GridDraft:
    """The draft is kept to be looked at, and changed no more. Raises `NotFound`, `NotAllowed`, `WrongState` once published."""
    with deed(actor, key, "places.drop_grid_draft") as d:
        row = d.lock(GridDraft, draft)
        d.allow(KEEPERS, d.name, on=row)
        if row.state != GridDraft.State.DRAFT:
            raise WrongState(d.name, row.state, [GridDraft.State.DRAFT])
        row.state = GridDraft.State.DROPPED
        row.save(update_fields=["state"])
        d.record(row)
    return row
