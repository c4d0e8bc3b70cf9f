"""A venue, a booking, an activity, a wish as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import MAXYEAR, datetime, time
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.errors import BadInput

from .rules import PERSONS, Access, ActivityKind, AgeGroup, Size, VenueKind, WishWay

MOST_PARTS = 40
MOST_PLACES = 5000


@dataclass(frozen=True, slots=True)
class VenuePlan:
    """A venue as its keeper describes it."""

    name: str
    kind: str
    address: str
    opens_at: time
    closes_at: time
    keeper: str
    phone: str = ""
    open_days: str = "12345"
    access: tuple[str, ...] = ()
    by_request: bool = True
    organisation_id: UUID | None = None
    offers: str = ""

    def checked(self) -> VenuePlan:
        """The same, cleaned. Raises `BadInput`."""
        name, address, keeper = clean_text(self.name)[:40], clean_text(self.address)[:80], clean_text(self.keeper)[:40]
        for named, value in (("name", name), ("address", address), ("keeper", keeper)):
            if not value:
                raise BadInput(named, "empty")
        if self.kind not in set(VenueKind):
            raise BadInput("kind", "unknown")
        if self.closes_at <= self.opens_at:
            raise BadInput("closes_at", "before_open")
        days = "".join(day for day in "1234567" if day in self.open_days)
        if not days:
            raise BadInput("open_days", "empty")
        access = tuple(one.value for one in Access if one.value in self.access)
        return replace(
            self, name=name, address=address, keeper=keeper, phone=read_phone(self.phone), open_days=days, access=access,
            offers=clean_text(self.offers)[:200],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartPlan:
    """A department or a stall; the activity itself has one without a name."""

    name: str = ""
    service: str = ""
    provider: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True)
class ActivityPlan:
    """An activity as its organiser describes it. `place_code` is the community's."""

    place_code: str
    title: str
    kind: str
    size: str
    groups: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    room_id: UUID | None = None
    place_words: str = ""
    theme: str = ""
    about: str = ""
    who_may: str = ""
    bring: str = ""
    materials: str = ""
    contact: str = ""
    takes_sign_ups: bool = True
    sign_up_until: datetime | None = None
    parts: tuple[PartPlan, ...] = field(default=(PartPlan(),))
    need_id: UUID | None = None
    origin: str = ""
    origin_id: UUID | None = None
    weeks: int = 1

    def checked(self) -> ActivityPlan:
        """The same, cleaned. Raises `BadInput`."""
        title = clean_text(self.title)[:60]
        if not title:
            raise BadInput("title", "empty")
        if self.kind not in set(ActivityKind):
            raise BadInput("kind", "unknown")
        if self.size not in set(Size):
            raise BadInput("size", "unknown")
        groups = tuple(one.value for one in AgeGroup if one.value in self.groups)
        if not groups:
            raise BadInput("groups", "empty")
        if self.ends_at <= self.starts_at:
            raise BadInput("ends_at", "before_start")
        if self.sign_up_until and self.sign_up_until > self.ends_at:
            raise BadInput("sign_up_until", "after_end")
        if not self.room_id and not clean_text(self.place_words):
            raise BadInput("place_words", "empty")
        if not 1 <= self.weeks <= 20 or (self.weeks > 1 and self.starts_at.year == MAXYEAR):
            raise BadInput("weeks", "out_of_range")
        return replace(
            self, title=title, groups=groups, parts=_parts(self.parts, ActivityKind(self.kind)),
            **{
                name: clean_text(getattr(self, name))[:most]
                for name, most in (
                    ("place_words", 80), ("theme", 30), ("about", 1000), ("who_may", 60), ("bring", 100), ("materials", 200),
                    ("contact", 40),
                )
            },
        )  # fmt: skip


def _parts(parts: tuple[PartPlan, ...], kind: ActivityKind) -> tuple[PartPlan, ...]:
    cleaned = tuple(
        PartPlan(clean_text(one.name)[:30], clean_text(one.service)[:80], clean_text(one.provider)[:60], one.capacity)
        for one in parts
    )
    if kind.has_parts:
        cleaned = tuple(one for one in cleaned if one.name)
        if not cleaned:
            raise BadInput("parts", "empty")
        if len({one.name for one in cleaned}) < len(cleaned):
            raise BadInput("parts", "twice")
    if len(cleaned) > (MOST_PARTS if kind.has_parts else 1):
        raise BadInput("parts", "too_many")
    if any(one.capacity is not None and not 0 < one.capacity <= MOST_PLACES for one in cleaned):
        raise BadInput("capacity", "out_of_range")
    return cleaned


@dataclass(frozen=True, slots=True)
class Participant:
    """Who comes: a name or what to call the person, a telephone if there is one, the age group; a child's guardian."""

    name: str
    group: str
    phone: str = ""
    guardian: str = ""
    consented: bool = False
    note: str = ""

    def checked(self) -> Participant:
        """The same, cleaned. Raises `BadInput` on `name`, `group`, `phone`."""
        name = clean_text(self.name)[:40]
        if not name:
            raise BadInput("name", "empty")
        if self.group not in {one.value for one in PERSONS}:
            raise BadInput("group", "unknown")
        return replace(
            self, name=name, phone=read_phone(self.phone), guardian=clean_text(self.guardian)[:40],
            note=clean_text(self.note)[:100],
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hoped:
    """What somebody would like the community to hold."""

    place_code: str
    words: str
    source: WishWay
    group: str = ""
    name: str = ""
    phone: str = ""

    def checked(self) -> Hoped:
        """The same, cleaned. Raises `BadInput` on `words`, `phone`, `group`."""
        words = clean_text(self.words)
        if not words:
            raise BadInput("words", "empty_idea")
        if self.group and self.group not in set(AgeGroup):
            raise BadInput("group", "unknown")
        return replace(self, words=words[:500], name=clean_text(self.name)[:40], phone=read_phone(self.phone))
