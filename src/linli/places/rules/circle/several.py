"""Several new services placed together: where they bring most people within reach, what each of them adds, and what one more would."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from .reckon import MOST_CANDIDATES, Home, Service, ways_to
from .siting import SECONDS, Chosen, choose_sites
from .standard import CircleStandard, FacilityKind, Whom
from .walking import WalkingNetwork

MOST_SITES = 10
FEWER_SECONDS = 2.0
"""For each smaller number, which only shows how the gain grows."""


def choose_several(
    homes: Sequence[Home], services: Sequence[Service], network: WalkingNetwork, standard: CircleStandard,
    kind: FacilityKind, whom: Whom, number: int, told: Callable[[float], None] = lambda share: None,
) -> dict[str, Any]:  # fmt: skip
    """The figures of `number` new services of a kind placed together for `whom`, as they are kept.

    `steps` says how many each smaller number would bring in, so that one sees when another one no longer pays. A site's `gained` are those newly in
    reach for whom it is the nearest of the new ones; `alone` is what it would bring by itself, `needed` what would be lost without it.
    """
    ways = ways_to(homes, services, network)
    step = max(1, -(-len(homes) // MOST_CANDIDATES))
    candidates = np.arange(len(homes))[::step]
    limit = standard.limit(kind, standard.speed(whom))
    today, _which = ways.nearest([n for n, one in enumerate(services) if kind.code in one.kinds])
    matrix = ways.matrix(candidates, 5 * limit)
    demand = np.array([getattr(one, whom.value) for one in homes], float)
    told(0.3)
    steps: list[Chosen] = []
    for count in range(1, number + 1):
        seconds = SECONDS if count == number else FEWER_SECONDS
        steps.append(choose_sites(matrix, today, demand, limit, count, seconds))
        told(0.3 + 0.7 * count / number)
        if steps[-1].gained >= _possible(matrix, today, demand, limit):
            break
    chosen = steps[-1] if steps else Chosen((), 0.0, 0.0)
    sites, after, which = _sites(homes, chosen, candidates, matrix, today, demand, limit)
    return {
        "has_roads": ways.has_roads,
        "limit": round(limit),
        "speed": standard.speed(whom),
        "candidates": len(candidates),
        "buildings": len(homes),
        "services": sum(kind.code in one.kinds for one in services),
        "total": round(demand.sum()),
        "within": round(demand[today <= limit].sum()),
        "gained": round(chosen.gained),
        "bound": int(np.floor(chosen.bound + 1e-6)),
        "possible": round(_possible(matrix, today, demand, limit)),
        "steps": [{"number": len(one.candidates), "gained": round(one.gained)} for one in steps],
        "sites": sites,
        "ways": {
            "buildings": [one.id for one in homes],
            "weights": [round(n) for n in demand.tolist()],
            "today": _metres(today),
            "after": _metres(after),
            "site": which,
        },
    }


def _possible(ways: np.ndarray, today: np.ndarray, demand: np.ndarray, limit: float) -> float:
    """What new services at every candidate together would bring in."""
    return float(demand[(today > limit) & (ways <= limit).any(axis=0)].sum()) if len(ways) else 0.0


def _sites(
    homes: Sequence[Home], chosen: Chosen, candidates: np.ndarray, ways: np.ndarray, today: np.ndarray, demand: np.ndarray,
    limit: float,
) -> tuple[list[dict[str, Any]], np.ndarray, list[int | None]]:  # fmt: skip
    """Each site with what it brings, the most first; each building's way afterwards, and the number of the site that newly serves it."""
    if not chosen.candidates:
        return [], today, [None] * len(homes)
    mine = ways[list(chosen.candidates)]
    nearest, new = mine.argmin(axis=0), (mine.min(axis=0) <= limit) & (today > limit)
    gained = [float(demand[new & (nearest == n)].sum()) for n in range(len(mine))]
    order = sorted(range(len(mine)), key=lambda n: -gained[n])
    sites = []
    for n in order:
        served = np.flatnonzero(new & (nearest == n) & (demand > 0))
        known = served[np.isfinite(today[served])]
        others = np.delete(mine, n, axis=0)
        kept = (others <= limit).any(axis=0) if len(others) else np.zeros(len(homes), bool)
        reached = (mine[n] <= limit) & (today > limit)
        sites.append(
            {
                "building": homes[int(candidates[chosen.candidates[n]])].id,
                "gained": round(gained[n]),
                "alone": round(demand[reached].sum()),
                "needed": round(demand[reached & ~kept].sum()),
                "homes": sum(homes[at].homes for at in served),
                "elders": sum(homes[at].elders for at in served),
                "children": sum(homes[at].children for at in served),
                "buildings": [homes[at].id for at in served],
                "before": _average(today[known], demand[known]),
                "after": _average(mine[n][served], demand[served]),
                "unserved": len(served) - len(known),
            }
        )
    place = {n: number for number, n in enumerate(order, 1)}
    which = [place[int(nearest[at])] if new[at] else None for at in range(len(homes))]
    return sites, np.minimum(today, mine.min(axis=0)), which


def _average(metres: np.ndarray, weights: np.ndarray) -> int | None:
    return round(float(np.average(metres, weights=weights))) if len(metres) else None


def _metres(ways: np.ndarray) -> list[int | None]:
    return [round(one) if np.isfinite(one) else None for one in ways.tolist()]
