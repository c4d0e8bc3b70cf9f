"""What happened to wishes, needs and projects: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class WishMoved:
    """A wish was collected or took a turn; the step says which."""

    wish_id: UUID
    street_code: int
    step_id: UUID


@dataclass(frozen=True, slots=True)
class WishOverdue:
    """Nobody did in time what a wish waits for; `on` is the day it was noticed, so that each reminder is one."""

    wish_id: UUID
    street_code: int
    on: str


@dataclass(frozen=True, slots=True)
class NeedMoved:
    """A need came to the list or took a turn; the step says which."""

    need_id: UUID
    street_code: int
    step: UUID


@dataclass(frozen=True, slots=True)
class NeedOverdue:
    """Nobody did in time what a need waits for; `on` is the day it was noticed, so that each reminder is one."""

    need_id: UUID
    street_code: int
    on: str


@dataclass(frozen=True, slots=True)
class ProjectMoved:
    """A project was proposed or took a turn; the step says which."""

    project_id: UUID
    street_code: int
    step_id: UUID


@dataclass(frozen=True, slots=True)
class MeetingCalled:
    """A joint meeting of the alliance was called."""

    meeting_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class AllianceOverdue:
    """Something of the alliance waits: `what` is `rhythm`, `minutes`, `point` or `pairing`; `on` the day it was noticed."""

    what: str
    row_id: UUID
    street_code: int
    on: str


@dataclass(frozen=True, slots=True)
class MilestoneLate:
    """A milestone is past its day; `rung` is how far up it is told: 1 who answers for it, 2 the community, 3 the street."""

    project_id: UUID
    street_code: int
    milestone_id: UUID
    rung: int


@dataclass(frozen=True, slots=True)
class ProjectLookDue:
    """What was built should be looked at; `on` is the day it was noticed, so that each reminder is one."""

    project_id: UUID
    street_code: int
    on: str
