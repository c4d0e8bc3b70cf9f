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
    Each further one is another place, not the house next door: half at least of what it brings none before it does.

    `ways` is candidates × homes in metres, `today` each home's way to the nearest service (infinity: none).
    """
    new = (ways <= limit) & (today > limit)
    gained = new @ demand
    shorter = np.where(np.isfinite(ways), np.clip(np.minimum(today, 5 * limit) - ways, 0, None), 0) @ demand
    found: list[Site] = []
    told = np.zeros(len(demand), bool)
    for c in np.lexsort((np.arange(len(ways)), -shorter, -gained)).tolist():
        if len(found) == most or gained[c] <= 0:
            break
        if (new[c] & ~told) @ demand >= gained[c] / 2:
            found.append(_site(c, new[c], ways[c], today, demand))
            told |= new[c]
    return found


def _site(candidate: int, new: np.ndarray, way: np.ndarray, today: np.ndarray, demand: np.ndarray) -> Site:
    homes = np.flatnonzero(new & (demand > 0))
    known = homes[np.isfinite(today[homes])]
    weights = demand[known]
    before = float(np.average(today[known], weights=weights)) if len(known) else None
    after = float(np.average(way[homes], weights=demand[homes])) if len(homes) else None
    return Site(candidate, float(demand[homes].sum()), tuple(homes.tolist()), before, after)


def choose_sites(
    ways: np.ndarray, today: np.ndarray, demand: np.ndarray, limit: float, number: int, seconds: float = SECONDS
) -> Chosen:
    """`number` candidates that together bring most demand within `limit` metres; among equals those that shorten the ways."""
    homes = np.flatnonzero((today > limit) & (demand > 0) & (ways <= limit).any(axis=0))
    if not len(homes) or number < 1:
        return Chosen((), 0.0, 0.0)
    within = ways[:, homes] <= limit
    if number == 1:
        best = _step_by_step(within, demand[homes], 1)
        gained = float(within[best].any(axis=0) @ demand[homes])
        return Chosen(_nearer(best, ways, today, demand, limit), gained, gained)
    reach = csr_array(within.T.astype(float))
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
        options={"time_limit": seconds},
    )
    # Out of time before any choice was found, the one made step by step stands.
    choices = [_step_by_step(within, demand[homes], number)]
    if found.x is not None:
        choices.append(np.flatnonzero(found.x[:candidates] > 0.5))
    gained, chosen = max(((float(within[c].any(axis=0) @ demand[homes]), c) for c in choices), key=lambda one: one[0])
    bound = float(demand[homes].sum()) if found.mip_dual_bound is None else -found.mip_dual_bound
    return Chosen(_nearer(chosen, ways, today, demand, limit), gained, max(bound, gained))


def _step_by_step(within: np.ndarray, demand: np.ndarray, number: int) -> np.ndarray:
    """The candidate that brings most, then the one that adds most to it, and so on."""
    left, chosen = demand.copy(), []
    for _step in range(number):
        gains = within @ left
        best = int(gains.argmax())
        if gains[best] <= 0:
            break
        chosen.append(best)
        left = left * ~within[best]
    return np.array(chosen, int)


def _nearer(
    chosen: np.ndarray, ways: np.ndarray, today: np.ndarray, demand: np.ndarray, limit: float
) -> tuple[int, ...]:
    """As good a choice whose ways are shorter: one place after the other is moved where nobody loses by it, to the candidate that spares most steps."""
    wanted = (today > limit) * demand
    near = np.minimum(ways, 5 * limit)
    standing = [int(one) for one in chosen]
    for at in reversed(range(len(standing))):
        # One without which nothing is lost is not needed.
        rest = standing[:at] + standing[at + 1 :]
        if rest and ((ways[rest] <= limit).any(axis=0) @ wanted) >= ((ways[standing] <= limit).any(axis=0) @ wanted):
            standing = rest
    for at in range(len(standing)):
        others = standing[:at] + standing[at + 1 :]
        left = wanted * ~(ways[others] <= limit).any(axis=0) if others else wanted
        best_so_far = np.minimum(np.minimum(today, 5 * limit), near[others].min(axis=0, initial=5 * limit))
        gained = (ways <= limit) @ left
        steps = np.clip(best_so_far - near, 0, None) @ demand
        equal = np.flatnonzero(gained >= gained[standing[at]] - 1e-9)
        standing[at] = int(equal[np.argmax(steps[equal])])
    return tuple(standing)
