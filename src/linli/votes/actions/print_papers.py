"""Paper ballots are printed: each with a random serial, in a vote by name each for one entry."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import PaperBallot, RollEntry, RollMark
from ..poll import kept
from ..rules.chain import LineKind
from ..rules.phases import Phase
from ..rules.slips import new_slip
from ..write_line import write_line

WHEN = frozenset({Phase.ROLL_PUBLISHED, Phase.VOTING})
MOST = 200


@action
def print_papers(*, actor: Actor, key: UUID | None, vote: RowKey, count: int) -> int:
    """Issue `count` paper ballots (at most 200 at a time, never more than the roll holds); returns how many. In a vote by name
    they are those of the first entries that have neither voted nor a paper.

    Raises `BadInput` on `count`. Seven statements and a COPY.
    """
    with deed(actor, key, "vote.print_papers") as d:
        row = kept(d, vote, "vote.print_papers", WHEN)
        here = {"street_code": row.street_code, "vote": row}
        # The list of entries is made from the count: a count nobody prints is refused before it is made.
        asked = count if 1 <= count <= MOST else 0
        issued = PaperBallot.objects.filter(**here)
        entries: list[UUID | None] = [None] * asked
        if row.named:
            gone = set(issued.values_list("entry_id", flat=True)) | set(
                RollMark.objects.filter(**here).values_list("entry_id", flat=True)
            )
            numbered = RollEntry.objects.filter(**here).exclude(id__in=gone).order_by("number")
            entries = list(numbered.values_list("id", flat=True)[:asked])
        left = RollEntry.objects.filter(**here).count() - issued.count()
        if not entries or len(entries) > left:
            raise BadInput("count", "out_of_range", left)
        papers = [
            PaperBallot(
                street_code=row.street_code,
                place_code=row.place_code,
                vote=row,
                serial=new_slip(),
                entry_id=entry,
                printed_at=d.now,
                printed_by=actor.id,
            )
            for entry in entries
        ]
        copy_rows(PaperBallot, papers)
        write_line(d, row, LineKind.PAPERS_PRINTED, papers=len(papers))
        d.record(row, purpose=f"papers {len(papers)}")
    return len(papers)
