"""A paper read by mistake is taken out of one's own reading again."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..batch_readings import may_read
from ..models import PaperBatch, PaperReading
from ..poll import kept
from ..rules.papers import READING_OF, BatchState
from ..rules.phases import Phase


@action
def take_back_reading(*, actor: Actor, key: UUID | None, vote: RowKey, batch: RowKey, serial: str) -> None:
    """Remove the serial from the reading in hand. Raises `NotAllowed`, `NotFound`, `WrongState`. Six statements."""
    with deed(actor, key, "vote.take_back_reading") as d:
        row = kept(d, vote, "vote.take_back_reading", Phase.COUNTING)
        held = d.lock(PaperBatch, batch)
        state = BatchState(held.state)
        if held.vote_id != row.id:
            raise NotFound("batch", batch)
        if state is BatchState.ACCEPTED:
            raise WrongState("vote.take_back_reading", state)
        if not may_read(held, actor.id):
            raise NotAllowed("vote.take_back_reading", "same_person")
        gone, _ = PaperReading.objects.filter(
            street_code=held.street_code, batch=held, reading=READING_OF[state], serial=serial
        ).delete()
        if not gone:
            raise NotFound("paper", serial)
