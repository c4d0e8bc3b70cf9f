"""One deed on one case: what the transition table says, with its effects (`carry_out.py`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.photographs import Photograph
from linli.ledger.street_row import RowKey

from ..carry_out import carry_out
from ..models import Case, Step
from ..rules import Deed


@action
def move_case(
    *,
    actor: Actor,
    key: UUID | None,
    case: RowKey,
    deed_done: Deed,
    given: Mapping[str, Any] | None = None,
    photographs: tuple[Photograph, ...] = (),
) -> Step:
    """Do `deed_done` on `case` with the fields `given`; returns the step written.

    Of two people who do what only one can, the second gets `WrongState` with the state the first has brought about. Raises
    `NotAllowed`, `MissingField`, `BadInput`, `TooLate`, `NotFound`; then nothing has been written. About 15 statements.
    """
    with deed(actor, key, f"case.{deed_done.value}") as d:
        row = d.lock(Case, case)
        step = carry_out(d, row, deed_done, given, photographs)
    return step
