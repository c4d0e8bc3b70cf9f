"""What a team found on its walk day becomes a case (practices.md C3)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.places.found_on_walk import note_found
from linli.places.rules.keepers import FACILITY_KEEPERS, WALKERS

from ..matter import Matter
from ..models import Case
from ..open_case import open_case


@action
def raise_from_walk(*, actor: Actor, key: UUID | None, matter: Matter, walk_day: RowKey) -> Case:
    """Open a case for what was found, and note its code beside the walk day: both or neither.

    Raises `NotFound`, `NotAllowed`, `WrongState` for a walk day that does not take place, `BadInput` for what cannot be taken, and on `place` where it
    lies outside the walk day's community.
    """
    with deed(actor, key, "case.raise_from_walk", scope=actor.neighbourhood) as d:
        d.allow(WALKERS | FACILITY_KEEPERS, d.name, on=matter.place.place_code)
        case = open_case(d, matter.checked())
        if not case.place_code.startswith(note_found(d, walk_day, case.code).place_code):
            raise BadInput("place", "unknown")
    return case
