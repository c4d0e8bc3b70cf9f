"""An objection to the roll is answered."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import RollObjection
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..write_line import write_line


@action
def answer_objection(*, actor: Actor, key: UUID | None, vote: RowKey, objection: RowKey, answer: str) -> None:
    """Say what came of the objection; what is wrong is corrected on the roll itself. Raises `MissingField`, `WrongState`
    where it is answered already. Six statements."""
    answer = clean_text(answer).strip()[:400]
    with deed(actor, key, "vote.answer_objection") as d:
        row = kept(d, vote, "vote.answer_objection", Phase.ROLL_PUBLISHED)
        held = d.lock(RollObjection, objection)
        if held.vote_id != row.id:
            raise NotFound("objection", objection)
        if not answer:
            raise MissingField("vote.answer_objection", ["answer"])
        if held.answered_at is not None:
            raise WrongState("vote.answer_objection", "answered")
        held.answer, held.answered_at, held.answered_by = answer, d.now, actor.id
        held.save()
        write_line(d, row, LineKind.ANSWERED)
        d.record(held)
