"""Ask for a proposal of grids; it is worked out in the background."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition

from ..designing import enqueue_design
from ..models import Building, Community, GridDesign
from ..queries.keeping import community_in_scope
from ..rules.grid_design.asked import read_asked
from ..rules.keepers import KEEPERS


@action
def ask_for_grid_design(
    *, actor: Actor, key: UUID | None, community: str, asked: Mapping[str, Any], load: Mapping[str, list[int]]
) -> GridDesign:
    """Ask for grids by sizes and weights (`rules.grid_design.asked`). `load` gives elders and last year's cases of buildings, by id, where there are any.

    Raises `NotFound`, `NotAllowed`, `BadInput` on a size or weight or `("community", "nothing_located")`, `Conflict("grid_design")` while another proposal for the
    community is being worked out.
    """
    with deed(actor, key, "places.ask_for_grid_design") as d:
        here = d.lock(Community, community_in_scope(community))
        d.allow(KEEPERS, d.name, on=here)
        read = read_asked(dict(asked))
        inside = scope_condition(community)
        if not Building.objects.filter(inside, longitude__isnull=False).exists():
            raise BadInput("community", "nothing_located")
        working = (GridDesign.State.WAITING, GridDesign.State.WORKING)
        if GridDesign.objects.filter(inside, state__in=working).exists():
            raise Conflict("grid_design")
        row = GridDesign(
            id=uuid7(),
            place_code=community,
            asked=read.as_plain(),
            load={id: [int(n) for n in some] for id, some in load.items()},
            asked_at=d.now,
            asked_by=actor.name[:60],
        )
        row.save(force_insert=True)
        d.record(row)
        enqueue_design(row)
    return row
