"""What happened to venues and activities: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class BookingAsked:
    """Somebody asked for a room; its keeper answers."""

    booking_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class ActivityPublished:
    """An activity is on the menu; who wished for it may sign up."""

    activity_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class ActivityChanged:
    """Something that whoever signed up must know changed; `turn` is its `changed` count."""

    activity_id: UUID
    street_code: int
    turn: int


@dataclass(frozen=True, slots=True)
class ActivityCancelled:
    """It does not take place; everybody who signed up is told."""

    activity_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class ActivityEnded:
    """It took place, or its lists were settled: who was on duty gets hours, who came is noted."""

    activity_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class PlaceGiven:
    """Somebody who waited has a place now."""

    sign_up_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class ActivityNeedMoved:
    """A line of the needs list was planned, held or declined; those who wrote its wishes down are told."""

    need_id: UUID
    street_code: int
    state: str
