"""The steps of a new division: where a draft begins, what is wrong with it, and what publishing it moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import GridKind, PlaceLevel, next_grid_code
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import scope_condition

from .models import Building, Dwelling, Estate, Grid
from .outlines import spot_of, write_outlines
from .queries.grid_geometry import (
    GridOfDay,
    LocatedBuilding,
    community_borders,
    grids_ever,
    grids_today,
    located_buildings,
)
from .rules.assign import GridIndex
from .rules.coverage import Fault, find_faults
from .rules.first_borders import borders_between
from .rules.grid_plan import BASIC, EXCLUSIVE, GridPlan, kind_of_code, plan_of
from .rules.ground import Plane
from .rules.numbering import reading_order


@dataclass(slots=True)
class Division:
    """What publishing would write: the code of each cell, grids that begin, change their name and end, and where buildings go."""

    codes: list[str] = field(default_factory=list)
    new: list[Grid] = field(default_factory=list)
    renamed: list[tuple[Grid, str]] = field(default_factory=list)
    ended: list[Grid] = field(default_factory=list)
    moves: dict[str, list[Building]] = field(default_factory=dict)
    unlocated: int = 0

    @property
    def moved(self) -> int:
        return sum(map(len, self.moves.values()))

    @property
    def ends(self) -> list[str]:
        """The codes of the grids that end."""
        return sorted(grid.place_code for grid in self.ended)

    def counts(self) -> dict[str, int]:
        """What it does, in numbers."""
        return {
            "new": len(self.new),
            "ended": len(self.ended),
            "moved": self.moved,
            "unlocated": self.unlocated,
        }


def first_plan(community: str) -> tuple[GridPlan, str]:
    """The plan a draft begins with: today's borders; where grids have none yet, the ground nearest to their buildings. Also the system the
    coordinates came in. Raises `BadInput("community", "nothing_located")` when there is neither. Three statements."""
    grids = grids_today(community)
    ground, _neighbours = community_borders(community)
    cells = [(grid.code, grid.name, grid.shape) for grid in grids if grid.shape is not None]
    missing = [grid for grid in grids if grid.shape is None and kind_of_code(grid.code) == BASIC]
    if missing:
        cells += _drawn_around(missing, located_buildings(community), ground, [shape for _c, _n, shape in cells])
    if not cells:
        raise BadInput("community", "nothing_located")
    return plan_of(cells), "WGS84"


def _drawn_around(
    grids: list[GridOfDay], buildings: list[LocatedBuilding], ground: BaseGeometry | None, taken: list[BaseGeometry]
) -> list[tuple[str, str, BaseGeometry]]:
    codes = {grid.code for grid in grids}
    own = [one for one in buildings if one.at is not None and one.place_code[: PlaceLevel.GRID] in codes]
    houses = [shapely.Polygon(one.footprint) if len(one.footprint) > 3 else shapely.Point(one.at) for one in own]
    if not houses:
        return []
    free = ground
    if taken:
        around = ground if ground is not None else _roughly_around(houses)
        free = around.difference(shapely.union_all(taken))
    shapes = borders_between(houses, [one.place_code[: PlaceLevel.GRID] for one in own], free)
    return [(grid.code, grid.name, shapes[grid.code]) for grid in grids if grid.code in shapes]


def _roughly_around(houses: list[BaseGeometry]) -> BaseGeometry:
    plane = Plane.around(houses)
    return plane.degrees(shapely.convex_hull(shapely.union_all([plane.metres(one) for one in houses])).buffer(40))


def faults_of(community: str, plan: GridPlan) -> list[Fault]:
    """What is wrong with a plan for a community, with its border, its neighbours' and its buildings. Two statements."""
    ground, neighbours = community_borders(community)
    buildings = [(one.words, one.at) for one in located_buildings(community) if one.at is not None]
    return find_faults(plan.named(BASIC), ground, neighbours, buildings, plan.named(EXCLUSIVE))


