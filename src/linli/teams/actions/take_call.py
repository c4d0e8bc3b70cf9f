"""A volunteer takes a place in a call."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotFound, TooLate, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import CallMoved
from ..models import CallTaker, HelpCall
from ..rules.calls import CallState, free_seat
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import active_volunteer, allow_herself_or, community_of


@action
def take_call(*, actor: Actor, key: UUID | None, call: RowKey, volunteer: RowKey) -> CallTaker:
    """Give the volunteer the lowest free seat; by herself, or by staff who asked her by telephone. Taking it again changes nothing.

    Of two who want the last place at once one gets `Conflict` on `call_full`. Raises `WrongState` unless the call is open,
    `TooLate` once it has begun, `NotFound` for a call of another community, `Conflict` on `own_call` for who asked.
    """
    with deed(actor, key, "call.take") as d:
        row = d.lock(HelpCall, call)
        with d.widened(community_of(row.place_code)):
            helper = active_volunteer(d, volunteer)
            if community_of(helper.place_code) != community_of(row.place_code):
                raise NotFound("call", call)
            if helper.id != actor.id:
                d.allow(REGISTRARS, d.name, on=row)
            else:
                allow_herself_or(d, (), helper)
            if row.state != CallState.OPEN:
                raise WrongState(d.name, row.state, [CallState.OPEN])
            if row.starts_at <= d.now:
                raise TooLate(d.name, row.starts_at)
            if row.asked_by_id == helper.id:
                raise Conflict("own_call")
            taken = {
                one.volunteer_id: one
                for one in CallTaker.objects.filter(street_code=row.street_code, call=row, dropped_at__isnull=True)
            }
            if helper.id in taken:
                return taken[helper.id]
            seat = free_seat((one.seat for one in taken.values()), row.places)
            if seat is None:
                raise Conflict("call_full")
            taker = CallTaker(
                place_code=row.place_code,
                street_code=row.street_code,
                call=row,
                volunteer=helper,
                seat=seat,
                taken_at=d.now,
                registered_by=None if helper.id == actor.id else actor.id,
            )
            try:
                with transaction.atomic():
                    taker.save(force_insert=True)
            except IntegrityError:
                raise Conflict("call_full") from None
        d.record(taker)
        d.announce(CallMoved(row.id, row.street_code, "taken", taker.id))
    return taker
