"""The day of a planned division has come."""

from __future__ import annotations

from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import GridsHeldUp
from ..models import Community, GridDraft
from ..queries.keeping import community_in_scope
from ..taking_effect import sound_division, take_effect


@action
def put_grids_into_effect(*, actor: Actor, key: UUID | None, draft: RowKey) -> GridDraft:
    """The division is the community's from now on. What has changed since it was planned and speaks against it (other grids than those it was to end,
    a border of the community it no longer fills) makes it a draft again, with the reason, and its keepers are told. For the platform itself.

    Raises `NotFound`, `NotAllowed`, `WrongState` when it is not planned, `BadInput("on", "early")` before its day.
    """
    with deed(actor, key, "places.put_grids_into_effect") as d:
        row = d.lock(GridDraft, draft)
        d.allow({Role.SYSTEM}, d.name, on=row)
        d.lock(Community, community_in_scope(row.place_code))
        if row.state != GridDraft.State.PLANNED:
            raise WrongState(d.name, row.state, [GridDraft.State.PLANNED])
        if row.takes_effect_on > clock.today():
            raise BadInput("on", "early", row.takes_effect_on)
        try:
            plan, division = sound_division(row)
            if division.ends != row.effect["ends"]:
                raise Conflict("grids")
        except (BadInput, Conflict) as refusal:
            row.state, row.effect = GridDraft.State.DRAFT, {}
            row.held_up = "grids" if isinstance(refusal, Conflict) else "faults"
            d.announce(GridsHeldUp(row.id, row.street_code))
        else:
            take_effect(d, row, plan, division)
        row.save(update_fields=["effect", "state", "held_up"])
        d.record(row)
    return row
