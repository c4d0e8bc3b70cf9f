"""自办自结: registered, handled and answered in one step; a spot check replaces the full inspection (standards.zh.md §8)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..carry_out import carry_out
from ..matter import Matter
from ..models import Case
from ..open_case import open_case
from ..rules import Deed


@action
def settle_on_the_spot(*, actor: Actor, key: UUID | None, matter: Matter, category: str, result: str) -> Case:
    """Raise `matter` and close it oneself with `result`. Raises what `raise_case` and the table raise; then neither
    is done."""
    with deed(actor, key, "case.self_close") as d:
        case = open_case(d, matter.checked())
        carry_out(d, case, Deed.SELF_CLOSE, {"category": category, "place": matter.place, "result": result})
    return case
