"""The hour of a vote has come."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Vote
from ..poll import missing_before_opening
from ..rules.phases import MovesBy, Phase
from ..turn_vote import turn


@action
def turn_by_clock(*, actor: Actor, key: UUID | None, vote: RowKey) -> bool:
    """Open or close the poll whose hour has struck; returns whether it turned. A poll whose roll is not ready (an objection
    unanswered) waits, and its page says for what."""
    with deed(actor, key, "vote.turn_by_clock") as d:
        row = d.lock(Vote, vote)
        if row.moves_by != MovesBy.CLOCK.value:
            return False
        phase = Phase(row.phase)
        if phase is Phase.ROLL_PUBLISHED and d.now >= row.opens_at and not missing_before_opening(row):
            turn(d, row, Phase.VOTING, by=0)
            return True
        if phase is Phase.VOTING and d.now >= row.closes_at:
            turn(d, row, Phase.COUNTING, by=0)
            return True
    return False