def division_of(community: str, plan: GridPlan) -> Division:
    """What publishing the plan would write. Grids that begin are numbered from west to east, from north to south, after the highest code of their
    kind there is: the codes of grids that ended are not given again. An exclusive grid that has no border and is not in the plan stays as it
    is, and so do its buildings. Raises `BadInput("plan", "shape")` for a code that is no grid of the community. Two statements."""
    ever, bordered = grids_ever(community)
    standing = {grid.place_code: grid for grid in ever}
    live = {code: grid for code, grid in standing.items() if grid.ended_at is None}
    shapes = plan.shapes()
    division = Division(codes=[cell.code for cell in plan.cells])
    if any(cell.code and (cell.code not in live or len(cell.code) != PlaceLevel.GRID) for cell in plan.cells):
        raise BadInput("plan", "shape")
    codes = list(standing)
    for n in reading_order(shapes):
        cell = plan.cells[n]
        if cell.code:
            if live[cell.code].name != cell.name:
                division.renamed.append((live[cell.code], cell.name))
            continue
        try:
            code = next_grid_code(community, codes, GridKind.EXCLUSIVE if cell.kind == EXCLUSIVE else GridKind.BASIC)
        except ValueError:
            raise BadInput("plan", "too_much") from None
        codes.append(code)
        division.codes[n] = code
        division.new.append(Grid(id=uuid7(), place_code=code, kind=cell.kind, name=cell.name))
    kept = set(division.codes)
    stay = {code for code in live if kind_of_code(code) == EXCLUSIVE and code[: PlaceLevel.GRID] not in kept | bordered}
    division.ended = [grid for code, grid in live.items() if code[: PlaceLevel.GRID] not in kept and code not in stay]
    _moves(division, community, shapes, stay)
    return division


def _moves(division: Division, community: str, shapes: list[BaseGeometry], stay: set[str]) -> None:
    buildings = list(Building.objects.filter(scope_condition(community)).select_related("estate").order_by("id"))
    spots = [spot_of(building) for building in buildings]
    placed = np.array([spot or (np.nan, np.nan) for spot in spots], float).reshape(-1, 2)
    found = GridIndex(division.codes, shapes).codes_of(placed[:, 0], placed[:, 1])
    gone = {grid.place_code for grid in division.ended}
    for building, spot, code in zip(buildings, spots, found, strict=True):
        division.unlocated += spot is None
        if building.place_code in stay:
            continue
        if not code and building.place_code in gone:
            code = community
        if code and building.place_code[: PlaceLevel.GRID] != code:
            division.moves.setdefault(code, []).append(building)


def carry_out(d: DeedInHand, community: str, plan: GridPlan, division: Division, crs: str) -> dict[str, int]:
    """Within the caller's deed: write the division; returns the counts of its effect. Buildings, their dwellings and estates go to their grids;
    households and residents follow when the event is heard."""
    street = int(community[:9])
    copy_rows(Grid, division.new)
    for grid, name in division.renamed:
        locked = d.lock(Grid, grid)
        locked.name = name
        locked.save(update_fields=["name"])
        d.record(locked)
    for grid in division.ended:
        locked = d.lock(Grid, grid)
        locked.ended_at = d.now
        locked.save(update_fields=["ended_at"])
        d.record(locked)
    if division.new:
        d.record(*division.new)
    names = {grid.place_code: grid.name for grid in Grid.objects.filter(scope_condition(community))}
    shapes = {code: (names[code], shape) for code, shape in zip(division.codes, plan.shapes(), strict=True)}
    changed, _gone = write_outlines(d, community, shapes, [grid.place_code for grid in division.ended], crs)
    for code, buildings in division.moves.items():
        ids = [building.id for building in buildings]
        Building.objects.filter(street_code=street, id__in=ids).update(place_code=code)
        Dwelling.objects.filter(street_code=street, building_id__in=ids).update(place_code=code)
    _settle_estates(community, (one.estate_id for some in division.moves.values() for one in some))
    return {**division.counts(), "borders": changed}


def _settle_estates(community: str, touched: Iterable[UUID]) -> None:
    """An estate lies in the grid of all its buildings, or in the community when they are of several."""
    street = int(community[:9])
    wanted = set(touched)
    grids_of: dict[UUID, set[str]] = {}
    rows = Building.objects.filter(street_code=street, estate_id__in=wanted).order_by()
    for estate, place in rows.values_list("estate_id", "place_code"):
        grids_of.setdefault(estate, set()).add(place)
    places: dict[str, list[UUID]] = {}
    for estate, codes in grids_of.items():
        places.setdefault(next(iter(codes)) if len(codes) == 1 else community, []).append(estate)
    for place, estates in places.items():
        Estate.objects.filter(street_code=street, id__in=estates).exclude(place_code=place).update(place_code=place)
