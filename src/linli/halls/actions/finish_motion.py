"""What a resolution became has been done: the motion waits for its rating."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out
from ..models import Motion, Resolution
from ..rules import MotionDeed, MotionState
from ..who_keeps import hall_of


@action
def finish_motion(*, actor: Actor, key: UUID | None, motion: RowKey) -> None:
    """Move it on, by the system, once; does nothing for a motion that is not under way (any more)."""
    with deed(actor, key, "motion.report_done") as d:
        row = d.lock(Motion, motion)
        if MotionState(row.state) is not MotionState.UNDER_WAY:
            return
        last = Resolution.objects.filter(street_code=row.street_code, motion=row).latest("at")
        carry_out(d, row, hall_of(row), MotionDeed.REPORT_DONE, {"note": last.target_code or last.text})
