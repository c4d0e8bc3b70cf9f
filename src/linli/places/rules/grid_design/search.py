"""The search for a division: grids grow from seeds, then blocks change sides as long as it makes the whole better."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

import numpy as np
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from .asked import AskedOfDesign
from .costs import Costs, Loads, less, more, namesakes_of
from .graph import Ways
from .recut import recut

ROUNDS = 60
"""Of improvement at most; most communities are still after ten."""

MOVES, TURNS = 2, 20
"""How often seeds move to the middle of their grids, and how often their starts are set anew in between."""

RECUT, SWEEPS = 10, 8
"""How many of the best divisions have their neighbouring grids divided anew two by two, and how often at most."""

STARTS = 4
"""Different seeds tried for each number of grids; twice as many where there are few blocks, one where there are very many."""


@dataclass(slots=True)
class Division:
    """Each block's grid, how many grids are not of the size asked for, and what the division costs; less is better, the size first."""

    grid: np.ndarray
    count: int
    out_of_size: int
    cost: float

    @property
    def worth(self) -> tuple[int, float]:
        return self.out_of_size, round(self.cost, 9)


def best_division(ways: Ways, loads: Loads, asked: AskedOfDesign, told: Callable[[float], None]) -> Division:
    """The best division found over every fit number of grids, from several starts each; decided by the seed alone."""
    total = float(loads.weigh[:, 0].sum())
    fewest, most = max(1, ceil(total / asked.most)), max(1, int(total / asked.least))
    middle = max(1, round(total / ((asked.least + asked.most) / 2)))
    counts = [n for n in range(fewest, max(most, fewest) + 1) if n <= ways.size] or [1]
    counts = sorted(counts, key=lambda n: (abs(n - middle), n))[:5]
    found: list[Division] = []
    tries = [
        (count, start)
        for count in counts
        for start in range(2 * STARTS if ways.size < 2_000 else STARTS if ways.size < 4_000 else 1)
    ]
    for number, (count, start) in enumerate(tries):
        rng = np.random.default_rng([asked.seed, count, start])
        today = start == 0 and asked.stay > 0 and len(set(loads.today[loads.today >= 0].tolist())) == count
        grid = _from_today(ways, loads) if today else _grown(ways, loads, count, rng)
        found.append(_improved(ways, loads, asked, grid, count, rng))
        told(0.8 * (number + 1) / len(tries))
    found = sorted(found, key=lambda one: one.worth)[:RECUT]
    for number, division in enumerate(found):
        rng = np.random.default_rng([asked.seed, 1_000 + number])
        for _ in range(SWEEPS):
            again = recut(ways, loads, asked, division.grid, division.count, rng)
            better = _improved(ways, loads, asked, again, division.count, rng)
            if better.worth >= division.worth:
                break
            division = better
        found[number] = division
        told(0.8 + 0.2 * (number + 1) / len(found))
    return min(found, key=lambda one: one.worth)


def _grown(ways: Ways, loads: Loads, count: int, rng: np.random.Generator) -> np.ndarray:
    """Grids grown from seeds along the ways: each block goes to the seed it reaches first, and a seed whose grid is too heavy starts later, until all are
    about even. On a shortest way from a seed every block is the seed's, so no grid comes apart (an additively weighted Voronoi diagram of the graph)."""
    spots, households = ways.middles(), loads.weigh[:, 0]
    seeds = _far_apart(spots, households, count, rng)
    graph = ways.lengths()
    best, least = np.zeros(ways.size, int), np.inf
    fair = households.sum() / count or 1.0
    for _ in range(MOVES):
        away = np.ascontiguousarray(dijkstra(graph, directed=False, indices=seeds).T, np.float32)
        start, later = np.zeros(count, np.float32), np.empty_like(away)
        usual = float(np.median(away[np.isfinite(away)])) / max(count, 1) ** 0.5 + 1.0
        for turn in range(TURNS):
            grid = np.argmin(np.add(away, start, out=later), axis=1)
            weight = np.bincount(grid, households, count)
            uneven = float((np.abs(weight - fair) ** 2).sum())
            if uneven < least:
                best, least = grid, uneven
            start += (usual * 0.5 * (1 - turn / TURNS) * np.clip(weight / fair - 1, -1, 1)).astype(np.float32)
        for n in range(count):
            own = np.flatnonzero(best == n)
            if len(own):
                middle = np.average(spots[own], axis=0, weights=households[own] + 1e-3)
                seeds[n] = int(own[np.argmin(np.hypot(*(spots[own] - middle).T))])
    return best


def _far_apart(spots: np.ndarray, weight: np.ndarray, count: int, rng: np.random.Generator) -> list[int]:
    """Seeds by k-means++ and a few rounds of Lloyd, weighted by households."""
    heavy = weight + 1e-3
    chosen = [int(rng.choice(len(spots), p=heavy / heavy.sum()))]
    away = np.hypot(*(spots - spots[chosen[0]]).T) ** 2
    while len(chosen) < count:
        chance = away * heavy
        chosen.append(
            int(rng.choice(len(spots), p=chance / chance.sum())) if chance.sum() > 0 else len(chosen) % len(spots)
        )
        away = np.minimum(away, np.hypot(*(spots - spots[chosen[-1]]).T) ** 2)
    middles = spots[chosen]
    for _ in range(8):
        nearest = cKDTree(middles).query(spots)[1]
        for n in range(count):
            own = nearest == n
            if own.any():
                middles[n] = np.average(spots[own], axis=0, weights=heavy[own])
    seeds: list[int] = []
    for middle in middles:
        order = np.argsort(np.hypot(*(spots - middle).T), kind="stable")
        seeds.append(next(int(n) for n in order if int(n) not in seeds))
    return seeds


