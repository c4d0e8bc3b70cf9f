"""A motion is raised: by a resident without an account, a member, the staff; from a case, a survey, a hot issue."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import open_motion
from ..models import Hall, Motion
from ..proposal import Proposal


@action
def raise_motion(*, actor: Actor, key: UUID | None, hall: RowKey, proposal: Proposal) -> Motion:
    """Raise it in the hall, which answers within its working days; returns it with the code it is followed by.

    A resident acts as `kernel.actor.reporter(id, the hall's place)`; the motion then has this id. Raises `BadInput` on
    `words` or `phone`, `WrongState` for a closed hall, `NotAllowed`. About 12 statements.
    """
    proposal = proposal.checked()
    with deed(actor, key, "motion.raise") as d:
        motion = open_motion(d, d.lock(Hall, hall), proposal)
    return motion
