"""The lines under a project as its pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from ..rules.project_figures import Money, QuantityUnit, TurnoutKind
from ..rules.project_loop import ProjectDeed, ProjectTurn


@dataclass(frozen=True, slots=True)
class PartShown:
    """Who takes part: a post by its title (the holder's name only for the staff) or an organisation."""

    name: str
    holder: str
    is_lead: bool
    does: str
    post_id: UUID | None
    organisation_id: UUID | None


@dataclass(frozen=True, slots=True)
class MoneyShown:
    id: UUID
    line: Money


@dataclass(frozen=True, slots=True)
class QuantityShown:
    id: UUID
    item: str
    unit: QuantityUnit
    planned: Decimal
    done: Decimal

    @property
    def percent(self) -> int | None:
        return round(100 * self.done / self.planned) if self.planned else None


@dataclass(frozen=True, slots=True)
class MilestoneShown:
    """A milestone. `may_finish`: whether the reader may say that it is done; `photographs` by attachment."""

    id: UUID
    title: str
    due_on: date
    done_on: date | None
    note: str
    delayed: str
    who: str
    post_id: UUID | None
    is_late: bool
    may_finish: bool
    photographs: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class TurnShown:
    at: datetime
    deed: ProjectDeed | ProjectTurn
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class TurnoutShown:
    id: UUID
    kind: TurnoutKind
    held_on: date
    people: int
    words: str


@dataclass(frozen=True, slots=True)
class LookShown:
    looked_on: date
    is_fine: bool
    note: str
    case_code: str


@dataclass(frozen=True, slots=True)
class Rating:
    """What followers say of the result: the mean of `n` marks from 1 to 5, of `followers` in all."""

    followers: int
    n: int
    mean: float | None
