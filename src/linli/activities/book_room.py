"""A room is held for a time. Takes part in the caller's deed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from linli.kernel.errors import Conflict
from linli.ledger.deed import DeedInHand

from .models import Booking, VenueRoom
from .rules import BookingState


def hold_room(
    d: DeedInHand, room: VenueRoom, starts_at: datetime, ends_at: datetime, *, purpose: str, **more: Any
) -> Booking:
    """Book the room at once. Raises `Conflict` on `room_taken` where somebody holds it for some of that time: the database
    says so, however many ask at the same moment."""
    booking = Booking(
        place_code=room.place_code,
        street_code=room.street_code,
        room=room,
        during=DateTimeTZRange(starts_at, ends_at),
        state=BookingState.HELD.value,
        purpose=purpose[:60],
        asked_at=d.now,
        decided_at=d.now,
        decided_by=d.actor.id,
        registered_by=d.actor.id,
        **more,
    )
    write_held(booking, force_insert=True)
    return booking


def write_held(booking: Booking, **how: Any) -> None:
    """Save a booking that is held. Raises `Conflict` on `room_taken`."""
    try:
        with transaction.atomic():
            booking.save(**how)
    except IntegrityError:
        raise Conflict("room_taken") from None


def free_room(d: DeedInHand, activity_id: Any, street_code: int) -> list[Booking]:
    """Give back what an activity holds; returns the bookings changed."""
    held = list(Booking.objects.filter(street_code=street_code, activity_id=activity_id, state=BookingState.HELD.value))
    for booking in held:
        booking.state, booking.decided_at, booking.decided_by = BookingState.CANCELLED.value, d.now, d.actor.id
        booking.save(update_fields=["state", "decided_at", "decided_by"])
    return held
