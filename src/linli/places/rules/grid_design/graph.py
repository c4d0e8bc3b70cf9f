"""Who is whose neighbour on walkable ground: houses as blocks that stay together, and the ways between them with what lies across."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import shapely
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree
from scipy.spatial import Delaunay, QhullError
from shapely import STRtree

from ..ground import Plane
from .asked import AskedOfDesign, House
from .crossings import BRIDGED, ROAD, WATER, Barrier, Road, crossed_on_foot

FARTHEST = 400.0
"""Metres: houses farther apart are no neighbours unless nothing nearer joins the parts."""

ONE_SPOT = 1.5
"""Metres: no border runs between houses nearer than this."""


HARDER = np.array([1.0, 1.8, 2.2, 12.0])
"""How much longer a way counts with nothing, a main road, water with a bridge, or water across it."""


@dataclass(slots=True)
class Ways:
    """Blocks (an estate or a part of one that is not cut) and the ways between them.

    `block` is each house's block. Of each way: its two blocks, how short and open it is (`bond`, what cutting it costs), the kind of barrier across it
    (0 none, 1 main road, 2 water with a bridge, 3 water), and the barrier's name. `barred` are pairs of blocks that would be neighbours but for water between
    them, each with the water's name.
    """

    block: np.ndarray
    spots: np.ndarray
    ends: np.ndarray
    bond: np.ndarray
    across: np.ndarray
    names: list[str]
    size: int
    around: list[list[tuple[int, int]]] = field(default_factory=list)
    barred: list[tuple[int, int, str]] = field(default_factory=list)

    def ground(self) -> np.ndarray:
        """Of each block the number of the piece of ground it stands on: what hangs together without wading."""
        dry = self.ends[self.across < WATER]
        graph = csr_matrix((np.ones(len(dry)), (dry[:, 0], dry[:, 1])), (self.size, self.size))
        return connected_components(graph, directed=False)[1]

    def middles(self) -> np.ndarray:
        """Where each block lies, in metres."""
        counts = np.bincount(self.block, minlength=self.size)[:, None]
        return np.column_stack([np.bincount(self.block, self.spots[:, n], self.size) for n in (0, 1)]) / counts

    def lengths(self) -> csr_matrix:
        """The ways as a graph with how long they feel."""
        spots, ends = self.middles(), self.ends
        long = (
            np.hypot(*(spots[ends[:, 0]] - spots[ends[:, 1]]).T) * HARDER[self.across] + 1.0
            if len(ends)
            else np.zeros(0)
        )
        return csr_matrix((long, (ends[:, 0], ends[:, 1])), (self.size, self.size))

    def bonds(self) -> list[list[tuple[int, float]]]:
        """Of each block its neighbours, each with the bond."""
        bond = self.bond.tolist()
        return [[(other, bond[way]) for other, way in some] for some in self.around]


def ways_between(
    houses: Sequence[House],
    barriers: Sequence[Barrier],
    asked: AskedOfDesign,
    roads: Sequence[Road] = (),
    *,
    may_cut: bool = False,
) -> Ways:
    """The blocks and ways of the houses. Estates no larger than `most` stay whole where `estates` matters at all and no water runs through them, unless they
    `may_cut` be (their houses still hold together, by their bonds). O(n log n)."""
    plane = Plane.around([shapely.Point(house.at) for house in houses])
    spots = plane.flat(np.array([house.at for house in houses], float).reshape(-1, 2))
    pairs = _pairs(spots)
    flat = [(kind, name, plane.metres(shape)) for kind, name, shape in barriers]
    across, names = _across(spots, pairs, flat)
    crossed = crossed_on_foot(spots, flat, [replace(road, shape=plane.metres(road.shape)) for road in roads])
    pairs, across, names = _with_crossings(pairs, across, names, crossed)
    walked = _walked(spots, pairs, across)
    barred = [(*pairs[n].tolist(), names[n]) for n in np.flatnonzero(~walked)]
    pairs, across, names = pairs[walked], across[walked], [names[n] for n in np.flatnonzero(walked)]
    block = _blocks(houses, spots, pairs, across, 0 if may_cut or not asked.estates else asked.most)
    ways = _gathered(houses, spots, pairs, across, names, block, asked)
    ways.barred = [(int(block[a]), int(block[b]), name) for a, b, name in barred if block[a] != block[b]]
    return ways


def _with_crossings(
    pairs: np.ndarray, across: np.ndarray, names: list[str], crossed: list[tuple[int, int, int, str]]
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The neighbours, and those that a bridge or an underpass makes neighbours."""
    known = {(a, b): n for n, (a, b) in enumerate(pairs.tolist())}
    across, names, more = across.copy(), list(names), []
    for a, b, rank, name in crossed:
        if (a, b) not in known:
            more.append((a, b, rank, name))
        elif rank < across[known[a, b]]:
            across[known[a, b]], names[known[a, b]] = rank, name
    if not more:
        return pairs, across, names
    ends = np.array([one[:2] for one in more])
    return (
        np.concatenate([pairs, ends]),
        np.concatenate([across, [one[2] for one in more]]),
        [*names, *(one[3] for one in more)],
    )


