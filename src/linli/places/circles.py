"""What a circle is reckoned from, gathered from what is registered, and its figures as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel.errors import NotFound
from linli.ledger.street_row import scope_condition

from .ground_files import Layer
from .models import Facility, GroundFeature
from .queries.grid_geometry import located_buildings
from .rules.circle.reckon import CircleFound, Home, Service, reckon
from .rules.circle.several import choose_several
from .rules.circle.standard import CircleStandard, Whom, standard_of
from .rules.circle.walking import WalkingNetwork, walking_network
from .rules.ground import Plane, from_stored
from .rules.shape import METRES_PER_DEGREE

AROUND = 1_500 / METRES_PER_DEGREE
"""Degrees beyond the buildings in which services and roads count: a circle does not end at the community's border."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All a circle is reckoned from."""

    homes: list[Home]
    unplaced: int
    counted: int
    services: list[Service]
    network: WalkingNetwork
    standard: CircleStandard


def ground_of_circle(community: str, load: Mapping[str, list[int]], standard: Mapping[str, Any]) -> Ground:
    """The buildings, services and roads of a community and around it. Four statements."""
    homes, unplaced, counted = [], 0, 0
    for one in located_buildings(community):
        households, is_counted = one.households
        if one.at is None:
            unplaced += 1
            continue
        counted += is_counted
        elders, children = (load.get(str(one.id)) or [0, 0])[:2]
        grid = one.place_code[:16] if len(one.place_code) >= 16 else ""
        homes.append(Home(str(one.id), grid, one.at, households, elders, children))
    plane, (west, south, east, north) = Plane(0.0, 0.0), (0.0, 0.0, 0.0, 0.0)
    if homes:
        xs, ys = [one.at[0] for one in homes], [one.at[1] for one in homes]
        west, south, east, north = min(xs) - AROUND * 1.3, min(ys) - AROUND, max(xs) + AROUND * 1.3, max(ys) + AROUND
        plane = Plane((west + east) / 2, (south + north) / 2)
    near = scope_condition(community[:6])
    around = Facility.public.filter(
        near, closed_at=None, longitude__range=(west, east), latitude__range=(south, north)
    ).order_by("id")
    services = [
        Service(str(row.id), (row.longitude, row.latitude), frozenset({row.kind, *row.offers})) for row in around
    ]
    roads = GroundFeature.public.filter(
        near, layer=Layer.ROAD.value, west__lte=east, east__gte=west, south__lte=north, north__gte=south
    )
    lines = ((row.facts.get("kind", ""), from_stored(row.shape)) for row in roads.order_by("id"))
    said = standard_of(standard.get("said"), standard.get("version", 0))
    return Ground(homes, unplaced, counted, services, walking_network(lines, plane), said)


def result_of(ground: Ground, found: CircleFound) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures and the ways as they are kept."""
    groups = {name: sum(getattr(one, name) for one in ground.homes) for name in ("homes", "elders", "children")}
    grids: dict[str, dict[str, int]] = {}
    for one in ground.homes:
        grid = grids.setdefault(one.grid, {"buildings": 0, "homes": 0, "elders": 0, "children": 0})
        grid["buildings"] += 1
        for name in ("homes", "elders", "children"):
            grid[name] += getattr(one, name)
    result = {
        "has_roads": found.has_roads,
        "off_roads": found.off_roads,
        "unplaced": ground.unplaced,
        "counted": ground.counted,
        "buildings": len(ground.homes),
        "facilities": len(ground.services),
        **groups,
        "grids": grids,
        "kinds": found.kinds,
        "adult": ground.standard.adult,
        "elder": ground.standard.elder,
    }
    ways = {
        "buildings": [one.id for one in ground.homes],
        "homes": [one.homes for one in ground.homes],
        "metres": found.ways,
        "nearest": found.nearest,
    }
    return result, ways


def reckon_ground(ground: Ground, told: Callable[[float], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Reckon and lay out; outside a transaction, for it may take a while."""
    return result_of(ground, reckon(ground.homes, ground.services, ground.network, ground.standard, told))


def sites_on_ground(
    ground: Ground, kind: str, whom: Whom, number: int, told: Callable[[float], None]
) -> dict[str, Any]:
    """Choose the places of several new services and lay out what they bring. Raises `NotFound("facility_kind")`."""
    found = ground.standard.kind(kind)
    if found is None:
        raise NotFound("facility_kind", kind)
    return choose_several(ground.homes, ground.services, ground.network, ground.standard, found, whom, number, told) | {
        "unplaced": ground.unplaced,
        "counted": ground.counted,
        "radius": found.radius,
    }
