"""The whole demonstration community as plain values, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from .layout import Footprint, footprints
from .plan import COMMUNITY, ESTATES, EXCLUSIVE, HOUSEHOLDS, EstatePlan, dice, fixed_id, in_chinese


@dataclass(frozen=True, slots=True)
class PlannedBuilding:
    id: UUID
    estate: EstatePlan
    cluster: str
    number: str
    footprint: Footprint
    grid: str

    @property
    def name(self) -> str:
        return f"{self.cluster}{self.number}号楼"


@dataclass(slots=True)
class PlannedGrid:
    code: str
    name: str
    buildings: list[PlannedBuilding] = field(default_factory=list)
    households: int = 0

    @property
    def dwellings(self) -> int:
        return sum(building.estate.dwellings_each for building in self.buildings)


@dataclass(frozen=True, slots=True)
class PlannedDwelling:
    id: UUID
    building: PlannedBuilding
    unit: str
    floor: int
    room: str
    is_lived_in: bool


@cache
def basic_grids() -> tuple[PlannedGrid, ...]:
    """The basic grids with their buildings: whole buildings, neighbours to each other, 300 to 500 households each.

    Numbered from north to south and within a row of estates from west to east.
    """
    grids: list[PlannedGrid] = []
    for shared in _estates_sharing_grids():
        plots = [
            (estate, cluster, number, print_) for estate in shared for cluster, number, print_ in _numbered(estate)
        ]
        count = sum(estate.grids for estate in shared)
        total = sum(estate.dwellings_each for estate, *_ in plots)
        before = 0
        made = [_grid(len(grids) + 1 + offset) for offset in range(count)]
        for estate, cluster, number, print_ in plots:
            # A building belongs where its middle home falls when the homes are dealt out evenly.
            grid = made[min(count - 1, int((before + estate.dwellings_each / 2) * count / total))]
            building_id = fixed_id("building", estate.name, cluster, number)
            grid.buildings.append(PlannedBuilding(building_id, estate, cluster, number, print_, grid.code))
            before += estate.dwellings_each
        grids += made
    _deal_households(grids)
    return tuple(grids)


def exclusive_grids() -> list[PlannedGrid]:
    """The exclusive grids: a school, a market, a hospital, without households."""
    return [
        PlannedGrid(f"{COMMUNITY}2{number:03d}", f"{name}专属网格") for number, (name, _) in enumerate(EXCLUSIVE, 1)
    ]


def buildings() -> list[PlannedBuilding]:
    """Every building, grid by grid."""
    return [building for grid in basic_grids() for building in grid.buildings]


def dwellings() -> Iterator[PlannedDwelling]:
    """Every home, building by building, from the ground floor up; exactly the published number is lived in."""
    for grid in basic_grids():
        empty = set(dice("empty", grid.code).sample(range(grid.dwellings), grid.dwellings - grid.households))
        position = 0
        for building in grid.buildings:
            for unit, floor, room in _rooms(building.estate):
                key = fixed_id("dwelling", building.id, unit, room)
                yield PlannedDwelling(key, building, unit, floor, room, position not in empty)
                position += 1


def estate_id(estate: EstatePlan) -> UUID:
    return fixed_id("estate", estate.name)


def estate_place(estate: EstatePlan) -> str:
    """The grid's code when one grid holds the whole estate, else the community's."""
    codes = {building.grid for building in buildings() if building.estate is estate}
    return codes.pop() if len(codes) == 1 else COMMUNITY


def _estates_sharing_grids() -> list[list[EstatePlan]]:
    groups: list[list[EstatePlan]] = []
    for estate in ESTATES:
        if estate.grids:
            groups.append([estate])
        else:
            groups[-1].append(estate)
    return groups


def _grid(serial: int) -> PlannedGrid:
    return PlannedGrid(f"{COMMUNITY}1{serial:03d}", f"第{in_chinese(serial)}网格")


def _numbered(estate: EstatePlan) -> Iterator[tuple[str, str, Footprint]]:
    prints = iter(footprints(estate))
    for cluster, count in estate.blocks:
        for number in range(1, count + 1):
            yield cluster, str(number), next(prints)


def _rooms(estate: EstatePlan) -> Iterator[tuple[str, int, str]]:
    for unit in range(1, estate.units + 1):
        for floor in range(1, estate.floors + 1):
            for flat in range(1, estate.flats + 1):
                yield str(unit), floor, f"{floor}{flat:02d}"


def _deal_households(grids: list[PlannedGrid]) -> None:
    """Deal the published number of households over the grids by their homes, the remainder to the largest fractions."""
    total = sum(grid.dwellings for grid in grids)
    shares = [(grid.dwellings * HOUSEHOLDS / total, grid) for grid in grids]
    for share, grid in shares:
        grid.households = int(share)
    missing = HOUSEHOLDS - sum(grid.households for grid in grids)
    for _, grid in sorted(shares, key=lambda one: one[0] % 1, reverse=True)[:missing]:
        grid.households += 1