def _from_today(ways: Ways, loads: Loads) -> np.ndarray:
    """The division of today, blocks without a grid with their neighbours."""
    numbers = {old: new for new, old in enumerate(sorted(set(loads.today[loads.today >= 0].tolist())))}
    grid = np.array([numbers.get(int(old), -1) for old in loads.today])
    waiting = [int(n) for n in np.flatnonzero(grid < 0)]
    while waiting:
        left = []
        for block in waiting:
            near = [(ways.bond[way], grid[other]) for other, way in ways.around[block] if grid[other] >= 0]
            if near:
                grid[block] = max(near)[1]
            else:
                left.append(block)
        if len(left) == len(waiting):
            grid[left] = 0
            break
        waiting = left
    return grid


def _improved(
    ways: Ways, loads: Loads, asked: AskedOfDesign, grid: np.ndarray, count: int, rng: np.random.Generator
) -> Division:
    """Blocks on borders change sides as long as the whole gets better and no grid comes apart."""
    costs = Costs(ways, loads, asked, grid, count)
    grid = _settled(ways, loads, grid, costs, rng)
    households = np.array([sums[0] for sums in costs.sums])
    out_of_size = int(((households < asked.least) | (households > asked.most)).sum())
    return Division(grid, count, out_of_size, _cost_of(ways, loads, grid, costs))


def _settled(ways: Ways, loads: Loads, start: np.ndarray, costs: Costs, rng: np.random.Generator) -> np.ndarray:
    """The division after blocks have moved until none wants to move. A round looks at the blocks on borders only."""
    grid = start.tolist()
    members: list[set[int]] = [set(np.flatnonzero(start == n).tolist()) for n in range(costs.count)]
    bonds_of = ways.bonds()
    for _ in range(ROUNDS):
        now = np.array(grid)
        names = namesakes_of(now, loads, costs.count)
        on_border = np.unique(ways.ends[now[ways.ends[:, 0]] != now[ways.ends[:, 1]]])
        moved = 0
        for block in rng.permutation(on_border).tolist():
            own = grid[block]
            bonds: dict[int, float] = {}
            for other, bond in bonds_of[block]:
                bonds[grid[other]] = bonds.get(grid[other], 0.0) + bond
            if len(members[own]) < 2 or len(bonds) < 1 + (own in bonds):
                continue
            choice = _better_side(block, own, bonds, costs, names)
            if choice >= 0 and _stays_whole(bonds_of, members[own], block):
                grid[block] = choice
                members[own].discard(block)
                members[choice].add(block)
                costs.move(block, own, choice)
                moved += 1
        if not moved:
            break
    return np.array(grid)


def _better_side(block: int, own: int, bonds: dict[int, float], costs: Costs, names: dict[int, int]) -> int:
    """The neighbouring grid a block had better go to, -1 for none."""
    load, at_home = costs.loads[block], bonds.get(own, 0.0)
    leave = costs.of_grid(less(costs.sums[own], load)) - costs.costs[own] - costs.of_stay(block, own, names)
    leave += costs.of_parts(own, block, -load[0]) - costs.of_parts(own)
    best, choice = -1e-7, -1
    for number, bond in bonds.items():
        if number == own:
            continue
        gain = leave + costs.of_grid(more(costs.sums[number], load)) - costs.costs[number]
        gain += costs.bond * (at_home - bond) + costs.of_stay(block, number, names)
        gain += costs.of_parts(number, block, load[0]) - costs.of_parts(number)
        if gain < best or (gain == best and number < choice):
            best, choice = gain, number
    return choice


def _cost_of(ways: Ways, loads: Loads, grid: np.ndarray, costs: Costs) -> float:
    names = namesakes_of(grid, loads, costs.count)
    cut = float(ways.bond[grid[ways.ends[:, 0]] != grid[ways.ends[:, 1]]].sum()) if len(ways.ends) else 0.0
    stay = sum(costs.of_stay(block, number, names) for block, number in enumerate(grid.tolist()))
    return sum(costs.costs) + sum(map(costs.of_parts, range(costs.count))) + costs.bond * cut + stay


def _stays_whole(bonds_of: list[list[tuple[int, float]]], members: set[int], without: int) -> bool:
    """Whether a grid still hangs together when a block leaves: its neighbours in the grid must reach each other without it."""
    near = [other for other, _bond in bonds_of[without] if other in members]
    if len(near) <= 1:
        return True
    wanted, seen, queue = set(near[1:]), {near[0], without}, [near[0]]
    while queue and wanted:
        for other, _bond in bonds_of[queue.pop()]:
            if other in members and other not in seen:
                seen.add(other)
                wanted.discard(other)
                queue.append(other)
    return not wanted
