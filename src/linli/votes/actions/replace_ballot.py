"""A voter changes her ballot while the poll is open, where the vote allows it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.people.sealing import fingerprint

from ..filled_ballot import FilledBallot
from ..models import RollMark, UrnBallot, Vote
from ..poll import check_poll_is_open, entry_of
from ..rules.chain import LineKind
from ..rules.counting_rules import check_marks, marks_allowed, rule_named
from ..write_line import write_line


@action
def replace_ballot(*, actor: Actor, key: UUID | None, vote: RowKey, entry: UUID, ballot: FilledBallot) -> None:
    """Put other marks on the ballot whose receipt is in `ballot`. Only the receipt finds it: the roll does not know it.

    The voter acts as `reporter(entry)`. Raises `WrongState` where the vote does not allow it or she has not voted, `NotFound`
    for a receipt that is in no urn. Seven statements.
    """
    with deed(actor, key, "vote.replace") as d:
        row = d.lock(Vote, vote)
        check_poll_is_open(row, d.now)
        held = entry_of(row, entry)
        if actor.id != held.id:
            raise NotAllowed("vote.replace", "scope")
        if not row.changeable or not RollMark.objects.filter(street_code=row.street_code, entry=held).exists():
            raise WrongState("vote.replace", "final")
        rule = rule_named(row.rule)
        ids = {one["id"] for one in row.choices}
        marks = check_marks(ballot.marks, ids, marks_allowed(rule, row.most_marks, row.seats))
        found = UrnBallot.objects.filter(
            street_code=row.street_code, vote=row, receipt_mark=fingerprint(ballot.receipt)
        ).filter(**({"number": held.number} if row.named else {}))
        there = found.first()
        if there is None:
            raise NotFound("receipt")
        there.content = FilledBallot(marks, ballot.receipt).as_text()
        there.save(update_fields=["content"])
        write_line(d, row, LineKind.REPLACED)
