"""Jobs that are not divided, each to one agent of limited capacity: the generalised assignment problem (GAP). Pure."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from .arcs import Arcs
    from .optimise_matches import Shares

MOST_TRIED = 400
"""Jobs times agents up to which packing closer is tried."""

SECONDS = 10
FORBIDDEN = 1e6


@dataclass(frozen=True, slots=True)
class Assignment:
    """`agent_of[j]` does job j (-1: nobody); `bound` is what no assignment can beat; `cost` None when none was found."""

    agent_of: np.ndarray
    cost: float | None
    bound: float


def assign_jobs(costs: np.ndarray, sizes: np.ndarray, capacities: np.ndarray, seconds: float = SECONDS) -> Assignment:
    """Every job to exactly one agent at least cost: `costs[i, j]`, `sizes[i, j]` for agent i and job j."""
    agents, jobs = costs.shape
    number = np.arange(agents * jobs)
    each_job = csr_matrix((np.ones(agents * jobs), (number % jobs, number)))
    each_agent = csr_matrix((sizes.ravel(), (number // jobs, number)))
    relaxed = linprog(
        costs.ravel(),
        A_eq=each_job,
        b_eq=np.ones(jobs),
        A_ub=each_agent,
        b_ub=capacities,
        bounds=(0, 1),
        method="highs",
    )
    found = milp(
        costs.ravel(),
        constraints=[LinearConstraint(each_job, 1, 1), LinearConstraint(each_agent, -np.inf, capacities)],
        integrality=np.ones(agents * jobs),
        bounds=Bounds(0, 1),
        options={"time_limit": seconds},
    )
    if found.x is None:
        return Assignment(np.full(jobs, -1), None, float(relaxed.fun))
    agent_of = found.x.reshape(agents, jobs).argmax(axis=0)
    bound = found.mip_dual_bound if found.mip_dual_bound is not None else relaxed.fun
    return Assignment(agent_of, float(costs[agent_of, np.arange(jobs)].sum()), float(bound))


def fill_whole(arcs: Arcs, shares: Shares) -> dict[int, int]:
    """Which class serves each need that is not divided: urgent first, then the need of the worst-off grid, time and again.
    Where none has room, it is tried whether those served so far can be packed closer, so that this one has room too."""
    packing = _Packing(arcs)
    for urgent in (True, False):
        waiting: dict[str, deque[int]] = defaultdict(deque)
        for n in range(len(arcs.needs)):
            if arcs.classes_of[n] and arcs.is_whole(n) and arcs.needs[n].is_urgent is urgent:
                waiting[shares.grid[n]].append(n)
        queue = [(shares.share(grid), ones[0], grid) for grid, ones in waiting.items()]
        heapify(queue)
        while queue:
            _share, n, grid = heappop(queue)
            waiting[grid].popleft()
            if packing.take(n):
                shares.add(n, arcs.wanted[n])
            if waiting[grid]:
                heappush(queue, (shares.share(grid), waiting[grid][0], grid))
    return packing.class_of


class _Packing:
    """The undivided needs served so far, and what room is left."""

    def __init__(self, arcs: Arcs) -> None:
        self.arcs = arcs
        self.room = list(arcs.capacities)
        self.class_of: dict[int, int] = {}
        self._inside: dict[int, set[int]] = defaultdict(set)

    def take(self, n: int) -> bool:
        """Serve the need if it can be done."""
        for c in self.arcs.classes_of[n]:
            if self.room[c] >= self.arcs.wanted[n]:
                self._put(n, c)
                return True
        return self._pack_closer(n)

    def _put(self, n: int, c: int) -> None:
        self.class_of[n] = c
        self._inside[c].add(n)
        self.room[c] -= self.arcs.wanted[n]

    def _pack_closer(self, n: int) -> bool:
        """Pack anew those who share a class with this one, and it with them."""
        jobs, agents = {n}, set(self.arcs.classes_of[n])
        for c in self.arcs.classes_of[n]:
            for other in self._inside[c]:
                jobs.add(other)
                agents.update(self.arcs.classes_of[other])
        if len(jobs) * len(agents) > MOST_TRIED or sum(self.room[c] for c in agents) < self.arcs.wanted[n]:
            return False
        rows, columns = sorted(agents), sorted(jobs)
        costs = np.full((len(rows), len(columns)), FORBIDDEN)
        place = {c: row for row, c in enumerate(rows)}
        for column, job in enumerate(columns):
            for far, c in enumerate(self.arcs.classes_of[job]):
                costs[place[c], column] = far
        sizes = np.tile([float(self.arcs.wanted[job]) for job in columns], (len(rows), 1))
        stays = [sum(self.arcs.wanted[one] for one in self._inside[c] - jobs) for c in rows]
        room = np.array([self.arcs.capacities[c] for c in rows], dtype=float) - stays
        found = assign_jobs(costs, sizes, room, seconds=2)
        if found.cost is None or found.cost >= FORBIDDEN:
            return False
        for job in columns:
            if job in self.class_of:
                self.room[self.class_of[job]] += self.arcs.wanted[job]
                self._inside[self.class_of.pop(job)].discard(job)
        for column, job in enumerate(columns):
            self._put(job, rows[int(found.agent_of[column])])
        return True
