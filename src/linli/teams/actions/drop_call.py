"""A volunteer gives a place in a call back."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import CallMoved
from ..models import CallTaker, HelpCall
from ..rules.calls import CallState
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import community_of


@action
def drop_call(*, actor: Actor, key: UUID | None, call: RowKey, volunteer: RowKey) -> CallTaker:
    """Free the seat, by the volunteer herself or by staff at her word. Raises `WrongState` once the call is over, `NotFound`
    for somebody who holds no place."""
    with deed(actor, key, "call.drop") as d:
        row = d.lock(HelpCall, call)
        if volunteer.id != actor.id:
            d.allow(REGISTRARS, d.name, on=row)
        if row.state != CallState.OPEN:
            raise WrongState(d.name, row.state, [CallState.OPEN])
        with d.widened(community_of(row.place_code)):
            seat = (
                CallTaker.objects.select_for_update()
                .filter(street_code=row.street_code, call=row, volunteer_id=volunteer.id, dropped_at__isnull=True)
                .first()
            )
            if seat is None:
                raise NotFound("call_place")
            seat.dropped_at = d.now
            seat.save(update_fields=["dropped_at"])
        d.record(seat)
        d.announce(CallMoved(row.id, row.street_code, "dropped", seat.id))
    return seat
