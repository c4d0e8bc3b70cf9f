"""One matter told twice becomes one case (practices E3)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out import carry_out
from ..effects.merge import take_over_reporters
from ..models import Case, Step
from ..rules import Deed


@action
def merge_case(*, actor: Actor, key: UUID | None, case: RowKey, into: RowKey, reason: str = "") -> Step:
    """Merge `case` into `into`, which goes on for both; everyone who raised either is told of it from then on.

    Both rows are locked in order of id, so that two merges in opposite directions cannot wait for each other. Raises
    `Conflict` for cases of two streets, and what the table raises.
    """
    if case.street_code != into.street_code:
        raise Conflict("other_street")
    with deed(actor, key, "case.merge") as d:
        locked = {id: d.lock(Case, RowKey(case.street_code, id)) for id in sorted({case.id, into.id})}
        other = locked[into.id]
        step = carry_out(d, locked[case.id], Deed.MERGE, {"into_case": other, "reason": reason})
        if other.id != case.id:
            take_over_reporters(other, locked[case.id])
            carry_out(d, other, Deed.ADD_NOTE, {"text": f"并入 {locked[case.id].code}"})
    return step
