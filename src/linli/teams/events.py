"""What happened to volunteers, calls and hours: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class VolunteerApplied:
    """Somebody registered and waits to be accepted."""

    volunteer_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class CallMoved:
    """A call for help was asked for, opened, taken, given back, called off or done; `turn` says which, `once` makes each turn one."""

    call_id: UUID
    street_code: int
    turn: str
    once: UUID


@dataclass(frozen=True, slots=True)
class HoursEntered:
    """Hours wait for a second person."""

    entry_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class HoursAnswered:
    """Hours were confirmed or refused."""

    entry_id: UUID
    street_code: int
