"""Where one more service would help most: the maximal covering location problem, ties by how much nearer it becomes.

One new place is found by trying every candidate; several together by integer programming (HiGHS), proved best or with its bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_array, csr_array, eye_array, hstack

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Site:
    """A candidate (an index) and what it brings: `gained` of the demand newly within reach, `at` which homes these are, metres to the nearest service
    before and after on the average of those that gain from a known distance (None where nobody had one)."""

    candidate: int
    gained: float
    homes: tuple[int, ...]
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Places chosen together, with the demand they bring into reach and the most that any choice could (`bound`)."""

    candidates: tuple[int, ...]
    gained: float
    bound: float

    @property
    def is_proved(self) -> bool:
        return self.bound <= self.gained + 1e-6


def best_sites(ways: np.ndarray, today: np.ndarray, demand: np.ndarray, limit: float, most: int = 3) -> list[Site]:
    """The candidates that bring most demand within `limit` metres, the best first; among equals the one that shortens the ways most, then the first.

    `ways` is candidates × homes in metres, `today` each home's way to the nearest service (infinity: none).
    """
    new = (ways <= limit) & (today > limit)
    gained = new @ demand
    shorter = np.where(np.isfinite(ways), np.clip(np.minimum(today, 5 * limit) - ways, 0, None), 0) @ demand
    order = np.lexsort((np.arange(len(ways)), -shorter, -gained))[:most]
    return [_site(int(c), new[c], ways[c], today, demand) for c in order if gained[c] > 0]


def _site(candidate: int, new: np.ndarray, way: np.ndarray, today: np.ndarray, demand: np.ndarray) -> Site:
    homes = np.flatnonzero(new & (demand > 0))
    known = homes[np.isfinite(today[homes])]
    weights = demand[known]
    before = float(np.average(today[known], weights=weights)) if len(known) else None
    after = float(np.average(way[homes], weights=demand[homes])) if len(homes) else None
    return Site(candidate, float(demand[homes].sum()), tuple(homes.tolist()), before, after)


def choose_sites(ways: np.ndarray, today: np.ndarray, demand: np.ndarray, limit: float, number: int) -> Chosen:
    """`number` candidates that together bring most demand within `limit` metres."""
    homes = np.flatnonzero((today > limit) & (demand > 0) & (ways <= limit).any(axis=0))
    if not len(homes) or number < 1:
        return Chosen((), 0.0, 0.0)
    reach = csr_array((ways[:, homes] <= limit).T.astype(float))
    count, candidates = len(homes), len(ways)
    # A home counts (z) only where a chosen candidate (y) reaches it: z - reach·y ≤ 0.
    served = LinearConstraint(hstack([-reach, eye_array(count)]).tocsr(), -np.inf, 0)
    few = coo_array(
        (np.ones(candidates), (np.zeros(candidates, int), np.arange(candidates))), shape=(1, candidates + count)
    )
    found = milp(
        np.concatenate([np.zeros(candidates), -demand[homes]]),
        constraints=[served, LinearConstraint(few.tocsr(), 0, number)],
        integrality=np.concatenate([np.ones(candidates), np.zeros(count)]),
        bounds=Bounds(0, 1),
        options={"time_limit": SECONDS},
    )
    if found.x is None:
        return Chosen((), 0.0, float(demand[homes].sum()))
    chosen = np.flatnonzero(found.x[:candidates] > 0.5)
    gained = float(demand[homes][(ways[chosen][:, homes] <= limit).any(axis=0)].sum()) if len(chosen) else 0.0
    bound = -found.mip_dual_bound if found.mip_dual_bound is not None else gained
    return Chosen(tuple(chosen.tolist()), gained, float(bound))
