"""The figures by which two divisions are held beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from shapely.geometry.base import BaseGeometry

from ..ground import Plane
from .asked import AskedOfDesign, House
from .crossings import WATER
from .graph import Ways


def figures_of(
    houses: Sequence[House],
    number: np.ndarray,
    ways: Ways,
    asked: AskedOfDesign,
    shapes: Mapping[int, BaseGeometry],
) -> dict[str, Any]:
    """Of a division (each house's number, -1 for none): how many grids; households from the smallest to the largest; how many grids are outside the sizes asked for; the spread
    of households, elders and cases (standard deviation over mean); the mean compactness of the `shapes` (4π·area/perimeter², None without); estates that would fit one grid and
    are cut; grids that do not hang together on walkable ground, and those of them that only take in
    an island: ground that cannot be divided by itself."""
    apart, by_islands = _apart(houses, number, ways, asked)
    grids = sorted(set(number[number >= 0].tolist()))
    weigh = np.array([[one.households, one.elders, one.cases] for one in houses], float)
    sums = np.array([weigh[number == n].sum(axis=0) for n in grids]).reshape(-1, 3)
    households = sums[:, 0]
    return {
        "grids": len(grids),
        "smallest": int(households.min()) if len(grids) else 0,
        "largest": int(households.max()) if len(grids) else 0,
        "out_of_size": int(((households < asked.least) | (households > asked.most)).sum()),
        "spread": [_spread(sums[:, n]) for n in range(3)],
        "compactness": round(float(np.mean([_compact(shape) for shape in shapes.values()])), 3) if shapes else None,
        "cut_estates": len(cut_estates(houses, number, asked)),
        "apart": apart,
        "by_islands": by_islands,
    }


def cut_estates(houses: Sequence[House], number: np.ndarray, asked: AskedOfDesign) -> list[str]:
    """The estates no larger than a grid may be that lie in more than one."""
    grids: dict[str, set[int]] = defaultdict(set)
    households: dict[str, int] = defaultdict(int)
    for house, n in zip(houses, number.tolist(), strict=True):
        if house.estate:
            grids[house.estate].add(n)
            households[house.estate] += house.households
    return sorted(one for one, some in grids.items() if len(some) > 1 and households[one] <= asked.most)


def _spread(values: np.ndarray) -> float:
    mean = float(values.mean()) if len(values) else 0.0
    return round(float(values.std()) / mean, 3) if mean else 0.0


def _compact(shape: BaseGeometry) -> float:
    flat = Plane.around([shape]).metres(shape)
    return float(4 * np.pi * flat.area / flat.length**2) if flat.length else 0.0


def _apart(houses: Sequence[House], number: np.ndarray, ways: Ways, asked: AskedOfDesign) -> tuple[int, int]:
    """How many grids fall into several parts when ways across water without a bridge do not count, and how many of them only because they
    take in pieces of ground that cannot be divided into grids of the size asked for by themselves. Blocks count by their first house."""
    if not ways.size:
        return 0, 0
    grid = np.full(ways.size, -1)
    grid[ways.block[::-1]] = number[::-1]
    inside = (ways.across < WATER) & (grid[ways.ends[:, 0]] == grid[ways.ends[:, 1]])
    open_ways = ways.ends[inside]
    graph = csr_matrix((np.ones(len(open_ways)), (open_ways[:, 0], open_ways[:, 1])), (ways.size, ways.size))
    part, ground = connected_components(graph, directed=False)[1], ways.ground()
    on_ground = np.bincount(ground[ways.block], [house.households for house in houses])
    parts: dict[int, dict[int, int]] = defaultdict(dict)
    for block, n in enumerate(grid.tolist()):
        if n >= 0:
            parts[n][int(part[block])] = int(ground[block])
    several = [list(some.values()) for some in parts.values() if len(some) > 1]
    fit = [ceil(total / asked.most) * asked.least <= total for total in on_ground.tolist()]
    by_islands = sum(len(set(some)) == len(some) and sum(fit[one] for one in some) <= 1 for some in several)
    return len(several), by_islands
