"""Where one walks over or under what divides the ground: bridges, footbridges, underpasses, and any road that meets a river and goes on. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

LONGEST = 250.0
"""Metres of a bridge or underpass: over a longer one nobody has neighbours."""

BANK = 6.0
"""Metres beside a barrier where a crossing sets foot on the ground."""

FIRST_HOUSE = 300.0
"""Metres from a crossing to the nearest house it leads to."""

HOUSES = 2
"""On either side, that a crossing makes neighbours."""

ROAD, BRIDGED, WATER = 1, 2, 3
"""What lies across a way: a main road, water with a bridge, water without (0: nothing)."""

Barrier = tuple[str, str, BaseGeometry]
"""Kind (`road` or `water`), name, and shape."""


@dataclass(frozen=True, slots=True)
class Road:
    """A road people walk along. `over` is `bridge`, `tunnel` or empty where the map does not say; `is_main` where it divides by itself; `is_path`
    for a way made for feet."""

    shape: BaseGeometry
    over: str = ""
    is_main: bool = False
    is_path: bool = False

    def passes(self, kind: str) -> bool:
        """Whether it leads across a barrier of this kind on foot: across water any road but a tunnel for cars (a river is not forded, so a road that meets
        it has a bridge), across a main road or a railway what goes over or under it and is none itself."""
        if kind == "water":
            return self.over != "tunnel" or self.is_path
        return bool(self.over) and not self.is_main


def crossed_on_foot(
    spots: np.ndarray, barriers: Sequence[Barrier], roads: Sequence[Road]
) -> list[tuple[int, int, int, str]]:
    """Houses (numbers of `spots`, metres) that a crossing makes neighbours: both, what then lies between them (`BRIDGED` over water, 0 where a footbridge or an
    underpass leads past a main road), and the barrier's name. O((roads + barriers) log n)."""
    if not len(spots) or not barriers or not roads:
        return []
    tree, ground = cKDTree(spots), STRtree([shape for kind, _name, shape in barriers if kind == "water"])
    found = STRtree([shape for _kind, _name, shape in barriers]).query(
        [road.shape for road in roads], predicate="intersects"
    )
    pairs: dict[tuple[int, int], tuple[int, str]] = {}
    for r, b in found.T.tolist():
        kind, name, shape = barriers[b]
        if not roads[r].passes(kind):
            continue
        for first, last in _crossings(roads[r].shape, shape):
            here, there = (_houses_at(end, spots, tree, ground) for end in (first, last))
            for a in here:
                for c in there:
                    if a != c:
                        pairs.setdefault((min(a, c), max(a, c)), (BRIDGED if kind == "water" else 0, name))
    return [(a, c, rank, name) for (a, c), (rank, name) in sorted(pairs.items())]


def _crossings(road: BaseGeometry, barrier: BaseGeometry) -> list[tuple[np.ndarray, np.ndarray]]:
    """The two ends of each piece of a road that lies on a barrier and comes out on its other side."""
    within = road.intersection(shapely.buffer(barrier, BANK, quad_segs=2))
    ends = []
    for piece in shapely.get_parts(shapely.line_merge(within) if within.geom_type.endswith("LineString") else within):
        if piece.geom_type != "LineString" or piece.length > LONGEST + 2 * BANK:
            continue
        points = shapely.get_coordinates(piece)
        if shapely.LineString([points[0], points[-1]]).intersects(barrier):
            ends.append((points[0], points[-1]))
    return ends


def _houses_at(end: np.ndarray, spots: np.ndarray, tree: cKDTree, ground: STRtree) -> list[int]:
    """The nearest houses that one reaches from the end of a crossing without wading."""
    away, near = tree.query(end, k=min(8, len(spots)), distance_upper_bound=FIRST_HOUSE)
    near = [int(n) for n, far in zip(np.atleast_1d(near), np.atleast_1d(away), strict=True) if np.isfinite(far)]
    if not near:
        return []
    lines = shapely.linestrings([[end, spots[n]] for n in near])
    wet = set(ground.query(lines, predicate="intersects")[0].tolist()) if len(ground) else set()
    return [n for number, n in enumerate(near) if number not in wet][:HOUSES]
