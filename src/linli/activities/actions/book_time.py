"""The keeper books a room: for somebody, every week, or to close it."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..book_room import hold_room
from ..models import Booking, VenueRoom
from ..rules import check_span, repeats
from ..who_may import ORGANISERS


@action
def book_time(
    *,
    actor: Actor,
    key: UUID | None,
    room: RowKey,
    starts_at: datetime,
    ends_at: datetime,
    purpose: str,
    until: date | None = None,
    is_closure: bool = False,
) -> Booking:
    """Hold the room for the time, and for the same time of each week until a day; all of it or none. Returns the first.

    A closure keeps out what comes after it: what is booked already must be cancelled first, so that somebody tells those
    people. Raises `Conflict` on `room_taken`, `BadInput` on `starts_at`, `ends_at`, `until`, `purpose`, `NotAllowed`.
    """
    purpose = clean_text(purpose)
    if not purpose:
        raise BadInput("purpose", "empty")
    with deed(actor, key, "venue.book") as d:
        held = d.lock(VenueRoom, room)
        d.allow(ORGANISERS, "venue.book", on=held)
        if held.closed_at is not None and not is_closure:
            raise NotFound("room")
        check_span(starts_at, ends_at, now=d.now, is_closure=is_closure)
        spans = repeats(starts_at, ends_at, until)
        series = uuid7() if len(spans) > 1 else None
        bookings = [
            hold_room(d, held, first, last, purpose=purpose, is_closure=is_closure, series_id=series)
            for first, last in spans
        ]
        d.record(*bookings)
    return bookings[0]
