"""One deed on one wish: what the table says, with its effects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.photographs import Photograph
from linli.ledger.street_row import RowKey

from ..carry_out_wish import carry_out
from ..models import Wish, WishStep
from ..rules import WishDeed


@action
def move_wish(
    *,
    actor: Actor,
    key: UUID | None,
    wish: RowKey,
    deed_done: WishDeed,
    given: Mapping[str, Any] | None = None,
    photographs: tuple[Photograph, ...] = (),
) -> WishStep:
    """Do `deed_done` on `wish` with the fields `given`; returns the step written.

    Of two who claim at once the second gets `WrongState` (or `Conflict`). Raises `NotAllowed`, `MissingField`, `BadInput`,
    `NotFound`; then nothing has been written. About 15 statements.
    """
    with deed(actor, key, f"wish.{deed_done.value}") as d:
        row = d.lock(Wish, wish)
        step = carry_out(d, row, deed_done, given or {}, photographs)
    return step
