"""The community's venues, and the week of a venue."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from linli.kernel.clock import SHANGHAI, morning_of
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey, scope_condition
from linli.teams.models import Organisation

from ..models import Booking, Venue, VenueRoom
from ..rules import Access, BookingState, VenueKind


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room: `capacity` people, with its equipment."""

    key: RowKey
    name: str
    capacity: int | None
    equipment: str
    in_use: bool

    @property
    def id(self) -> UUID:
        return self.key.id


@dataclass(frozen=True, slots=True)
class VenuePage:
    """A venue as its door tells it."""

    key: RowKey
    place_code: str
    name: str
    kind: VenueKind
    address: str
    access: tuple[Access, ...]
    open_days: str
    opens_at: time
    closes_at: time
    by_request: bool
    keeper: str
    phone: str
    organisation_id: UUID | None
    organisation: str
    offers: str
    rooms: tuple[RoomLine, ...]
    estate_id: UUID | None = None

    @property
    def id(self) -> UUID:
        return self.key.id


@dataclass(frozen=True, slots=True)
class Booked:
    """A time of a room that is held. For the public only that it is taken, and by what kind of thing."""

    id: UUID
    street_code: int
    room_id: UUID
    starts_at: datetime
    ends_at: datetime
    purpose: str
    is_closure: bool
    activity_id: UUID | None

    @property
    def on(self) -> date:
        return self.starts_at.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that waits for the keeper. `phone` is masked."""

    id: UUID
    code: str
    room: str
    venue: str
    starts_at: datetime
    ends_at: datetime
    purpose: str
    name: str
    phone: str
    people: int | None
    clashes: bool


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days of a venue: for each room what is held on each day, in order."""

    first: date
    days: tuple[date, ...]
    rooms: tuple[tuple[RoomLine, tuple[tuple[Booked, ...], ...]], ...]


def venues_of(prefix: str) -> list[VenuePage]:
    """The venues of a jurisdiction, by name, with their rooms. Three statements."""
    rows = list(Venue.public.filter(scope_condition(prefix), closed_at__isnull=True).order_by("place_code", "name"))
    return _pages(rows)


def venue_page(place_code: str, id: UUID) -> VenuePage:
    """One venue of a community. Raises `NotFound`. Three statements."""
    rows = list(
        Venue.public.filter(street_code=street_of(place_code), place_code=place_code, id=id, closed_at__isnull=True)
    )
    if not rows:
        raise NotFound("venue")
    return _pages(rows)[0]


def week_of(venue: VenuePage, day: date) -> Week:
    """The week of a day. One statement; read within the community, whoever asks."""
    first = day - timedelta(days=day.weekday())
    days = tuple(first + timedelta(days=number) for number in range(7))
    booked: dict[tuple[UUID, date], list[Booked]] = defaultdict(list)
    for one in booked_between(venue, morning_of(first), morning_of(first + timedelta(days=7))):
        last = (one.ends_at - timedelta(microseconds=1)).astimezone(SHANGHAI).date()
        for on in days:
            if one.on <= on <= last:
                booked[one.room_id, on].append(one)
    return Week(first, days, tuple((room, tuple(tuple(booked[room.id, on]) for on in days)) for room in venue.rooms))


def booked_between(venue: VenuePage, first: datetime, beyond: datetime) -> list[Booked]:
    """What is held in the venue's rooms between two moments, in order. One statement and the scope."""
    with acting_in(Scope.of([venue.place_code])):
        rows = Booking.objects.filter(
            street_code=venue.key.street_code,
            place_code=venue.place_code,
            room_id__in=[room.id for room in venue.rooms],
            state=BookingState.HELD.value,
            during__overlap=DateTimeTZRange(first, beyond),
        )
        found = [
            Booked(
                id=row.id, street_code=row.street_code, room_id=row.room_id, starts_at=row.during.lower,
                ends_at=row.during.upper, purpose=row.purpose, is_closure=row.is_closure, activity_id=row.activity_id,
            )
            for row in rows
        ]  # fmt: skip
    return sorted(found, key=lambda one: (one.starts_at, one.id))


def requests_of(prefix: str) -> list[Asked]:
    """What waits for the keeper's answer, the nearest first; `clashes` where somebody holds that time. Three statements."""
    rows = list(
        Booking.objects.filter(scope_condition(prefix), state=BookingState.ASKED.value).order_by("during")[:100]
    )
    if not rows:
        return []
    rooms = {
        room.id: room for room in VenueRoom.public.filter(scope_condition(prefix), id__in=[r.room_id for r in rows])
    }
    venues = dict(
        Venue.public.filter(scope_condition(prefix), id__in=[room.venue_id for room in rooms.values()]).values_list(
            "id", "name"
        )
    )
    span = DateTimeTZRange(min(r.during.lower for r in rows), max(r.during.upper for r in rows))
    held = list(
        Booking.objects.filter(
            scope_condition(prefix), state=BookingState.HELD.value, room_id__in=list(rooms), during__overlap=span
        ).values_list("room_id", "during")
    )
    return [
        Asked(
            id=row.id,
            code=row.code,
            room=rooms[row.room_id].name,
            venue=venues[rooms[row.room_id].venue_id],
            starts_at=row.during.lower,
            ends_at=row.during.upper,
            purpose=row.purpose,
            name=str(row.name),
            phone=str(row.phone),
            people=row.people,
            clashes=any(
                room == row.room_id and during.lower < row.during.upper and row.during.lower < during.upper
                for room, during in held
            ),
        )
        for row in rows
    ]


def room_choices(prefix: str) -> list[tuple[str, str]]:
    """The rooms in use of a community for a form: id and words. Three statements."""
    return [
        (str(room.id), f"{venue.name} · {room.name}" if room.name != venue.name else venue.name)
        for venue in venues_of(prefix)
        for room in venue.rooms
        if room.in_use
    ]


def _pages(rows: list[Venue]) -> list[VenuePage]:
    if not rows:
        return []
    rooms = defaultdict(list)
    for room in VenueRoom.public.filter(
        street_code__in={row.street_code for row in rows}, venue_id__in=[row.id for row in rows]
    ).order_by("name"):
        rooms[room.venue_id].append(RoomLine(room.key, room.name, room.capacity, room.equipment, not room.closed_at))
    names = dict(
        Organisation.objects.filter(id__in=[r.organisation_id for r in rows if r.organisation_id]).values_list(
            "id", "name"
        )
    )
    return [
        VenuePage(
            key=row.key,
            place_code=row.place_code,
            name=row.name,
            kind=VenueKind(row.kind),
            address=row.address,
            estate_id=row.estate_id,
            access=tuple(Access(one) for one in row.access),
            open_days=row.open_days,
            opens_at=row.opens_at,
            closes_at=row.closes_at,
            by_request=row.by_request,
            keeper=row.keeper,
            phone=row.phone,
            organisation_id=row.organisation_id,
            organisation=names.get(row.organisation_id, ""),
            offers=row.offers,
            rooms=tuple(rooms[row.id]),
        )
        for row in rows
    ]
