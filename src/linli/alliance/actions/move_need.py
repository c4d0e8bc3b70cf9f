"""One deed on one need: what the table says, with its effects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_need import carry_out_need
from ..models import Need, NeedStep
from ..rules.need_loop import NeedDeed


@action
def move_need(
    *, actor: Actor, key: UUID | None, need: RowKey, deed_done: NeedDeed, given: Mapping[str, Any] | None = None
) -> NeedStep:
    """Do `deed_done` on `need` with the fields `given`; returns the step written. Raises `WrongState`, `NotAllowed`,
    `MissingField`, `BadInput`, `NotFound`; then nothing has been written."""
    with deed(actor, key, f"need.{deed_done.value}") as d:
        row = d.lock(Need, need)
        step = carry_out_need(d, row, deed_done, given or {})
    return step
