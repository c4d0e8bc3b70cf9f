"""Who gains from projects: counted from the dwellings they touch, never typed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from linli.ledger.read_together import read_together
from linli.ledger.street_row import RowKey
from linli.people.models import Household, Resident
from linli.places.models import Building, Dwelling, Estate

from ..models import ProjectPlace

Door = tuple[UUID, str]
"""A building and one of its entrances."""


@dataclass(frozen=True, slots=True)
class PlaceShown:
    """One place a project touches, by name."""

    estate_id: UUID
    building_id: UUID | None
    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Gain:
    """What a project touches and who gains: estates, buildings, dwellings, households, people; the estates of it without
    a property firm, by name with the day that was seen."""

    places: tuple[PlaceShown, ...] = ()
    estates: int = 0
    buildings: int = 0
    dwellings: int = 0
    households: int = 0
    people: int = 0
    without_firm: tuple[tuple[str, date], ...] = ()


def gains_of(projects: Iterable[RowKey]) -> dict[UUID, Gain]:
    """The gain of each project within the caller's scope; a dwelling touched twice counts once. One statement however many
    projects, none for none."""
    keys = list(projects)
    if not keys:
        return {}
    streets = {key.street_code for key in keys}
    touched = ProjectPlace.objects.filter(street_code__in=streets, project_id__in=[key.id for key in keys])
    here = {"street_code__in": streets, "estate_id__in": touched.values("estate_id")}
    buildings_here = Building.public.filter(**here)
    rows, names, buildings, dwellings, households, people = read_together(
        touched,
        Estate.public.filter(street_code__in=streets, id__in=touched.values("estate_id")).values_list("id", "name"),
        buildings_here.values_list("id", "estate_id", "name"),
        _by_door(Dwelling.objects, "", buildings_here),
        _by_door(Household.objects, "dwelling__", buildings_here),
        _by_door(Resident.objects, "household__dwelling__", buildings_here),
    )
    names = dict(names)
    buildings = {id: (estate, name) for id, estate, name in buildings}
    dwellings, households, people = (
        {(id, unit): n for id, unit, n in counted} for counted in (dwellings, households, people)
    )
    found = {}
    for key in keys:
        mine = [row for row in rows if row.project_id == key.id]
        doors = _doors(mine, buildings, dwellings)
        found[key.id] = Gain(
            places=tuple(sorted((_shown(row, names, buildings) for row in mine), key=lambda one: one.name)),
            estates=len({row.estate_id for row in mine}),
            buildings=len({building for building, _unit in doors}),
            dwellings=sum(dwellings.get(door, 0) for door in doors),
            households=sum(households.get(door, 0) for door in doors),
            people=sum(people.get(door, 0) for door in doors),
            without_firm=tuple(
                sorted({(names.get(row.estate_id, ""), row.firm_as_of) for row in mine if row.without_firm})
            ),
        )
    return found


def _by_door(rows, to_dwelling: str, buildings: QuerySet) -> QuerySet:
    building, unit = f"{to_dwelling}building_id", f"{to_dwelling}unit"
    here = rows.filter(**{f"{to_dwelling}building_id__in": buildings.values("id")})
    return here.order_by().values_list(building, unit).annotate(n=Count("id"))


def _doors(rows: list[ProjectPlace], buildings: dict, dwellings: dict[Door, int]) -> set[Door]:
    by_estate: dict[UUID, set[UUID]] = defaultdict(set)
    for id, (estate, _name) in buildings.items():
        by_estate[estate].add(id)
    by_building: dict[UUID, set[str]] = defaultdict(set)
    for id, unit in dwellings:
        by_building[id].add(unit)
    found = set()
    for row in rows:
        for id in {row.building_id} if row.building_id else by_estate[row.estate_id]:
            found |= {(id, unit) for unit in ({row.unit} if row.unit else by_building[id] or {""})}
    return found


def _shown(row: ProjectPlace, names: dict, buildings: dict) -> PlaceShown:
    estate, building = names.get(row.estate_id, ""), buildings.get(row.building_id, (None, ""))[1]
    unit = _("%(unit)s单元") % {"unit": row.unit} if row.unit else ""
    return PlaceShown(row.estate_id, row.building_id, row.unit, estate + building + unit)
