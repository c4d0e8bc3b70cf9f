"""A motion on an agenda is put to a vote of the residents instead of the hands of a meeting."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.votes.models import Vote
from linli.votes.open_vote import open_vote
from linli.votes.rules.counting_rules import yes_or_no

from ..models import Motion
from ..rules import MotionState
from ..vote_of_motion import ORIGIN, vote_of
from ..who_keeps import allow_keeper, hall_of


@action
def put_to_vote(
    *, actor: Actor, key: UUID | None, motion: RowKey, rule: str, opens_at: datetime, closes_at: datetime
) -> Vote:
    """Register the vote, in preparation, with the choices for, against and abstain; the meeting writes the resolution once its
    result is declared. Raises `WrongState` for a motion on no agenda, `Conflict` on `vote` where one stands, `BadInput`,
    `NotAllowed`."""
    with deed(actor, key, "motion.put_to_vote") as d:
        row = d.lock(Motion, motion)
        hall = hall_of(row)
        allow_keeper(actor, hall, "put_to_vote")
        if MotionState(row.state) is not MotionState.SCHEDULED:
            raise WrongState("put_to_vote", row.state)
        if vote_of(row) is not None:
            raise Conflict("vote")
        vote = open_vote(
            d,
            place_code=hall.place_code,
            title=row.title,
            question=row.public_words or row.title,
            choices=yes_or_no(),
            rule=rule,
            origin=ORIGIN,
            origin_id=row.id,
            opens_at=opens_at,
            closes_at=closes_at,
        )
        d.record(row)
    return vote
