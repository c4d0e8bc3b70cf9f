"""The best use of the open pledges for the open needs. Pure: facts in, matches out; a person confirms each.

In this order: as much as possible of the urgent needs; then fairness: the grid of which the least is met is served next, time and
again, until nothing more can be served (max-min over the grids' shares); then near before far; then who asked earlier. What has
been asked of a pledge already is not touched: facts say what is left and what is missing.

The share of a grid is the mean, over its needs that anything on the list could serve, of the part of each need that is met.
Filling (`filling.py`) reroutes along augmenting paths, so that what can be served is served, and hands over from better-off grids
to worse-off ones while that lifts the worse-off; what each need gets is then fixed, and which pledge it comes from is a transport
problem of least distance (HiGHS), whose solutions are whole units by themselves. A need that only one unit can serve
(`fit.WHOLE`) goes whole to one (`whole_jobs`). Ties: urgent, earlier asked, smaller id; of pledges the one that ends first. The
same facts give the same matches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

from .arcs import Arcs, arcs_between, grid_of
from .filling import fill
from .rules.fit import NeedFacts
from .rules.matching import PledgeFacts
from .whole_jobs import fill_whole

LATE = 0.001
"""What the latest asking weighs beside one step of distance."""

CENT = 100
"""Quantities are counted in hundredths."""


@dataclass(frozen=True, slots=True)
class Match:
    """So much of one pledge for one need."""

    need: UUID
    pledge: UUID
    quantity: Decimal


@dataclass(frozen=True, slots=True)
class Matching:
    """What is proposed. `met` is the part of each need that is met by it; `shares` that of each grid's servable needs."""

    matches: tuple[Match, ...]
    met: dict[UUID, float]
    shares: dict[str, float]


def best_matches(needs: Sequence[NeedFacts], pledges: Sequence[PledgeFacts], today: date) -> Matching:
    """The matching. Needs of which nothing is missing and pledges of which nothing is left are passed over."""
    needs = sorted(needs, key=lambda one: (not one.is_urgent, one.asked_at, one.id))
    arcs = arcs_between(needs, sorted(pledges, key=lambda one: (one.last_on, one.id)), today)
    if not arcs.of_need.size:
        return Matching((), {}, {})
    shares = Shares(arcs)
    whole = fill_whole(arcs, shares)
    divided = fill(arcs, shares)
    flows = _nearest(arcs, divided)
    flows.update({(n, c): arcs.wanted[n] for n, c in whole.items()})
    matches = _to_pledges(arcs, flows)
    met: dict[UUID, float] = defaultdict(float)
    missing = {one.id: one.missing for one in arcs.needs}
    for match in matches:
        met[match.need] += float(match.quantity / missing[match.need])
    return Matching(tuple(matches), dict(met), shares.by_grid())


class Shares:
    """How much of each grid's servable needs is met so far."""

    def __init__(self, arcs: Arcs) -> None:
        self._arcs = arcs
        self.grid = [grid_of(one) for one in arcs.needs]
        self.servable: dict[str, int] = defaultdict(int)
        for n in sorted(set(arcs.of_need.tolist())):
            self.servable[self.grid[n]] += 1
        self._met: dict[str, float] = defaultdict(float)

    def of(self, n: int) -> float:
        """The share of the need's grid."""
        return self.share(self.grid[n])

    def share(self, grid: str) -> float:
        """Rounded, so that equal shares reached by different sums are equal."""
        return round(self._met[grid] / self.servable[grid], 9)

    def step(self, n: int, amount: int) -> float:
        """What `amount` of the need is of its grid's share."""
        return amount / self._arcs.wanted[n] / self.servable[self.grid[n]]

    def add(self, n: int, amount: int) -> None:
        """Something more (or less) of the need is met."""
        self._met[self.grid[n]] += amount / self._arcs.wanted[n]

    def by_grid(self) -> dict[str, float]:
        return {grid: self.share(grid) for grid in sorted(self.servable)}


def _nearest(arcs: Arcs, divided: dict[tuple[int, int], int]) -> dict[tuple[int, int], int]:
    """The same amounts for the same needs, over the nearest classes; of equally near ones who asked earlier gets the nearer."""
    total: dict[int, int] = defaultdict(int)
    for (n, _c), amount in divided.items():
        total[n] += amount
    served = [number for number, n in enumerate(arcs.of_need.tolist()) if total[n] > 0 and not arcs.is_whole(n)]
    if not served:
        return {}
    of_need, of_class = arcs.of_need[served], arcs.of_class[served]
    row_of = {n: row for row, n in enumerate(sorted(set(of_need.tolist())))}
    column = np.arange(len(served))
    each = np.ones(len(served))
    near = np.array([arcs.nearness[one] for one in served], dtype=float)
    found = linprog(
        near * (1 + LATE * (1 - of_need / len(arcs.needs))) + 1e-6 * of_class / len(arcs.classes),
        A_eq=csr_matrix((each, ([row_of[n] for n in of_need.tolist()], column))),
        b_eq=np.array([total[n] for n in sorted(row_of)], dtype=float),
        A_ub=csr_matrix((each, (of_class, column)), shape=(len(arcs.classes), len(served))),
        b_ub=np.array(arcs.capacities, dtype=float),
        bounds=(0, None),
        method="highs-ds",
    )
    if found.status != 0:
        return divided
    flows = {
        (int(of_need[at]), int(of_class[at])): amount
        for at, amount in enumerate(np.rint(found.x).astype(int).tolist())
        if amount
    }
    again: dict[int, int] = defaultdict(int)
    for (n, _c), amount in flows.items():
        again[n] += amount
    # A vertex is whole; were it ever not, what the filling found stands.
    return flows if dict(again) == {n: amount for n, amount in total.items() if amount} else divided


def _to_pledges(arcs: Arcs, flows: dict[tuple[int, int], int]) -> list[Match]:
    """Divide what flows from a class among its pledges: the first by the rule gets from the one that ends first."""
    matches = []
    stock = [[[one.id, round(one.left * CENT)] for one in members] for members in arcs.classes]
    for n, c in sorted(flows):
        wanted = flows[n, c]
        for held in stock[c]:
            amount = min(wanted, held[1])
            if amount > 0:
                matches.append(Match(arcs.needs[n].id, held[0], Decimal(amount) / CENT))
                wanted -= amount
                held[1] -= amount
    return matches
