"""The second of two members of the staff confirms, and the vote turns."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Vote
from ..poll import kept
from ..rules.phases import Phase
from ..turn_vote import turn


@action
def confirm_turn(*, actor: Actor, key: UUID | None, vote: RowKey, target: Phase) -> Vote:
    """Bring the vote into the phase somebody else asked for. `target` is what this person read: where something else is asked
    for meanwhile, `WrongState`. Raises `NotAllowed` for the one who asked, and what `turn` raises."""
    with deed(actor, key, "vote.turn") as d:
        row = kept(d, vote, "vote.turn", frozenset(Phase))
        if row.asked_phase != target.value:
            raise WrongState(target, row.asked_phase or "not_asked")
        if row.asked_by == actor.id:
            raise NotAllowed("vote.turn", "second_person")
        turn(d, row, target, row.asked_reason)
    return row
