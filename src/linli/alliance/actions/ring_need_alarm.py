"""The time of a need has come: somebody is reminded, and again every 3 days until it moves."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import NeedOverdue
from ..models import Need
from ..rules.need_loop import REMIND_AGAIN_DAYS


@action
def ring_need_alarm(*, actor: Actor, key: UUID | None, need: RowKey) -> None:
    """Remind community staff and lead. Does nothing where the time has not come (any more)."""
    with deed(actor, key, "need.alarm") as d:
        row = d.lock(Need, need)
        if row.alarm_at is None or row.alarm_at > d.now:
            return
        row.alarm_at = d.now + timedelta(days=REMIND_AGAIN_DAYS)
        row.save(update_fields=["alarm_at"])
        d.announce(NeedOverdue(row.id, row.street_code, d.now.astimezone(SHANGHAI).date().isoformat()))
