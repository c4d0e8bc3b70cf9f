"""Begin a draft of a new division from the grids of today."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed

from ..dividing import faults_of, first_plan
from ..models import GridDraft
from ..queries.keeping import community_in_scope
from ..rules.keepers import KEEPERS


@action
def begin_grid_draft(*, actor: Actor, key: UUID | None, community: str) -> GridDraft:
    """A draft with today's grids; where they have no borders yet, with the ground nearest to their buildings.

    Raises `NotFound`, `NotAllowed`, `BadInput("community", "nothing_located")` where neither a border nor a building is located.
    """
    with deed(actor, key, "places.begin_grid_draft") as d:
        here = community_in_scope(community)
        d.allow(KEEPERS, d.name, on=here)
        plan, crs = first_plan(community)
        draft = GridDraft(
            id=uuid7(),
            place_code=community,
            title=here.name,
            origin=GridDraft.Origin.TODAY,
            plan=plan.as_plain(),
            source_crs=crs,
            faults=[fault.as_plain() for fault in faults_of(community, plan)],
            begun_at=d.now,
            begun_by=actor.name[:60],
            saved_at=d.now,
        )
        draft.save(force_insert=True)
        d.record(draft)
    return draft
