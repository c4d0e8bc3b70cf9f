"""An entry of the roll is corrected or struck off, before the poll opens."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Proxy, RollEntry
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import ROLL_OPEN
from ..rules.roll_rows import RollRow
from ..write_line import write_line


@action
def correct_roll_entry(
    *, actor: Actor, key: UUID | None, vote: RowKey, entry: RowKey, row: RollRow | None, reason: str
) -> None:
    """Give the entry the values of `row`, or strike it off where `row` is None; `reason` stands in the audit trail.

    Raises `WrongState` once the poll has opened, `NotFound`. Eight statements.
    """
    with deed(actor, key, "vote.correct_roll") as d:
        poll = kept(d, vote, "vote.correct_roll", ROLL_OPEN)
        held = d.lock(RollEntry, entry)
        if held.vote_id != poll.id:
            raise NotFound("roll_entry", entry)
        number = held.number
        if row is not None:
            held.name, held.phone, held.home, held.area = row.name, row.phone, row.home, row.area
            held.save()
        d.record(held, purpose=reason[:200])
        if row is None:
            Proxy.objects.filter(street_code=poll.street_code, entry=held).delete()
            held.delete()
        write_line(d, poll, LineKind.ROLL_CORRECTED, number=number, struck=row is None)
