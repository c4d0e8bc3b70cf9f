"""One person reads one paper ballot into a batch."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..batch_readings import differing_in, may_read
from ..models import PaperBallot, PaperBatch, PaperReading, Vote
from ..poll import kept
from ..rules.counting_rules import check_marks, marks_allowed, rule_named
from ..rules.papers import ABSENT, READING_OF, BatchState, Spoiled
from ..rules.phases import Phase


@action
def read_paper(
    *, actor: Actor, key: UUID | None, vote: RowKey, batch: RowKey, serial: str, marks: list[str], spoiled: str = ""
) -> None:
    """Write down what this person reads on the ballot with this serial. The same serial again replaces her own reading.

    The second reading is another person's than the first, the third another's than both and only of papers on which they
    differ. Raises `NotAllowed` (`same_person`), `BadInput` on `serial` or `marks`, `Conflict` for a paper of another batch,
    `WrongState` outside the counting. Eight statements.
    """
    with deed(actor, key, "vote.read_paper") as d:
        row = kept(d, vote, "vote.read_paper", Phase.COUNTING)
        held = d.lock(PaperBatch, batch)
        if held.vote_id != row.id:
            raise NotFound("batch", batch)
        state = BatchState(held.state)
        if state is BatchState.ACCEPTED:
            raise WrongState("vote.read_paper", state)
        if not may_read(held, actor.id):
            raise NotAllowed("vote.read_paper", "same_person")
        paper = PaperBallot.objects.filter(street_code=row.street_code, vote=row, serial=serial).first()
        if paper is None:
            raise BadInput("serial", "unknown")
        if paper.batch_id is not None:
            raise Conflict("paper")
        if state is BatchState.THIRD and serial not in differing_in(held):
            raise BadInput("serial", "agreed")
        if spoiled and spoiled not in set(Spoiled) | ({ABSENT} if state is BatchState.THIRD else set()):
            raise BadInput("spoiled", "unknown")
        read = [] if spoiled else _marks(row, marks)
        PaperReading.objects.update_or_create(
            street_code=held.street_code,
            batch=held,
            reading=READING_OF[state],
            serial=serial,
            defaults={"place_code": held.place_code, "marks": read, "spoiled": spoiled},
        )
        if state is BatchState.SECOND and held.second_by is None:
            held.second_by = actor.id
            held.save(update_fields=["second_by"])
        elif state is BatchState.THIRD and held.third_by is None:
            held.third_by = actor.id
            held.save(update_fields=["third_by"])


def _marks(vote: Vote, marks: list[str]) -> list[str]:
    rule = rule_named(vote.rule)
    return check_marks(marks, {one["id"] for one in vote.choices}, marks_allowed(rule, vote.most_marks, vote.seats))
