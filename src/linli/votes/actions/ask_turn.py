"""The first of two members of the staff asks for the next turn of a vote."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import VoteTurned
from ..models import Vote
from ..poll import check_ready, kept
from ..rules.chain import LineKind
from ..rules.phases import BY_THE_CLOCK, MovesBy, Phase, check_turn
from ..write_line import write_line


@action
def ask_turn(*, actor: Actor, key: UUID | None, vote: RowKey, target: Phase, reason: str = "") -> Vote:
    """Ask that the vote enter `target`; it does when another member of the staff confirms (`confirm_turn`). Asking again
    replaces what was asked.

    Raises `WrongState` where `target` does not follow or comes by the clock alone, `MissingField` for what is not ready, or for
    an annulment without `reason`. Seven statements.
    """
    reason = clean_text(reason)[:400]
    with deed(actor, key, "vote.ask_turn") as d:
        row = kept(d, vote, "vote.ask_turn", frozenset(Phase))
        check_turn(Phase(row.phase), target)
        if target in BY_THE_CLOCK and row.moves_by == MovesBy.CLOCK.value:
            raise WrongState(target, "by_the_clock")
        if target is Phase.ANNULLED and not reason:
            raise MissingField("vote.annul", ["reason"])
        if target in (Phase.ROLL_PUBLISHED, Phase.VOTING):
            check_ready(row)
        row.asked_phase, row.asked_by, row.asked_name, row.asked_reason = (
            target.value,
            actor.id,
            actor.name[:40],
            reason,
        )
        row.save(update_fields=["asked_phase", "asked_by", "asked_name", "asked_reason"])
        line = write_line(d, row, LineKind.ASKED, to=target.value)
        d.record(row)
        d.announce(VoteTurned(row.id, row.street_code, line.id))
    return row
