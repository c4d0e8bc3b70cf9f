"""Somebody asks for a room; the keeper answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, NotAllowed, NotFound
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey

from ..events import BookingAsked
from ..followed_as import BOOKING
from ..models import Booking, Venue, VenueRoom
from ..rules import BookingState, check_open, check_span


@action
def ask_for_room(
    *,
    actor: Actor,
    key: UUID | None,
    room: RowKey,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    name: str,
    phone: str,
    people: int | None = None,
) -> Booking:
    """Write the request down; it holds nothing until the keeper agrees. The resident acts as a reporter and the booking
    has this id.

    Raises `BadInput` on `starts_at`, `ends_at`, `purpose`, `name`, `phone`, `people`, `NotFound` for a room not for asking.
    """
    purpose, name, phone = clean_text(purpose)[:60], clean_text(name)[:40], read_phone(phone)
    for field, value in (("purpose", purpose), ("name", name), ("phone", phone)):
        if not value:
            raise BadInput(field, "empty")
    with deed(actor, key, "venue.ask") as d:
        if Role.REPORTER not in actor.roles:
            raise NotAllowed("venue.ask")
        held = VenueRoom.objects.filter(street_code=room.street_code, id=room.id, closed_at__isnull=True).first()
        venue = held and Venue.objects.filter(street_code=held.street_code, id=held.venue_id).first()
        if venue is None or not venue.by_request:
            raise NotFound("room")
        check_span(starts_at, ends_at, now=d.now)
        if starts_at <= d.now:
            raise BadInput("starts_at", "past")
        check_open(starts_at, ends_at, venue.open_days, venue.opens_at, venue.closes_at)
        if people is not None and not 0 < people <= 100_000:
            raise BadInput("people", "out_of_range")
        if people and held.capacity and people > held.capacity:
            raise BadInput("people", "more_than_room")
        booking = Booking(
            id=actor.id or uuid7(),
            place_code=held.place_code,
            street_code=held.street_code,
            room=held,
            during=DateTimeTZRange(starts_at, ends_at),
            state=BookingState.ASKED.value,
            purpose=purpose,
            name=name,
            phone=phone,
            people=people,
            asked_at=d.now,
        )
        booking.code = take_follow_code(booking, BOOKING)
        booking.save(force_insert=True)
        d.record(booking)
        d.announce(BookingAsked(booking.id, booking.street_code))
    return booking
