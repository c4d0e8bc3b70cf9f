"""What a joint meeting decided has been done."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import MeetingPoint
from ..rules import looks_personal
from .join_alliance import KEEPERS


@action
def settle_point(*, actor: Actor, key: UUID | None, point: RowKey, words: str) -> None:
    """Enter how it was done. Raises `WrongState` for a point nobody was to do or that is done, `MissingField`, `BadInput`."""
    words = clean_text(words)[:300]
    if looks_personal(words):
        raise BadInput("words", "personal")
    with deed(actor, key, "alliance.settle_point") as d:
        row = d.lock(MeetingPoint, point)
        d.allow(KEEPERS, "settle_point", on=row)
        if row.due_on is None or row.done_at is not None:
            raise WrongState("settle_point", "done")
        if not words:
            raise MissingField("settle_point", ["words"])
        row.done_at, row.done_words, row.alarm_at = d.now, words, None
        row.save(update_fields=["done_at", "done_words", "alarm_at"])
        d.record(row)
