"""What a table of estates and buildings would change in a community: worked out once, for the preview and for the deed."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from linli.kernel.ids import uuid7
from linli.kernel.place_codes import GridKind, next_grid_code
from linli.ledger.street_row import scope_condition

from .models import Building, Dwelling, Estate, Grid
from .rules.place_rows import BadPlaceRow, PlaceRow


@dataclass(slots=True)
class PlacesPlan:
    """Rows to write: new ones, and those that stand and change. `same` rows of the table change nothing."""

    grids: list[Grid] = field(default_factory=list)
    estates: list[Estate] = field(default_factory=list)
    buildings: list[Building] = field(default_factory=list)
    changed_estates: dict[UUID, Estate] = field(default_factory=dict)
    changed_buildings: dict[UUID, Building] = field(default_factory=dict)
    same: int = 0
    bad: list[BadPlaceRow] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.grids or self.estates or self.buildings or self.changed_estates or self.changed_buildings)


def new_door_token() -> str:
    """What a door card carries: 72 bits at random, so that nobody guesses the neighbour's."""
    return secrets.token_urlsafe(9)


def plan_places(
    community: str,
    rows: Iterable[PlaceRow],
    firms: Mapping[str, UUID],
    before_change: Callable[[Estate | Building], None] = lambda row: None,
) -> PlacesPlan:
    """Compare the rows with what stands in the community. An empty cell leaves what stands as it is; aliases are added.

    `firms` gives the ids of property firms by name. `before_change` is handed each row before it changes. A building with
    homes on record keeps its grid (`bad`, reason `has_homes`): those who live there are recorded under it; a grid keeps its kind
    (`other_kind`). Four statements.
    """
    here = scope_condition(community)
    standing = list(Grid.objects.filter(here))
    grids = {grid.name: grid for grid in standing if grid.ended_at is None}
    estates = {estate.name: estate for estate in Estate.objects.filter(here)}
    buildings = {(b.estate_id, b.cluster, b.number): b for b in Building.objects.filter(here)}
    lived_in = set(Dwelling.objects.filter(here).order_by().values_list("building_id", flat=True).distinct())
    codes = [grid.place_code for grid in standing]
    plan = PlacesPlan()
    new_estates: set[UUID] = set()
    for row in rows:
        touched = False
        if row.grid and row.grid not in grids:
            kind = row.kind or Grid.Kind.BASIC.value
            try:
                code = next_grid_code(
                    community, codes, GridKind.EXCLUSIVE if kind == Grid.Kind.EXCLUSIVE else GridKind.BASIC
                )
            except ValueError:
                plan.bad.append(BadPlaceRow(row.number, "too_many_grids", row.grid))
                continue
            codes.append(code)
            grids[row.grid] = Grid(id=uuid7(), place_code=code, kind=kind, name=row.grid)
            plan.grids.append(grids[row.grid])
            touched = True
        if row.kind and grids[row.grid].kind != row.kind:
            plan.bad.append(BadPlaceRow(row.number, "other_kind", row.grid))
            continue
        place = grids[row.grid].place_code if row.grid else ""
        estate = estates.get(row.estate)
        if estate is None:
            estate = estates[row.estate] = Estate(
                id=uuid7(), place_code=place or community, name=row.estate, door_token=new_door_token()
            )
            plan.estates.append(estate)
            new_estates.add(estate.id)
            touched = True
        touched |= _change(
            estate,
            {
                "aliases": [*estate.aliases, *(a for a in row.aliases if a not in estate.aliases and a != estate.name)],
                "property_firm_id": firms.get(row.firm) or estate.property_firm_id,
                "place_code": place or estate.place_code if not row.building else estate.place_code,
            },
            None if estate.id in new_estates else plan.changed_estates,
            before_change,
        )
        if row.building:
            touched |= _take_building(plan, row, estate, place, community, buildings, lived_in, before_change)
        plan.same += not touched
    _settle_estates(plan, estates, buildings, community, new_estates, before_change)
    return plan


def _take_building(plan, row, estate, place, community, buildings, lived_in, before_change) -> bool:
    known = (estate.id, row.cluster, row.building)
    building = buildings.get(known)
    if building is None:
        buildings[known] = Building(
            id=uuid7(), place_code=place or community, estate_id=estate.id, name=row.building_name, number=row.building,
            cluster=row.cluster, units=row.units or 1, floors=row.floors or 1, households=row.households, longitude=row.longitude,
            latitude=row.latitude, door_token=new_door_token(),
        )  # fmt: skip
        plan.buildings.append(buildings[known])
        return True
    if place and place != building.place_code and building.id in lived_in:
        plan.bad.append(BadPlaceRow(row.number, "has_homes", building.name))
        return False
    return _change(
        building,
        {
            "place_code": place or building.place_code,
            "units": row.units or building.units,
            "floors": row.floors or building.floors,
            "households": row.households or building.households,
            "longitude": building.longitude if row.longitude is None else row.longitude,
            "latitude": building.latitude if row.latitude is None else row.latitude,
        },
        plan.changed_buildings,
        before_change,
    )


def _settle_estates(plan, estates, buildings, community, new_estates, before_change) -> None:
    """An estate lies in the grid of all its buildings, or in the community when they are of several."""
    grids_of: dict[UUID, set[str]] = {}
    for building in buildings.values():
        grids_of.setdefault(building.estate_id, set()).add(building.place_code)
    for estate in estates.values():
        places = grids_of.get(estate.id)
        if places:
            place = next(iter(places)) if len(places) == 1 else community
            changed = None if estate.id in new_estates else plan.changed_estates
            _change(estate, {"place_code": place}, changed, before_change)


def _change(row, values, changed, before_change) -> bool:
    values = {name: value for name, value in values.items() if getattr(row, name) != value}
    if values and changed is not None and row.id not in changed:
        before_change(row)
        changed[row.id] = row
    for name, value in values.items():
        setattr(row, name, value)
    return bool(values)
