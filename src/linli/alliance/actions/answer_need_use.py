"""What a unit answers to a need it was asked for, and that it has begun; the need follows."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_need import follow_uses
from ..models import Need, PledgeUse
from ..rules import UseState
from ..rules.need_loop import LONGEST_PROMISE_DAYS
from .join_alliance import KEEPERS

NEXT = {
    UseState.ASKED: frozenset({UseState.COMMITTED, UseState.DECLINED}),
    UseState.COMMITTED: frozenset({UseState.UNDER_WAY, UseState.DECLINED}),
    UseState.UNDER_WAY: frozenset({UseState.DECLINED}),
}


@action
def answer_need_use(
    *,
    actor: Actor,
    key: UUID | None,
    need: RowKey,
    use: UUID,
    answer: UseState,
    promised_on: date | None = None,
    note: str = "",
) -> PledgeUse:
    """Enter `committed` (with the promised day), `under_way`, or `declined`, by which what was set aside is free again.

    Raises `WrongState` where the line does not stand there, `BadInput` on `promised_on`, `NotFound`, `NotAllowed`.
    """
    with deed(actor, key, f"alliance.{answer.value}") as d:
        row = d.lock(Need, need)
        d.allow(KEEPERS, "answer_pledge", on=row)
        line = d.lock(PledgeUse, RowKey(row.street_code, use))
        if line.need_id != row.id:
            raise NotFound("pledge_use")
        if answer not in NEXT.get(UseState(line.state), frozenset()):
            raise WrongState(answer, line.state)
        today = d.now.astimezone(SHANGHAI).date()
        if answer is UseState.COMMITTED:
            if promised_on is None or not today <= promised_on <= today + timedelta(days=LONGEST_PROMISE_DAYS):
                raise BadInput("promised_on", "out_of_range")
            line.promised_on = promised_on
        line.state, line.moved_at = answer.value, d.now
        line.save(update_fields=["state", "moved_at", "promised_on"])
        d.record(line)
        follow_uses(d, row, note[:400])
    return line
