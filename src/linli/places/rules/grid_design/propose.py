"""A proposal: grids with borders, names and figures, and for each border why it runs there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from ..first_borders import borders_between
from ..numbering import grid_names, reading_order
from .asked import AskedOfDesign, House
from .costs import Loads, namesakes_of
from .crossings import BRIDGED, ROAD, WATER, Barrier, Road
from .figures import cut_estates, figures_of
from .graph import Ways, ways_between
from .search import Division, best_division


@dataclass(frozen=True, slots=True)
class ProposedGrid:
    """A grid of the proposal; `code` is the grid of today it goes on as, empty for a new one."""

    code: str
    name: str
    shape: BaseGeometry
    houses: tuple[str, ...]
    households: int
    elders: int
    cases: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Grids in the order of their numbers, figures of today's division (None without one) and of this, and the reasons of borders, each a dict with the
    two grids' `between` and what lies on their border."""

    grids: tuple[ProposedGrid, ...]
    today: dict[str, Any] | None
    proposed: dict[str, Any]
    reasons: tuple[dict[str, Any], ...]
    of_house: dict[str, int]


def propose(
    houses: Sequence[House],
    asked: AskedOfDesign,
    *,
    ground: BaseGeometry | None = None,
    barriers: Sequence[Barrier] = (),
    roads: Sequence[Road] = (),
    names: dict[str, str] | None = None,
    shapes_today: dict[str, BaseGeometry] | None = None,
    told: Callable[[float], None] = lambda share: None,
) -> Proposal | None:
    """The best division found for the houses; None without any. `names` are today's grids (code → name), `shapes_today` their borders where they have
    any; `roads` say where one walks across the `barriers`. Deterministic by `asked.seed`.

    Ways between neighbouring houses (Delaunay) with what lies across them; blocks that stay together; grids grown from seeds and improved by moving blocks across borders,
    for several numbers of grids and starts; where whole estates make grids of other sizes than asked for, once more with estates that may be cut; borders in the middle between the houses of neighbouring grids. 1,200 houses take 15 to 25 s (bench/grid_design.py).
    """
    houses = [house for house in houses if house.households > 0 or house.elders or house.cases] or list(houses)
    if not houses:
        return None
    names = names or {}
    ways = ways_between(houses, barriers, asked, roads)
    codes = sorted({house.grid for house in houses if house.grid})
    loads = _loads(houses, ways, codes)
    division = best_division(ways, loads, asked, told)
    number = division.grid[ways.block]
    if division.out_of_size and asked.estates:
        cut = ways_between(houses, barriers, asked, roads, may_cut=True)
        cut_loads = _loads(houses, cut, codes)
        other = best_division(cut, cut_loads, asked, told)
        needed = len(cut_estates(houses, other.grid[cut.block], asked)) - len(cut_estates(houses, number, asked))
        # Estates are cut only where that brings grids to the size asked for: two at most for each of them.
        gained = division.out_of_size - other.out_of_size
        if gained > 0 and needed <= 2 * gained:
            ways, loads, division, number = cut, cut_loads, other, other.grid[cut.block]
    outlines = [shapely.Polygon(one.footprint) if len(one.footprint) > 3 else shapely.Point(one.at) for one in houses]
    shapes = borders_between(outlines, number.tolist(), ground)
    namesakes = {n: codes[today] for n, today in namesakes_of(division.grid, loads, division.count).items()}
    order = [list(shapes)[n] for n in reading_order(list(shapes.values()))]
    given = _names(order, namesakes, names)
    grids = tuple(_grid(houses, number, n, namesakes.get(n, ""), given[n], shapes[n]) for n in order)
    place = {n: index for index, n in enumerate(order)}
    of_house = {house.id: place[int(n)] for house, n in zip(houses, number, strict=True)}
    today = _today(houses, codes, ways, asked, shapes_today or {}) if codes else None
    proposed = figures_of(houses, number, ways, asked, {n: shapes[n] for n in order})
    proposed["moved"] = sum(
        house.households
        for house, n in zip(houses, number, strict=True)
        if house.grid and namesakes.get(int(n)) != house.grid
    )
    return Proposal(grids, today, proposed, _reasons(houses, ways, division, number, given, asked), of_house)


