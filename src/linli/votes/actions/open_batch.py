"""A bundle of paper ballots is begun."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Max

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import PaperBatch
from ..poll import kept
from ..rules.papers import BatchState
from ..rules.phases import Phase


@action
def open_batch(*, actor: Actor, key: UUID | None, vote: RowKey) -> PaperBatch:
    """Begin the next batch, its first reading by this person. Raises `WrongState` outside the counting. Five statements."""
    with deed(actor, key, "vote.open_batch") as d:
        row = kept(d, vote, "vote.open_batch", Phase.COUNTING)
        here = {"street_code": row.street_code, "vote": row}
        last = PaperBatch.objects.filter(**here).aggregate(last=Max("number"))["last"] or 0
        batch = PaperBatch(
            place_code=row.place_code, number=last + 1, state=BatchState.FIRST.value, first_by=actor.id, **here
        )
        batch.save(force_insert=True)
        d.record(batch)
    return batch
