"""The network people walk on, and how far it is along it. Numbers in metres on a plane.

A walker goes both ways on every road that is not closed to her; bridges and one-way streets make no difference. Roads meet where they share a
point, and where one ends at another (within `TOUCH`). Homes and services join at the nearest point of the nearest road.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components, dijkstra
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from ..ground import Plane
from ..shape import Point
from .standard import ROUNDABOUT

CLOSED_TO_WALKERS = frozenset(
    {
        "motorway",
        "motorway_link",
        "rail",
        "light_rail",
        "tram",
        "subway",
        "construction",
        "proposed",
        "高速公路",
        "铁路",
    }
)
TOUCH = 1.5
"""Metres within which the end of a road meets another one."""
FAR_FROM_ROADS = 400.0
"""Metres from the nearest road beyond which a point is on no road."""
SCRAP = 200.0
"""Metres of road below which a piece that hangs together with no other is left out: a clipped end, not a street."""


@dataclass(frozen=True, slots=True)
class WalkingNetwork:
    """Points of roads in metres (`nodes`) and the stretches between them (`ends`, pairs of indices)."""

    plane: Plane
    nodes: np.ndarray
    ends: np.ndarray

    @property
    def is_empty(self) -> bool:
        return len(self.ends) == 0

    @property
    def metres(self) -> np.ndarray:
        return np.hypot(*(self.nodes[self.ends[:, 0]] - self.nodes[self.ends[:, 1]]).T)


@dataclass(frozen=True, slots=True)
class Ways:
    """The network with points joined to it; `at` gives each point's node, -1 for one that is on no road."""

    graph: csr_array
    at: np.ndarray

    def nearest(self, homes: np.ndarray, services: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """For each home (an index of a point) metres to the nearest service and which of `services` it is; infinity and -1 where none is in reach.
        Exact; one Dijkstra from all services at once."""
        count = len(homes)
        placed = np.flatnonzero(self.at[services] >= 0)
        if not len(placed) or not count:
            return np.full(count, np.inf), np.full(count, -1)
        starts = self.at[services[placed]]
        far, _before, source = dijkstra(
            self.graph, directed=False, indices=starts, min_only=True, return_predecessors=True
        )
        nodes = self.at[homes]
        reached = np.where(nodes >= 0, far[nodes], np.inf)
        first: dict[int, int] = {}
        for number, node in zip(placed.tolist(), starts.tolist(), strict=True):
            first.setdefault(node, number)
        which = [first.get(int(source[n]), -1) if n >= 0 and np.isfinite(far[n]) else -1 for n in nodes.tolist()]
        return reached, np.array(which, int)

    def matrix(self, starts: np.ndarray, homes: np.ndarray, limit: float = np.inf) -> np.ndarray:
        """Metres from each start to each home, infinity beyond `limit`."""
        out = np.full((len(starts), len(homes)), np.inf)
        placed, there = np.flatnonzero(self.at[starts] >= 0), self.at[homes]
        if len(placed) and len(homes):
            far = dijkstra(self.graph, directed=False, indices=self.at[starts[placed]], limit=limit)
            out[placed] = np.where(there >= 0, far[:, there], np.inf)
        return out


def walking_network(roads: Iterable[tuple[str, BaseGeometry]], plane: Plane) -> WalkingNetwork:
    """The network of roads (kind, line in degrees) that are open to walkers."""
    lines = [part for kind, line in roads if kind not in CLOSED_TO_WALKERS for part in shapely.get_parts(line)]
    lines = [line for line in lines if line.geom_type == "LineString" and not line.is_empty]
    if not lines:
        return WalkingNetwork(plane, np.zeros((0, 2)), np.zeros((0, 2), int))
    points, of_line = shapely.get_coordinates(lines, return_index=True)
    # Stored coordinates are whole steps: roads that share a point share it exactly.
    nodes, index = np.unique(np.round(plane.flat(points), 2), axis=0, return_inverse=True)
    index = index.reshape(-1)
    same = of_line[1:] == of_line[:-1]
    ends = np.stack([index[:-1][same], index[1:][same]], axis=1)
    ends = np.unique(np.sort(ends[ends[:, 0] != ends[:, 1]], axis=1), axis=0)
    return _without_scraps(_with_junctions(WalkingNetwork(plane, nodes, ends)))


def _with_junctions(network: WalkingNetwork) -> WalkingNetwork:
    """Where a road ends at the side of another, the other is cut there."""
    if network.is_empty:
        return network
    loose = np.flatnonzero(np.bincount(network.ends.ravel(), minlength=len(network.nodes)) == 1)
    tree = STRtree(shapely.linestrings(network.nodes[network.ends]))
    near, stretches = tree.query(shapely.points(network.nodes[loose]), predicate="dwithin", distance=TOUCH)
    cuts: dict[int, list[int]] = {}
    for number, stretch in zip(near.tolist(), stretches.tolist(), strict=True):
        node = int(loose[number])
        if node not in network.ends[stretch]:
            cuts.setdefault(stretch, []).append(node)
    if not cuts:
        return network
    return WalkingNetwork(network.plane, network.nodes, _cut(network, cuts))


def _cut(network: WalkingNetwork, cuts: dict[int, list[int]]) -> np.ndarray:
    """The stretches, those of `cuts` broken at the nodes named, in the order in which one meets them."""
    kept = np.ones(len(network.ends), bool)
    kept[list(cuts)] = False
    pieces = [network.ends[kept]]
    for stretch, nodes in cuts.items():
        a, b = network.ends[stretch]
        along = network.nodes[b] - network.nodes[a]
        order = sorted(set(nodes), key=lambda node: float(np.dot(network.nodes[node] - network.nodes[a], along)))
        chain = [int(a), *order, int(b)]
        pieces.append(np.array(list(itertools.pairwise(chain))))
    return np.concatenate(pieces)


def _without_scraps(network: WalkingNetwork) -> WalkingNetwork:
    count, piece = connected_components(_graph(network.ends, network.metres, len(network.nodes)), directed=False)
    lengths = np.bincount(piece[network.ends[:, 0]], weights=network.metres, minlength=count)
    kept = lengths[piece[network.ends[:, 0]]] >= min(SCRAP, lengths.max(initial=0.0))
    return WalkingNetwork(network.plane, network.nodes, network.ends[kept])


def ways_for(network: WalkingNetwork, points: Sequence[Point]) -> Ways:
    """Join points (longitude, latitude) to the network: across to the nearest stretch, then along it."""
    spots = network.plane.flat(np.array(points, float).reshape(-1, 2))
    lines = shapely.linestrings(network.nodes[network.ends])
    near, found, apart = _nearest(STRtree(lines), spots)
    at = np.full(len(points), -1)
    # Every point gets a node of its own, and one where it comes to the road, so that two on one stretch meet on it.
    first = len(network.nodes)
    foot = first + len(near)
    at[near] = first + np.arange(len(near))
    along = shapely.line_locate_point(lines[found], shapely.points(spots[near]))
    kept = np.ones(len(lines), bool)
    kept[found] = False
    metres = network.metres
    starts, finishes, lengths = [network.ends[kept][:, 0]], [network.ends[kept][:, 1]], [metres[kept]]
    order = np.lexsort((along, found))
    where = 0
    while where < len(order):
        stretch = found[order[where]]
        group = []
        while where < len(order) and found[order[where]] == stretch:
            group.append(order[where])
            where += 1
        a, b = network.ends[stretch]
        chain = np.array([a, *(foot + np.array(group)), b])
        marks = np.array([0.0, *along[group], metres[stretch]])
        starts.append(chain[:-1])
        finishes.append(chain[1:])
        lengths.append(np.diff(marks))
    starts.append(first + np.arange(len(near)))
    finishes.append(foot + np.arange(len(near)))
    lengths.append(apart)
    ends = np.stack([np.concatenate(starts), np.concatenate(finishes)], axis=1)
    return Ways(_graph(ends, np.concatenate(lengths), foot + len(near)), at)


def _nearest(tree: STRtree, spots: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Which points have a stretch near, the stretch (of several as near the first), and how far it is."""
    (near, found), apart = tree.query_nearest(
        shapely.points(spots), max_distance=FAR_FROM_ROADS, return_distance=True, all_matches=True
    )
    order = np.lexsort((found, near))
    near, found, apart = near[order], found[order], apart[order]
    _points, once = np.unique(near, return_index=True)
    return near[once], found[once], apart[once]


def _graph(ends: np.ndarray, metres: np.ndarray, count: int) -> csr_array:
    # No length is nothing: a sparse graph takes a zero for no road at all. Of two stretches between the same nodes the shorter counts.
    lengths = np.maximum(metres, 1e-6)
    low, high = np.minimum(ends[:, 0], ends[:, 1]), np.maximum(ends[:, 0], ends[:, 1])
    order = np.lexsort((lengths, high, low))
    low, high, lengths = low[order], high[order], lengths[order]
    first = np.ones(len(low), bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return csr_array(coo_array((lengths[first], (low[first], high[first])), shape=(count, count)))


def straight(plane: Plane, homes: Sequence[Point], services: Sequence[Point]) -> np.ndarray:
    """Metres from each home to each service as the crow flies × 1.3: the estimate where no roads are known."""
    a, b = (plane.flat(np.array(some, float).reshape(-1, 2)) for some in (homes, services))
    return np.hypot(*(a[:, None, :] - b[None, :, :]).transpose(2, 0, 1)) * ROUNDABOUT
