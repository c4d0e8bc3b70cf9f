"""What happened in the loop: past tense, ids only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class CaseRaised:
    """A matter was raised for the first time."""

    case_id: UUID
    street_code: int
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class EntryAdded:
    """Another voice about a matter that was already known (practices.md E3)."""

    case_id: UUID
    street_code: int
    entry_id: UUID


@dataclass(frozen=True, slots=True)
class CaseSeconded:
    """Somebody met with the same matter too, and said so without a word of his own."""

    case_id: UUID
    street_code: int


@dataclass(frozen=True, slots=True)
class CaseMoved:
    """A deed was done on a case; the step says which, from which state to which. `left_street` is where it came from when it was
    handed to another street."""

    case_id: UUID
    street_code: int
    step_id: UUID
    left_street: int | None = None


@dataclass(frozen=True, slots=True)
class CasesBroughtIn:
    """Cases of a street came in from an old ledger, already as far as it tells; nobody is told of them one by one."""

    street_code: int
    case_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """A case came near its deadline (step 1), passed it (2), or climbed the ladder (3 and on)."""

    case_id: UUID
    street_code: int
    step: int
