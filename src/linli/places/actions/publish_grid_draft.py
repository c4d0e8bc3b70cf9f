"""Publish a division: its grids are the community's from a day on, today or later."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey, scope_condition

from ..events import GridsPlanned
from ..models import Community, GridDraft
from ..queries.keeping import community_in_scope
from ..rules.keepers import KEEPERS
from ..taking_effect import sound_division, take_effect

FURTHEST = timedelta(days=366)
"""How far ahead a day may lie: nobody knows today where houses stand after that."""


@action
def publish_grid_draft(
    *, actor: Actor, key: UUID | None, draft: RowKey, seen: int, on: date | None = None
) -> GridDraft:
    """Make the draft the community's division. For today (or without a day) at once: grids begin and end, each border is valid from now, the borders of before keep
    their days, and every located building goes to the grid it lies in (on a border: the lowest code; in an exclusive grid: that one). What
    happened in a grid stays with it. For a day to come it is planned, changes nothing before that day, and can be withdrawn. `seen` is the
    version looked at.

    Raises `NotFound`, `NotAllowed`, `WrongState` once published or dropped, `Conflict` when the draft (`grid_draft`) or the grids of the day
    (`grids`) changed since or another division is planned (`grids_planned`), `BadInput` on `on` (`past`, `too_late`) and on `plan` (`faults`) as
    long as grids cross, overlap, lie outside or leave gaps. Buildings outside every grid do not hold it up.
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
        today = clock.today()
        day = on or today
        if not today <= day <= today + FURTHEST:
            raise BadInput("on", "past" if day < today else "too_late", day)
        if GridDraft.objects.filter(scope_condition(row.place_code), state=GridDraft.State.PLANNED).exists():
            raise Conflict("grids_planned")
        plan, division = sound_division(row)
        row.published_at, row.published_by = d.now, actor.name[:60]
        row.takes_effect_on, row.held_up = day, ""
        if day == today:
            take_effect(d, row, plan, division)
        else:
            row.state = GridDraft.State.PLANNED
            row.effect = {**division.counts(), "ends": division.ends}
            d.announce(GridsPlanned(row.id, row.street_code))
        row.save(update_fields=["effect", "state", "published_at", "published_by", "takes_effect_on", "held_up"])
        d.record(row)
    return row
