"""What happened to places: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class GridsPublished:
    """A community has a new division into grids; the draft says which community and what came of it."""

    draft_id: UUID
    street_code: int