def _pairs(spots: np.ndarray) -> np.ndarray:
    """Neighbours: sides of the Delaunay triangles that are not too long, and those that are needed to join all."""
    count = len(spots)
    if count < 2:
        return np.empty((0, 2), int)
    try:
        # Houses on one spot (a point of the register for a whole estate) are set a hand apart.
        shaken = spots + np.random.default_rng(1).uniform(-0.05, 0.05, spots.shape)
        triangles = Delaunay(shaken).simplices
        pairs = np.concatenate([triangles[:, [0, 1]], triangles[:, [1, 2]], triangles[:, [0, 2]]])
    except QhullError:
        order = np.lexsort((spots[:, 1], spots[:, 0]))
        pairs = np.column_stack([order[:-1], order[1:]])
    pairs = np.unique(np.sort(pairs, axis=1), axis=0)
    lengths = np.hypot(*(spots[pairs[:, 0]] - spots[pairs[:, 1]]).T)
    tree = minimum_spanning_tree(csr_matrix((lengths + 1e-6, (pairs[:, 0], pairs[:, 1])), (count, count))).tocoo()
    needed = {(min(a, b), max(a, b)) for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)}
    near = lengths <= min(FARTHEST, 6 * float(np.median(lengths)) + 60)
    kept = near | np.array([(a, b) in needed for a, b in pairs.tolist()])
    return pairs[kept]


def _across(spots: np.ndarray, pairs: np.ndarray, barriers: Sequence[Barrier]) -> tuple[np.ndarray, list[str]]:
    across, names = np.zeros(len(pairs), int), [""] * len(pairs)
    if not barriers or not len(pairs):
        return across, names
    lines = shapely.linestrings(np.stack([spots[pairs[:, 0]], spots[pairs[:, 1]]], axis=1))
    found, which = STRtree([shape for _kind, _name, shape in barriers]).query(lines, predicate="intersects")
    for way, number in zip(found.tolist(), which.tolist(), strict=True):
        kind, name, _shape = barriers[number]
        rank = WATER if kind == "water" else ROAD
        if rank > across[way] or (rank == across[way] and name and not names[way]):
            across[way], names[way] = rank, name
    return across, names


def _walked(spots: np.ndarray, pairs: np.ndarray, across: np.ndarray) -> np.ndarray:
    """Which ways can be walked: those without water or with a bridge, and of those across it the few without which a part of the community would be cut off."""
    if not len(pairs):
        return np.zeros(0, bool)
    lengths = np.hypot(*(spots[pairs[:, 0]] - spots[pairs[:, 1]]).T) + 1e-6 + 1e6 * (across == WATER)
    tree = minimum_spanning_tree(csr_matrix((lengths, (pairs[:, 0], pairs[:, 1])), (len(spots), len(spots)))).tocoo()
    needed = {(min(a, b), max(a, b)) for a, b in zip(tree.row.tolist(), tree.col.tolist(), strict=True)}
    return (across < WATER) | np.array([(a, b) in needed for a, b in pairs.tolist()])


def _blocks(houses: Sequence[House], spots: np.ndarray, pairs: np.ndarray, across: np.ndarray, most: int) -> np.ndarray:
    """Which houses stay together: those of an estate of at most so many households, as far as they join without crossing water; and what stands on one spot."""
    households: Counter[str] = Counter()
    for house in houses:
        households[house.estate] += house.households
    whole = np.array([bool(one.estate and households[one.estate] <= most) for one in houses])
    estates = np.array([house.estate for house in houses], dtype=object)
    inside = (
        (estates[pairs[:, 0]] == estates[pairs[:, 1]]) & whole[pairs[:, 0]] & (across < BRIDGED)
        if len(pairs)
        else np.zeros(0, bool)
    )
    one_spot = np.hypot(*(spots[pairs[:, 0]] - spots[pairs[:, 1]]).T) < ONE_SPOT if len(pairs) else inside
    joined = pairs[inside | one_spot]
    graph = csr_matrix((np.ones(len(joined)), (joined[:, 0], joined[:, 1])), (len(houses), len(houses)))
    return connected_components(graph, directed=False)[1]


def _gathered(
    houses: Sequence[House], spots: np.ndarray, pairs: np.ndarray, across: np.ndarray, names: list[str], block: np.ndarray,
    asked: AskedOfDesign,
) -> Ways:  # fmt: skip
    """The ways between blocks: all house-to-house ways between two blocks together."""
    size = int(block.max()) + 1 if len(block) else 0
    lengths = np.hypot(*(spots[pairs[:, 0]] - spots[pairs[:, 1]]).T) if len(pairs) else np.zeros(0)
    usual = float(np.median(lengths)) + 1 if len(lengths) else 1.0
    easier = 1 + asked.barriers
    bonds: dict[tuple[int, int], list[float]] = {}
    for n, (a, b) in enumerate(pairs.tolist()):
        p, q = sorted((int(block[a]), int(block[b])))
        if p == q:
            continue
        same = asked.estates if houses[a].estate and houses[a].estate == houses[b].estate else 0
        bond = usual / (usual + lengths[n]) * (1 + same) / (1, easier, easier * 1.5, easier * 3)[across[n]]
        entry = bonds.setdefault((p, q), [0.0, WATER + 1, n])
        entry[0] += bond
        # Two blocks are as far apart as their most open way says.
        if across[n] < entry[1]:
            entry[1:] = [int(across[n]), n]
    keys = sorted(bonds)
    ways = Ways(
        block,
        spots,
        np.array(keys, int).reshape(-1, 2),
        np.array([bonds[key][0] for key in keys]),
        np.array([bonds[key][1] for key in keys], int),
        [names[int(bonds[key][2])] for key in keys],
        size,
        [[] for _ in range(size)],
    )
    for number, (p, q) in enumerate(keys):
        ways.around[p].append((q, number))
        ways.around[q].append((p, number))
    return ways
