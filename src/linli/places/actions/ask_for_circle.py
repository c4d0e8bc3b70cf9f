"""Have the circle of a community reckoned; it is done in the background."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition

from ..circles import enqueue_circle
from ..models import Building, CircleRun, Community
from ..queries.circle import standard_in_force
from ..queries.keeping import community_in_scope
from ..rules.keepers import FACILITY_KEEPERS


@action
def ask_for_circle(*, actor: Actor, key: UUID | None, community: str, load: Mapping[str, list[int]]) -> CircleRun:
    """Ask for the circle as of today by the street's rule in force. `load` gives elders and children of buildings, by id, where there are any.

    Raises `NotFound`, `NotAllowed`, `BadInput("circle", "nothing_located")`, `Conflict("circle_run")` while another is being reckoned.
    """
    with deed(actor, key, "places.ask_for_circle") as d:
        here = d.lock(Community, community_in_scope(community))
        d.allow(FACILITY_KEEPERS, d.name, on=here)
        inside = scope_condition(community)
        if not Building.objects.filter(inside, longitude__isnull=False).exists():
            raise BadInput("circle", "nothing_located")
        under_way = (CircleRun.State.WAITING, CircleRun.State.WORKING)
        if CircleRun.objects.filter(inside, state__in=under_way).exists():
            raise Conflict("circle_run")
        standard = standard_in_force(community[:9])
        row = CircleRun(
            id=uuid7(),
            place_code=community,
            standard={"version": standard.version, "said": standard.as_plain()},
            load={id: [int(n) for n in some] for id, some in load.items()},
            asked_at=d.now,
            asked_by=actor.name[:60],
            as_of=clock.today(),
        )
        row.save(force_insert=True)
        d.record(row)
        enqueue_circle(row)
    return row
