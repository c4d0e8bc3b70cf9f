"""A proposal that was worked out becomes a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import WrongState
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..dividing import faults_of
from ..models import GridDesign, GridDraft
from ..rules.grid_plan import read_plan


@action
def take_up_grid_design(
    *, actor: Actor, key: UUID | None, design: RowKey, plan: Mapping[str, Any], result: Mapping[str, Any],
    reasons: Sequence[Mapping[str, Any]],
) -> GridDesign:  # fmt: skip
    """Keep the figures of a proposal and begin a draft with its grids, which a person then edits and publishes. For the platform
    itself. Raises `NotFound`, `NotAllowed`, `WrongState` unless it is being worked out."""
    with deed(actor, key, "places.take_up_grid_design") as d:
        row = d.lock(GridDesign, design)
        d.allow({Role.SYSTEM}, d.name, on=row)
        if row.state != GridDesign.State.WORKING:
            raise WrongState(d.name, row.state, [GridDesign.State.WORKING])
        read = read_plan(dict(plan))
        draft = GridDraft(
            id=uuid7(),
            place_code=row.place_code,
            title="",
            origin=GridDraft.Origin.DESIGN,
            plan=read.as_plain(),
            source_crs="WGS84",
            faults=[fault.as_plain() for fault in faults_of(row.place_code, read)],
            reasons=list(reasons),
            begun_at=d.now,
            begun_by=row.asked_by,
            saved_at=d.now,
        )
        draft.save(force_insert=True)
        row.result, row.draft_id, row.done_at = dict(result), draft.id, d.now
        row.state, row.progress = GridDesign.State.DONE, 100
        row.save(update_fields=["result", "draft_id", "done_at", "state", "progress"])
        d.record(row, draft)
    return row
