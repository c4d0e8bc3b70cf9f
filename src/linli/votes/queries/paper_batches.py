"""The paper ballots of a vote: the sum, the batches, and what one person may see of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey

from ..batch_readings import may_read, readings_of
from ..models import PaperBatch, Vote
from ..paper_sum import papers_of
from ..rules.papers import READING_OF, BatchState, Papers, Read, differing
from .votes_shown import VoteFacts


def papers_shown(vote: VoteFacts) -> Papers:
    """The sum of the paper ballots. At most six statements."""
    return papers_of(Vote.objects.get(street_code=vote.key.street_code, id=vote.key.id))


@dataclass(frozen=True, slots=True)
class BatchLine:
    number: int
    state: BatchState
    is_mine: bool


def batches_of(actor: Actor, vote: VoteFacts) -> list[BatchLine]:
    """The batches in order; `is_mine` where it is this person's turn. One statement."""
    rows = PaperBatch.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id).order_by("number")
    return [BatchLine(one.number, BatchState(one.state), may_read(one, actor.id)) for one in rows]


@dataclass(frozen=True, slots=True)
class BatchPage:
    """A batch as one person sees it: her own reading, never the other's; to the third what both read of the papers on which
    they differ (`apart`: serial → first and second reading)."""

    key: RowKey
    number: int
    state: BatchState
    is_mine: bool
    own: dict[str, Read]
    apart: dict[str, tuple[Read | None, Read | None]]
    first_by: UUID


def batch_page(actor: Actor, vote: VoteFacts, number: int) -> BatchPage:
    """Raises `NotFound`. Two statements."""
    row = PaperBatch.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id, number=number).first()
    if row is None:
        raise NotFound("batch", number)
    state, read = BatchState(row.state), readings_of(row)
    mine = may_read(row, actor.id)
    own = read[READING_OF[state]] if mine and state in READING_OF else {}
    apart = {}
    if mine and state is BatchState.THIRD:
        apart = {serial: (read[1].get(serial), read[2].get(serial)) for serial in differing(read[1], read[2])}
    return BatchPage(row.key, row.number, state, mine, own, apart, row.first_by)