def _loads(houses: Sequence[House], ways: Ways, codes: list[str]) -> Loads:
    weigh = np.array([[one.households, one.elders, one.cases] for one in houses], float)
    gathered = np.column_stack([np.bincount(ways.block, weigh[:, n], ways.size) for n in range(3)])
    shares: list[Counter[int]] = [Counter() for _ in range(ways.size)]
    for house, block in zip(houses, ways.block.tolist(), strict=True):
        if house.grid:
            shares[block][codes.index(house.grid)] += house.households + 1
    today = np.array([max(some, key=lambda n: (some[n], -n)) if some else -1 for some in shares])
    return Loads(gathered, today)


def _names(order: list[int], namesakes: dict[int, str], names: dict[str, str]) -> dict[int, str]:
    """A grid that goes on keeps its name; new ones are numbered in the order of the page, under names that no grid of today has."""
    given = {n: names[namesakes[n]] for n in order if namesakes.get(n) in names}
    fresh = iter(grid_names(len(order) - len(given), set(names.values())))
    return {n: given[n] if n in given else next(fresh) for n in order}


def _grid(
    houses: Sequence[House], number: np.ndarray, n: int, code: str, name: str, shape: BaseGeometry
) -> ProposedGrid:
    own = [house for house, other in zip(houses, number.tolist(), strict=True) if other == n]
    return ProposedGrid(
        code,
        name,
        shape,
        tuple(house.id for house in own),
        sum(house.households for house in own),
        sum(house.elders for house in own),
        sum(house.cases for house in own),
    )


def _today(
    houses: Sequence[House], codes: list[str], ways: Ways, asked: AskedOfDesign, shapes: dict[str, BaseGeometry]
) -> dict[str, Any]:
    number = np.array([codes.index(house.grid) if house.grid else -1 for house in houses])
    return figures_of(
        houses, number, ways, asked, {codes.index(code): shapes[code] for code in codes if code in shapes}
    )


def _reasons(
    houses: Sequence[House],
    ways: Ways,
    division: Division,
    number: np.ndarray,
    names: dict[int, str],
    asked: AskedOfDesign,
) -> tuple[dict[str, Any], ...]:
    """For each pair of neighbours what their border follows, the longest borders first."""
    estates: list[set[str]] = [set() for _ in range(ways.size)]
    for house, block in zip(houses, ways.block.tolist(), strict=True):
        if house.estate:
            estates[block].add(house.estate)
    sizes: Counter[str] = Counter()
    for house in houses:
        sizes[house.estate] += house.households
    pairs: dict[tuple[int, int], list[int]] = defaultdict(list)
    for way, (p, q) in enumerate(ways.ends.tolist()):
        a, b = sorted((int(division.grid[p]), int(division.grid[q])))
        if a != b:
            pairs[a, b].append(way)
    barred: dict[tuple[int, int], list[str]] = defaultdict(list)
    for p, q, name in ways.barred:
        a, b = sorted((int(division.grid[p]), int(division.grid[q])))
        if a != b:
            barred[a, b].append(name)
    reasons = []
    sides = {pair: len(pairs.get(pair, ())) + len(barred.get(pair, ())) for pair in pairs.keys() | barred.keys()}
    for a, b in sorted(sides, key=lambda pair: (-sides[pair], pair)):
        cut = pairs.get((a, b), [])
        kinds = Counter(int(ways.across[way]) for way in cut)
        kinds[WATER] += len(barred.get((a, b), ()))
        along = Counter(ways.names[way] for way in cut if ways.names[way])
        along.update(name for name in barred.get((a, b), ()) if name)
        wet = kinds[WATER] + kinds[BRIDGED]
        within = {one for way in cut for one in estates[ways.ends[way, 0]] & estates[ways.ends[way, 1]]}
        half = sides[a, b] / 2
        follows = "water" if wet >= half else "road" if wet + kinds[ROAD] >= half else "estates"
        if within and follows == "estates":
            follows = "within"
        reasons.append(
            {
                "between": [names[a], names[b]],
                "follows": follows,
                "along": [name for name, _n in along.most_common(2)],
                "within": [
                    {"estate": one, "households": sizes[one], "too_large": sizes[one] > asked.most}
                    for one in sorted(within)
                ][:3],
            }
        )
    return tuple(reasons)
