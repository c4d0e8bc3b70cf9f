"""Somebody says that the published roll is wrong."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import RollObjection, Vote
from ..rules.chain import LineKind
from ..rules.keepers import KEEPERS
from ..rules.phases import Phase, check_phase
from ..write_line import write_line


@action
def object_to_roll(*, actor: Actor, key: UUID | None, vote: RowKey, words: str, name: str, phone: str) -> RollObjection:
    """Write the objection down; the poll does not open before it is answered. Raises `WrongState` unless the roll is published,
    `BadInput` on `words` or `phone`. Six statements."""
    words = clean_text(words).strip()
    if not words or len(words) > 1000:
        raise BadInput("words", "empty" if not words else "too_long")
    with deed(actor, key, "vote.object") as d:
        row = d.lock(Vote, vote)
        d.allow(KEEPERS | {Role.REPORTER}, "vote.object", on=row)
        check_phase("vote.object", Phase(row.phase), Phase.ROLL_PUBLISHED)
        objection = RollObjection(
            street_code=row.street_code,
            place_code=row.place_code,
            vote=row,
            words=words,
            name=clean_text(name)[:40],
            phone=read_phone(phone),
            at=d.now,
        )
        objection.save(force_insert=True)
        write_line(d, row, LineKind.OBJECTION)
        d.record(objection)
    return objection
