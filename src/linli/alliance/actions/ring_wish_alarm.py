"""The time of a wish has come: what nobody claimed goes to the joint committee, of everything else somebody is reminded."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_wish import carry_out
from ..events import WishOverdue
from ..models import Wish
from ..rules import WishDeed, WishState
from ..rules.decide_wish import REMIND_AGAIN_DAYS


@action
def ring_wish_alarm(*, actor: Actor, key: UUID | None, wish: RowKey) -> None:
    """Move an unclaimed wish to the committee's list; remind of any other, and again every 3 days. Does nothing where the
    time has not come (any more)."""
    with deed(actor, key, "wish.alarm") as d:
        row = d.lock(Wish, wish)
        if row.alarm_at is None or row.alarm_at > d.now:
            return
        if WishState(row.state) is WishState.PUBLISHED:
            carry_out(d, row, WishDeed.TO_COMMITTEE, {})
            return
        row.alarm_at = d.now + timedelta(days=REMIND_AGAIN_DAYS)
        row.save(update_fields=["alarm_at"])
        d.announce(WishOverdue(row.id, row.street_code, d.now.astimezone(SHANGHAI).date().isoformat()))
