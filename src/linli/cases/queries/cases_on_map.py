"""The open cases of buildings, for the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from ..models import Case
from ..rules import OPEN, UNDER_WAY, State
from .visible import visible_cases

MOST_OF_A_BUILDING = 20

_OPEN = [state.value for state in OPEN]
_UNDER_WAY = [state.value for state in UNDER_WAY]


@dataclass(frozen=True, slots=True)
class CasesOfBuilding:
    """How many cases of a building are open, and how many of these are past their deadline."""

    building_id: UUID
    place_code: str
    open: int
    late: int


@dataclass(frozen=True, slots=True)
class CaseOfBuilding:
    """An open case in the building's panel."""

    code: str
    subject: str
    state: State
    due_at: datetime | None
    is_late: bool


def open_cases_by_building(actor: Actor, prefix: str, buildings: QuerySet | None = None) -> list[CasesOfBuilding]:
    """The buildings of a jurisdiction (of `buildings` where given) with open cases the actor may see. One statement."""
    rows = _open_cases(actor, prefix).filter(building_id__isnull=False)
    if buildings is not None:
        rows = rows.filter(building_id__in=buildings.values("id"))
    counted = _counted(rows.values("building_id", "place_code"))
    return [CasesOfBuilding(row["building_id"], row["place_code"], row["open"], row["late"]) for row in counted]


def open_cases_by_place(
    actor: Actor, prefix: str, level: PlaceLevel, buildings: QuerySet | None = None
) -> dict[str, tuple[int, int]]:
    """How many cases are open, and how many of them late, by place of a level: of a jurisdiction, or of the grids in which `buildings`
    stand. One statement."""
    rows = _open_cases(actor, prefix)
    if buildings is not None:
        rows = rows.filter(place_code__in=buildings.values("place_code"))
    counted = _counted(rows.annotate(part=Substr("place_code", 1, int(level))).values("part"))
    return {row["part"]: (row["open"], row["late"]) for row in counted if len(row["part"]) == level}


def _open_cases(actor: Actor, prefix: str) -> QuerySet[Case]:
    return visible_cases(actor).filter(scope_condition(prefix), state__in=_OPEN).order_by()


def _counted(rows: QuerySet) -> QuerySet:
    late = Q(state__in=_UNDER_WAY, handle_due_at__lt=clock.now())
    return rows.annotate(open=Count("id"), late=Count("id", filter=late))


def open_cases_of_building(actor: Actor, street_code: int, building_id: UUID) -> list[CaseOfBuilding]:
    """The open cases of one building that the actor may see, the most pressing first, at most 20. One statement."""
    rows = visible_cases(actor).filter(street_code=street_code, building_id=building_id, state__in=_OPEN)
    return [_line(row) for row in rows.order_by("handle_due_at", "raised_at", "id")[:MOST_OF_A_BUILDING]]


def _line(row: Case) -> CaseOfBuilding:
    state = State(row.state)
    late = state in UNDER_WAY and row.handle_due_at is not None and row.handle_due_at < clock.now()
    return CaseOfBuilding(row.code, row.subject, state, row.handle_due_at, late)


def cases_by_building(prefix: str, since: datetime) -> dict[UUID, int]:
    """How many cases were raised in a jurisdiction since then, by building: a measure of work when grids are divided, not a list of
    cases. Within the scope. One statement."""
    rows = Case.objects.filter(scope_condition(prefix), building_id__isnull=False, raised_at__gte=since).order_by()
    return dict(rows.values("building_id").annotate(n=Count("id")).values_list("building_id", "n"))
