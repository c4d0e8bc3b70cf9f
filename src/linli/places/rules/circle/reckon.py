"""The circle of a community reckoned: coverage by kind and grid, and the best places for one more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ..shape import Point
from .siting import best_sites
from .standard import CircleStandard, FacilityKind
from .walking import WalkingNetwork, Ways, straight, ways_for

SITES = 3
MOST_CANDIDATES = 800


@dataclass(frozen=True, slots=True)
class Home:
    """A building with where it stands and how many homes, elders and children it has."""

    id: str
    grid: str
    at: Point
    homes: int
    elders: int = 0
    children: int = 0


@dataclass(frozen=True, slots=True)
class Service:
    """A facility and the kinds it serves as: its own, and what it offers besides."""

    id: str
    at: Point
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class OnFoot:
    """The ways between homes and services: exact over the roads, straight lines × 1.3 where there are none."""

    homes: Sequence[Home]
    services: Sequence[Service]
    network: WalkingNetwork
    joined: Ways | None

    @property
    def has_roads(self) -> bool:
        return self.joined is not None

    @property
    def off_roads(self) -> int:
        return int((self.joined.at[: len(self.homes)] < 0).sum()) if self.joined is not None else 0

    def nearest(self, services: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """For each home metres to the nearest of these services and its index among them; infinity and -1 where none is in reach."""
        count = len(self.homes)
        if self.joined is not None:
            return self.joined.nearest(np.arange(count), count + np.array(services, int))
        if not count or not services:
            return np.full(count, np.inf), np.full(count, -1)
        apart = straight(self.network.plane, [one.at for one in self.homes], [self.services[n].at for n in services])
        return apart.min(axis=1), apart.argmin(axis=1)

    def matrix(self, candidates: np.ndarray, limit: float) -> np.ndarray:
        """Metres from each candidate (an index of a home) to each home; infinity beyond `limit` where there are roads."""
        if self.joined is not None:
            return self.joined.matrix(candidates, np.arange(len(self.homes)), limit)
        return straight(self.network.plane, [self.homes[n].at for n in candidates], [one.at for one in self.homes])


def ways_to(homes: Sequence[Home], services: Sequence[Service], network: WalkingNetwork) -> OnFoot:
    """Join homes and services to the roads."""
    points = [one.at for one in homes] + [one.at for one in services]
    joined = None if network.is_empty or not points else ways_for(network, points)
    return OnFoot(homes, services, network, joined)


@dataclass(slots=True)
class CircleFound:
    """What was reckoned; `ways[kind]` is metres from each building to the nearest service of the kind (None: none in reach)."""

    has_roads: bool
    off_roads: int
    ways: dict[str, list[int | None]] = field(default_factory=dict)
    nearest: dict[str, list[str | None]] = field(default_factory=dict)
    kinds: list[dict[str, Any]] = field(default_factory=list)


def reckon(
    homes: Sequence[Home], services: Sequence[Service], network: WalkingNetwork, standard: CircleStandard,
    told: Callable[[float], None] = lambda share: None,
) -> CircleFound:  # fmt: skip
    """Reckon the circle for every kind of the standard. Ways are exact on the network; without one they are straight lines × 1.3."""
    ways = ways_to(homes, services, network)
    found = CircleFound(ways.has_roads, ways.off_roads)
    candidates = np.arange(len(homes))[:: max(1, -(-len(homes) // MOST_CANDIDATES))]
    widest = max((standard.limit(kind, standard.adult) for kind in standard.kinds), default=0.0)
    sites = ways.matrix(candidates, 5 * widest)
    for number, kind in enumerate(standard.kinds):
        here = [n for n, one in enumerate(services) if kind.code in one.kinds]
        metres, which = ways.nearest(here)
        found.ways[kind.code] = [round(one) if np.isfinite(one) else None for one in metres.tolist()]
        found.nearest[kind.code] = [services[here[n]].id if n >= 0 else None for n in which.tolist()]
        found.kinds.append(_kind(kind, standard, homes, metres, len(here), sites, candidates))
        told((number + 1) / len(standard.kinds))
    return found


def _kind(
    kind: FacilityKind, standard: CircleStandard, homes: Sequence[Home], metres: np.ndarray, services: int, sites: np.ndarray,
    candidates: np.ndarray,
) -> dict[str, Any]:  # fmt: skip
    limits = {
        "homes": standard.limit(kind, standard.adult),
        "elders": standard.limit(kind, standard.elder),
        "children": standard.limit(kind, standard.elder),
    }
    grids: dict[str, dict[str, list[int]]] = {}
    whole = {name: [0, 0] for name in limits}
    for home, way in zip(homes, metres.tolist(), strict=True):
        grid = grids.setdefault(home.grid, {name: [0, 0] for name in limits})
        for name, limit in limits.items():
            amount = getattr(home, name)
            for counted in (grid[name], whole[name]):
                counted[0] += amount if way <= limit else 0
                counted[1] += amount
    demand = np.array([one.homes for one in homes], float)
    best = best_sites(sites, metres, demand, limits["homes"], SITES) if len(homes) else []
    return {
        "code": kind.code,
        "radius": kind.radius,
        "facilities": services,
        **whole,
        "grids": grids,
        "sites": [_site(one, homes, int(candidates[one.candidate])) for one in best],
    }


def _site(site, homes: Sequence[Home], at: int) -> dict[str, Any]:
    return {
        "building": homes[at].id,
        "homes": round(site.gained),
        "elders": sum(homes[n].elders for n in site.homes),
        "children": sum(homes[n].children for n in site.homes),
        "buildings": [homes[n].id for n in site.homes],
        "before": None if site.before is None else round(site.before),
        "after": None if site.after is None else round(site.after),
    }
