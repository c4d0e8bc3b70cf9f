"""What happened to votes: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class VoteTurned:
    """A vote entered another phase, or a second member of the staff is asked to let it; `line_id` is the line of its log."""

    vote_id: UUID
    street_code: int
    line_id: UUID


@dataclass(frozen=True, slots=True)
class VoteClosed:
    """A vote came to its end: its result was declared, or it was annulled. `queries.outcome_of` says which."""

    vote_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class OfficerNominated:
    """An officer was nominated and is asked whether she stands."""

    nomination_id: UUID
    street_code: int
