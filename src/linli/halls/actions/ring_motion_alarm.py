"""The time of a motion has come: a rated one is closed, of everything else somebody is reminded, one level higher each time."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out
from ..events import MotionOverdue
from ..models import Motion
from ..rules import MotionDeed, MotionState
from ..rules.motion_loop import REMIND_AGAIN_DAYS
from ..who_keeps import hall_of


@action
def ring_motion_alarm(*, actor: Actor, key: UUID | None, motion: RowKey) -> None:
    """Close what has had its days of rating; remind of any other, and again every 3 days. Does nothing where the time has not
    come (any more)."""
    with deed(actor, key, "motion.alarm") as d:
        row = d.lock(Motion, motion)
        if row.alarm_at is None or row.alarm_at > d.now:
            return
        if MotionState(row.state) is MotionState.DONE:
            carry_out(d, row, hall_of(row), MotionDeed.CLOSE)
            return
        row.rung += 1
        row.alarm_at = d.now + timedelta(days=REMIND_AGAIN_DAYS)
        row.save(update_fields=["alarm_at", "rung"])
        d.announce(MotionOverdue(row.id, row.street_code, row.rung))
