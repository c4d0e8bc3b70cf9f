"""Neighbouring grids put together and divided anew, two by two: what moving single blocks cannot mend."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from .asked import AskedOfDesign
from .costs import Costs, Loads, namesakes_of
from .graph import Ways


def recut(
    ways: Ways, loads: Loads, asked: AskedOfDesign, start: np.ndarray, count: int, rng: np.random.Generator
) -> np.ndarray:
    """The division after every two neighbouring grids were divided anew where that costs less. Each of two stays in one piece: a block goes to the
    end it is nearer to along the ways, the nearer end being handicapped until both are even."""
    grid = start.copy()
    costs, graph, spots = Costs(ways, loads, asked, grid, count), ways.lengths(), ways.middles()
    graph = (graph + graph.T).tocsr()
    both = np.concatenate([ways.ends, ways.ends[:, ::-1]])
    bonds = csr_matrix((np.tile(ways.bond, 2), (both[:, 0], both[:, 1])), (ways.size, ways.size))
    names = namesakes_of(grid, loads, count)
    sides = np.sort(grid[ways.ends], axis=1)
    for a, b in rng.permutation(np.unique(sides[sides[:, 0] != sides[:, 1]], axis=0)).tolist():
        blocks = np.flatnonzero((grid == a) | (grid == b))
        here = grid[blocks] == a
        inside = bonds[blocks][:, blocks]
        least = _cost(costs, names, inside, blocks, here, a, b) - 1e-7
        away = graph[blocks][:, blocks]
        for one, other in _ends(spots[blocks], loads.weigh[blocks, 0]):
            first = _halves(away, loads.weigh[blocks, 0], one, other)
            for side in () if first is None else (first, ~first):
                cost = _cost(costs, names, inside, blocks, side, a, b)
                if cost < least:
                    least, grid[blocks] = cost, np.where(side, a, b)
    return grid


def _ends(spots: np.ndarray, weight: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of blocks far from each other: along the longer axis of the ground, and across it."""
    if len(spots) < 2:
        return []
    off = spots - np.average(spots, axis=0, weights=weight + 1e-3)
    axes = np.linalg.eigh(np.cov(off.T, aweights=weight + 1e-3))[1] if len(spots) > 2 else np.eye(2)
    along = off @ axes
    found = [(int(np.argmin(along[:, n])), int(np.argmax(along[:, n]))) for n in (1, 0)]
    return [pair for pair in found if pair[0] != pair[1]]


def _halves(away: csr_matrix, households: np.ndarray, one: int, other: int) -> np.ndarray | None:
    """Which blocks go with the first end; None where the ground does not hang together."""
    reach = dijkstra(away, directed=False, indices=[one, other])
    if not np.isfinite(reach).all():
        return None
    nearer = reach[0] - reach[1]
    order = np.argsort(nearer, kind="stable")
    half = int(np.searchsorted(np.cumsum(households[order]), households.sum() / 2)) + 1
    # Blocks that are as near as the last one go with it, so that neither side is torn.
    side = nearer <= nearer[order[min(half, len(order) - 1) - 1]]
    return side if 0 < side.sum() < len(side) else None


def _cost(
    costs: Costs, names: dict[int, int], bonds: csr_matrix, blocks: np.ndarray, side: np.ndarray, a: int, b: int
) -> float:
    """What the two grids cost when the blocks on this side are `a`'s and the others `b`'s."""
    here = side.astype(float)
    total = costs.bond * float(here @ (bonds @ (1.0 - here)))
    for number, some in ((a, blocks[side]), (b, blocks[~side])):
        sums = costs.weigh[some].sum(axis=0).tolist()
        on_ground = np.bincount(costs.pieces[some], costs.weigh[some, 0])
        total += costs.of_grid((sums[0], sums[1], sums[2]))
        total += costs.wading * (sums[0] - float(on_ground.max(initial=0.0)))
        named = names.get(number, -1)
        total += float(costs.staying[some][(costs.was[some] >= 0) & (costs.was[some] != named)].sum())
    return total
