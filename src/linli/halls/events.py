"""What happened in halls: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OpinionMoved:
    """An opinion was collected, sorted or settled; `turn` says which."""

    opinion_id: UUID
    street_code: int
    turn: str


@dataclass(frozen=True, slots=True)
class MotionMoved:
    """A motion was raised or took a turn; the step says which."""

    motion_id: UUID
    street_code: int
    step_id: UUID


@dataclass(frozen=True, slots=True)
class MotionOverdue:
    """Nobody did in time what a motion waits for; `rung` counts the reminders, from the second on one level higher hears it."""

    motion_id: UUID
    street_code: int
    rung: int


@dataclass(frozen=True, slots=True)
class HallMeetingMoved:
    """A meeting was called or cancelled, or its minutes took a turn; `turn` says which, `about_id` what it is about."""

    meeting_id: UUID
    street_code: int
    turn: str
    about_id: UUID
