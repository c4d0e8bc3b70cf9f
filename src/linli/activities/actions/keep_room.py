"""A room of a venue is entered, changed or taken out of use."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Venue, VenueRoom
from ..who_may import ORGANISERS


@action
def keep_room(
    *,
    actor: Actor,
    key: UUID | None,
    venue: RowKey,
    name: str,
    capacity: int | None,
    equipment: str,
    room: RowKey | None = None,
    in_use: bool = True,
) -> VenueRoom:
    """Enter the room, or change the given one. Out of use it takes no new booking; what is booked stays.

    Raises `BadInput` on `name`, `capacity`, `NotAllowed`, `NotFound`.
    """
    name, equipment = clean_text(name)[:40], clean_text(equipment)[:120]
    if not name:
        raise BadInput("name", "empty")
    if capacity is not None and not 0 < capacity <= 100_000:
        raise BadInput("capacity", "out_of_range")
    with deed(actor, key, "venue.room") as d:
        house = d.lock(Venue, venue)
        d.allow(ORGANISERS, "venue.room", on=house)
        row = d.lock(VenueRoom, room) if room else VenueRoom(place_code=house.place_code, street_code=house.street_code)
        if row._state.adding:
            row.venue = house
        row.name, row.capacity, row.equipment = name, capacity, equipment
        row.closed_at = None if in_use else row.closed_at or d.now
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise BadInput("name", "taken") from None
        d.record(row)
    return row
