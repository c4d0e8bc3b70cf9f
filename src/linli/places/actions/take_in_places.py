"""Take a table of grids, estates and buildings into a community."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger import audit
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed

from ..models import Building, Community, Estate, Grid
from ..queries.keeping import community_in_scope
from ..rules.keepers import KEEPERS
from ..rules.place_rows import PlaceRow
from ..taking_in import plan_places


@action
def take_in_places(
    *, actor: Actor, key: UUID | None, community: str, rows: Sequence[PlaceRow], firms: Mapping[str, UUID]
) -> int:
    """Write what is new in the rows and what changed; returns how many grids, estates and buildings that were. The same rows
    again change nothing, and nothing is ever taken away (see `taking_in.plan_places`).

    Raises `NotFound` for a community out of scope, `NotAllowed` for who does not keep its places, `BadInput` on `file`
    (`rows`) when a row cannot be taken: then nothing is written.
    """
    with deed(actor, key, "places.take_in") as d:
        # One table after the other, so that two at once do not give one grid's code twice.
        here = d.lock(Community, community_in_scope(community))
        d.allow(KEEPERS, "places.take_in", on=here)
        before: dict[UUID, dict] = {}
        plan = plan_places(community, rows, firms, lambda row: before.update({row.id: audit.snapshot(row)}))
        if plan.bad:
            raise BadInput("file", "rows", plan.bad[0].number)
        copy_rows(Grid, plan.grids)
        copy_rows(Estate, plan.estates)
        copy_rows(Building, plan.buildings)
        changed = [*plan.changed_estates.values(), *plan.changed_buildings.values()]
        Estate.objects.filter(street_code=here.street_code).bulk_update(
            plan.changed_estates.values(), ["aliases", "property_firm_id", "place_code"], batch_size=500
        )
        Building.objects.filter(street_code=here.street_code).bulk_update(
            plan.changed_buildings.values(),
            ["place_code", "units", "floors", "households", "longitude", "latitude"],
            batch_size=500,
        )
        written = [*plan.grids, *plan.estates, *plan.buildings]
        d.record(*written)
        audit.record(actor, d.name, changed, before=before, at=d.now)
    return len(written) + len(changed)
