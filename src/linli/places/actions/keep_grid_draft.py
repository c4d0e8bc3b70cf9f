"""Keep what was changed in a draft of a division."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..dividing import division_of, faults_of
from ..models import GridDraft
from ..rules.coverage import WRONG_SHAPE
from ..rules.grid_plan import read_plan
from ..rules.keepers import KEEPERS


@action
def keep_grid_draft(*, actor: Actor, key: UUID | None, draft: RowKey, plan: str, began_from: int) -> GridDraft:
    """Keep the plan of a draft; `began_from` is the version it was begun from.

    Raises `NotFound`, `NotAllowed`, `WrongState` once published or dropped, `Conflict("grid_draft", version)` when somebody kept another
    meanwhile, `BadInput` on `plan`: what `read_plan` says, or `faults` when borders cross or grids overlap; its value is the list of these places. Gaps may be kept;
    they hold up publishing.
    """
    with deed(actor, key, "places.keep_grid_draft") as d:
        row = d.lock(GridDraft, draft)
        d.allow(KEEPERS, d.name, on=row)
        if row.state != GridDraft.State.DRAFT:
            raise WrongState(d.name, row.state, [GridDraft.State.DRAFT])
        if row.version != began_from:
            raise Conflict("grid_draft", row.version)
        read = read_plan(plan)
        if not read.cells:
            raise BadInput("plan", "shape")
        division_of(row.place_code, read)
        faults = faults_of(row.place_code, read)
        wrong = [fault.as_plain() for fault in faults if fault.kind in WRONG_SHAPE]
        if wrong:
            raise BadInput("plan", "faults", wrong)
        row.plan, row.faults = read.as_plain(), [fault.as_plain() for fault in faults]
        row.version, row.saved_at, row.held_up = row.version + 1, d.now, ""
        row.save(update_fields=["plan", "faults", "version", "saved_at", "held_up"])
        d.record(row)
    return row
