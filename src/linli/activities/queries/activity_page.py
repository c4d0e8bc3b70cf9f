"""One activity: for everybody, and for those who organise it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Activity, ActivityPart, Need, Venue, VenueRoom
from ..rules import SEEN_BY_ALL, ActivityKind, ActivityState, AgeGroup, Size


@dataclass(frozen=True, slots=True)
class PartLine:
    """A department or stall, or the activity itself (no name). `left` is None where everybody finds a place."""

    key: RowKey
    number: int
    name: str
    service: str
    provider: str
    capacity: int | None
    taken: int
    waiting: int
    counted: int

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Everything about an activity that names nobody."""

    key: RowKey
    place_code: str
    title: str
    kind: ActivityKind
    size: Size
    state: ActivityState
    groups: tuple[AgeGroup, ...]
    theme: str
    about: str
    starts_at: datetime
    ends_at: datetime
    where: str
    address: str
    access: tuple[str, ...]
    room_id: UUID | None
    place_words: str
    who_may: str
    bring: str
    materials: str
    contact: str
    takes_sign_ups: bool
    sign_up_until: datetime | None
    series_id: UUID | None
    need: str
    need_people: int
    reason: str
    changed: int
    made_at: datetime
    published_at: datetime | None
    places: int | None
    came: int | None
    walk_ins: int | None
    at_stalls: int | None
    served: int | None
    by_group: dict
    wait_days: float | None
    names_dropped: bool
    parts: tuple[PartLine, ...]

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def is_full(self) -> bool:
        """Published, with no place left anywhere."""
        return self.state is ActivityState.PUBLISHED and all(part.left == 0 for part in self.parts)

    @property
    def taken(self) -> int:
        return sum(part.taken for part in self.parts)

    @property
    def waiting(self) -> int:
        return sum(part.waiting for part in self.parts)

    @property
    def capacity(self) -> int | None:
        """All places, None where a part has no limit."""
        all_of_them = [part.capacity for part in self.parts]
        return None if None in all_of_them else sum(all_of_them)

    @property
    def can_sign_up(self) -> bool:
        """Whether the list is open at this moment, be it for the waiting list."""
        until = self.sign_up_until or self.ends_at
        return self.state is ActivityState.PUBLISHED and self.takes_sign_ups and clock.now() < until


def activity_page(place_code: str, id: UUID, *, public: bool = False) -> ActivityPage:
    """An activity of a community, or of a wider jurisdiction; with `public` a draft does not exist. Raises `NotFound`. At most five statements."""
    row = Activity.public.filter(scope_condition(place_code), id=id).first()
    if row is None or (public and ActivityState(row.state) not in SEEN_BY_ALL):
        raise NotFound("activity")
    return pages_of([row])[0]


def pages_of(rows: list[Activity]) -> list[ActivityPage]:
    """The rows as pages, however many. At most four statements."""
    if not rows:
        return []
    streets = {row.street_code for row in rows}
    parts: dict[UUID, list[PartLine]] = {}
    for part in ActivityPart.public.filter(street_code__in=streets, activity_id__in=[row.id for row in rows]).order_by(
        "number"
    ):
        parts.setdefault(part.activity_id, []).append(
            PartLine(
                part.key, part.number, part.name, part.service, part.provider, part.capacity, part.taken, part.waiting,
                part.counted,
            )
        )  # fmt: skip
    room_ids = {row.room_id for row in rows if row.room_id}
    rooms, venues, needs = {}, {}, {}
    if room_ids:
        rooms = {one.id: one for one in VenueRoom.public.filter(street_code__in=streets, id__in=room_ids)}
        venues = {
            one.id: one
            for one in Venue.public.filter(street_code__in=streets, id__in={room.venue_id for room in rooms.values()})
        }
    if need_ids := {row.need_id for row in rows if row.need_id}:
        needs = {one.id: one for one in Need.public.filter(street_code__in=streets, id__in=need_ids)}
    return [_page(row, tuple(parts.get(row.id, ())), rooms, venues, needs) for row in rows]


def _page(row: Activity, parts: tuple[PartLine, ...], rooms: dict, venues: dict, needs: dict) -> ActivityPage:
    room = rooms.get(row.room_id)
    venue = venues.get(room.venue_id) if room else None
    inside = "" if room is None or room.name == venue.name else room.name
    where = " ".join(word for word in ((venue.name if venue else ""), inside, row.place_words) if word)
    need = needs.get(row.need_id)
    return ActivityPage(
        key=row.key,
        place_code=row.place_code,
        title=row.title,
        kind=ActivityKind(row.kind),
        size=Size(row.size),
        state=ActivityState(row.state),
        groups=tuple(AgeGroup(one) for one in row.groups),
        theme=row.theme,
        about=row.about,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        where=where,
        address=venue.address if venue else "",
        access=tuple(venue.access) if venue else (),
        room_id=row.room_id,
        place_words=row.place_words,
        who_may=row.who_may,
        bring=row.bring,
        materials=row.materials,
        contact=row.contact,
        takes_sign_ups=row.takes_sign_ups,
        sign_up_until=row.sign_up_until,
        series_id=row.series_id,
        need=need.title if need else "",
        need_people=need.people if need else 0,
        reason=row.reason,
        changed=row.changed,
        made_at=row.made_at,
        published_at=row.published_at,
        places=row.places,
        came=row.came,
        walk_ins=row.walk_ins,
        at_stalls=row.at_stalls,
        served=row.served,
        by_group=row.by_group,
        wait_days=row.wait_days,
        names_dropped=row.names_dropped_at is not None,
        parts=parts,
    )
