"""Publish a division: its grids are the community's from now on."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey, scope_condition

from ..dividing import carry_out, division_of, faults_of
from ..events import GridsPublished
from ..models import Community, GridDraft, Outline
from ..queries.keeping import community_in_scope
from ..rules.coverage import FaultKind
from ..rules.grid_plan import read_plan
from ..rules.keepers import KEEPERS


@action
def publish_grid_draft(*, actor: Actor, key: UUID | None, draft: RowKey, seen: int) -> GridDraft:
    """Make the draft the community's division, at once: grids begin and end, each border is valid from now, the borders of before keep their days, and
    every located building goes to the grid it lies in (on a border: the lowest code). What happened in a grid stays with it. `seen` is the
    version looked at.

    Raises `NotFound`, `NotAllowed`, `WrongState` once published or dropped, `Conflict` when the draft (`grid_draft`) or the grids of the day
    (`grids`) changed since, `BadInput("plan", "faults", …)` as long as grids cross, overlap, lie outside or leave gaps. Buildings outside every
    grid do not hold it up.
    """
    with deed(actor, key, "places.publish_grid_draft") as d:
        row = d.lock(GridDraft, draft)
        d.allow(KEEPERS, d.name, on=row)
        # One division after the other.
        d.lock(Community, community_in_scope(row.place_code))
        if row.state != GridDraft.State.DRAFT:
            raise WrongState(d.name, row.state, [GridDraft.State.DRAFT])
        if row.version != seen:
            raise Conflict("grid_draft", row.version)
        here = scope_condition(row.place_code)
        if Outline.objects.filter(here, valid_from__gt=row.begun_at).exclude(place_code=row.place_code).exists():
            raise Conflict("grids")
        plan = read_plan(row.plan)
        faults = [fault.as_plain() for fault in faults_of(row.place_code, plan) if fault.kind is not FaultKind.HOMELESS]
        if faults:
            raise BadInput("plan", "faults", faults)
        row.effect = carry_out(d, row.place_code, plan, division_of(row.place_code, plan), row.source_crs)
        row.state, row.published_at, row.published_by = GridDraft.State.PUBLISHED, d.now, actor.name[:60]
        row.save(update_fields=["effect", "state", "published_at", "published_by"])
        d.record(row)
        d.announce(GridsPublished(row.id, row.street_code))
    return row
