"""One deed on one motion that needs no meeting: what the table says, with its effects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out
from ..models import Motion, MotionStep
from ..rules import OF_A_MEETING, MotionDeed
from ..who_keeps import hall_of


@action
def move_motion(
    *, actor: Actor, key: UUID | None, motion: RowKey, deed_done: MotionDeed, given: Mapping[str, Any] | None = None
) -> MotionStep:
    """Do `deed_done` on `motion` with the fields `given`; returns the step. Deeds of a meeting are done there.

    Raises `WrongState`, `NotAllowed`, `MissingField`, `BadInput`, `NotFound`. About 12 statements.
    """
    if deed_done in OF_A_MEETING:
        raise WrongState(deed_done, "without_meeting")
    with deed(actor, key, f"motion.{deed_done.value}") as d:
        row = d.lock(Motion, motion)
        step = carry_out(d, row, hall_of(row), deed_done, given)
    return step
