"""A reading of a batch is finished: the next person's turn, or the ballots count."""

from __future__ import annotations

import random
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotAllowed, NotFound, WrongState
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..batch_readings import may_read, readings_of
from ..models import Ballot, PaperBallot, PaperBatch, RollEntry, RollMark, Vote
from ..paper_sum import papers_of
from ..poll import kept
from ..published import as_published
from ..rules.chain import LineKind, digest_of_ballots
from ..rules.papers import ABSENT, BatchState, Read, differing
from ..rules.phases import Channel, Phase
from ..write_line import write_line


@action
def finish_reading(*, actor: Actor, key: UUID | None, vote: RowKey, batch: RowKey) -> str:
    """Finish the reading in hand; returns the state the batch is in then. Two readings that agree are accepted and count; where
    they differ a third person looks at those papers, and what she reads stands.

    Raises `NotAllowed`, `WrongState`; `BadInput` on `serial` for an empty reading (`empty`), a paper the third person has not
    looked at (`not_looked_at`), more papers than were handed out (`more_than_handed_out`). About fifteen statements.
    """
    with deed(actor, key, "vote.finish_reading") as d:
        row = kept(d, vote, "vote.finish_reading", Phase.COUNTING)
        held = d.lock(PaperBatch, batch)
        if held.vote_id != row.id:
            raise NotFound("batch", batch)
        state = BatchState(held.state)
        if state is BatchState.ACCEPTED:
            raise WrongState("vote.finish_reading", state)
        if not may_read(held, actor.id):
            raise NotAllowed("vote.finish_reading", "same_person")
        read = readings_of(held)
        if state is BatchState.FIRST:
            if not read[1]:
                raise BadInput("serial", "empty")
            held.state = BatchState.SECOND.value
        else:
            if state is BatchState.SECOND and not read[2]:
                raise BadInput("serial", "empty")
            _settle(d, row, held, state, read)
        held.save()
        d.record(held)
    return held.state


def _settle(d: DeedInHand, vote: Vote, batch: PaperBatch, state: BatchState, read: dict[int, dict[str, Read]]) -> None:
    apart = differing(read[1], read[2])
    if state is BatchState.SECOND and apart:
        batch.state = BatchState.THIRD.value
        return
    if state is BatchState.THIRD and set(apart) - read[3].keys():
        raise BadInput("serial", "not_looked_at")
    agreed = {serial: said for serial, said in read[1].items() if serial not in apart} | {
        serial: said for serial, said in read[3].items() if said[1] != ABSENT
    }
    _count(d, vote, batch, agreed)
    batch.state, batch.accepted_at = BatchState.ACCEPTED.value, d.now


def _count(d: DeedInHand, vote: Vote, batch: PaperBatch, agreed: dict[str, Read]) -> None:
    here = {"street_code": vote.street_code, "vote": vote}
    papers = PaperBallot.objects.filter(**here, serial__in=agreed)
    sums = papers_of(vote)
    if sums.cast + sums.spoiled + len(agreed) > sums.handed_out:
        raise BadInput("serial", "more_than_handed_out", sums.handed_out)
    owners = _owners(vote, {paper.serial: paper.entry_id for paper in papers}) if vote.named else {}
    order = list(agreed)
    random.SystemRandom().shuffle(order)
    ballots = []
    for serial in order:
        marks, spoiled = agreed[serial]
        owner = owners.get(serial)
        ballots.append(
            Ballot(
                place_code=vote.place_code,
                receipt=serial,
                marks=list(marks),
                spoiled=spoiled,
                number=owner.number if owner else None,
                area=owner.area if owner else None,
                **here,
            )
        )
    copy_rows(Ballot, ballots)
    papers.update(batch_id=batch.id)
    digest = digest_of_ballots(as_published(one, vote.named) for one in ballots)
    spoiled_ones = sum(bool(one.spoiled) for one in ballots)
    write_line(
        d, vote, LineKind.BATCH_ENTERED, batch=batch.number, ballots=len(ballots), spoiled=spoiled_ones, digest=digest,
        third_look=bool(batch.third_by),
    )  # fmt: skip


def _owners(vote: Vote, entry_of: dict[str, UUID | None]) -> dict[str, RollEntry]:
    """Whose paper each serial is. Raises `BadInput` where one was not handed out."""
    here = {"street_code": vote.street_code, "vote": vote}
    marked = set(
        RollMark.objects.filter(**here, channel=Channel.PAPER.value, entry_id__in=entry_of.values()).values_list(
            "entry_id", flat=True
        )
    )
    if set(entry_of.values()) - marked:
        raise BadInput("serial", "not_handed_out")
    entries = {one.id: one for one in RollEntry.objects.filter(**here, id__in=marked)}
    return {serial: entries[id] for serial, id in entry_of.items() if id}
