"""Plan a day on which a team goes through some grids together."""

from __future__ import annotations

from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition

from ..models import Grid, WalkDay
from ..rules.keepers import FACILITY_KEEPERS
from ..rules.walk_day import WalkPlan


@action
def plan_walk_day(*, actor: Actor, key: UUID | None, community: str, plan: WalkPlan) -> WalkDay:
    """Plan a walk day for a community. Raises `NotAllowed`, `BadInput` on what of the plan cannot be."""
    with deed(actor, key, "places.plan_walk_day") as d:
        d.allow(FACILITY_KEEPERS, d.name, on=community)
        plan = plan.checked(clock.today())
        known = set(Grid.objects.filter(scope_condition(community), ended_at=None).values_list("place_code", flat=True))
        if not set(plan.grids) <= known:
            raise BadInput("grids", "unknown")
        row = WalkDay(
            id=uuid7(),
            place_code=community,
            on=plan.on,
            grids=list(plan.grids),
            team=list(plan.team),
            purpose=plan.purpose,
            every_weeks=plan.every_weeks,
            planned_by=actor.name[:60],
            planned_at=d.now,
        )
        row.save(force_insert=True)
        d.record(row)
    return row
