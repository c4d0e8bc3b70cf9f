"""What happened to places: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GridsPublished:
    """A community has a new division into grids; the draft says which community and what came of it."""

    draft_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class GridsPlanned:
    """A community has a new division from a day to come on."""

    draft_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class GridsWithdrawn:
    """A planned division was withdrawn before its day (`on`, ISO)."""

    draft_id: UUID
    street_code: int
    on: str


@dataclass(frozen=True, slots=True)
class GridsHeldUp:
    """The day of a planned division came, and something spoke against it."""

    draft_id: UUID
    street_code: int
