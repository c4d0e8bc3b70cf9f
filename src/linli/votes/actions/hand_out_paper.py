"""A paper ballot is handed to somebody on the roll: with that her right is used."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import PaperBallot, RollMark
from ..poll import check_poll_is_open, kept, numbered, use_right
from ..rules.chain import LineKind
from ..rules.phases import Channel, Phase
from ..write_line import write_line


@action
def hand_out_paper(*, actor: Actor, key: UUID | None, vote: RowKey, number: int) -> None:
    """Note that the entry with this number was given a paper ballot; which serial is not noted, except in a vote by name, where
    it is the one printed for her.

    Raises `Conflict` where she has voted, `BadInput` on `number` where no printed ballot is left. Nine statements.
    """
    with deed(actor, key, "vote.hand_out_paper") as d:
        row = kept(d, vote, "vote.hand_out_paper", Phase.VOTING)
        check_poll_is_open(row, d.now)
        entry = numbered(row, number)
        here = {"street_code": row.street_code, "vote": row}
        papers = PaperBallot.objects.filter(**here)
        if row.named:
            is_there = papers.filter(entry_id=entry.id).exists()
        else:
            is_there = papers.count() > RollMark.objects.filter(**here, channel=Channel.PAPER.value).count()
        if not is_there:
            raise BadInput("number", "no_paper_left")
        mark = use_right(d, row, entry, Channel.PAPER, by_staff=True)
        write_line(d, row, LineKind.PAPER_HANDED_OUT)
        d.record(mark)
