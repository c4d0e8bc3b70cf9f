"""The circle of a community on its way through the queue: put in, reckoned from what is registered, its progress told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition

from .ground_files import Layer
from .models import CircleRun, Facility, GroundFeature
from .queries.grid_geometry import located_buildings
from .rules.circle.reckon import CircleFound, Home, Service, reckon
from .rules.circle.standard import CircleStandard, standard_of
from .rules.circle.walking import WalkingNetwork, walking_network
from .rules.ground import Plane, from_stored
from .rules.shape import METRES_PER_DEGREE

JOB = "reckon_circle"
"""The name under which `project/wiring.py` registers `jobs.reckon_circle`."""

AROUND = 1_500 / METRES_PER_DEGREE
"""Degrees beyond the buildings in which services and roads count: a circle does not end at the community's border."""

EVERY = 1.0
"""Seconds between two notes of the progress."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All a circle is reckoned from."""

    homes: list[Home]
    unplaced: int
    counted: int
    services: list[Service]
    network: WalkingNetwork
    standard: CircleStandard


def enqueue_circle(row: CircleRun) -> bool:
    """Put the work into the queue, in the running transaction; False when it waits there already, which is enough."""
    waiting = app.configure_task(JOB, queueing_lock=f"circle {row.id}")
    try:
        with transaction.atomic():
            waiting.defer(street_code=row.street_code, run_id=str(row.id))
    except AlreadyEnqueued:
        return False
    return True


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
    ways = {"buildings": [one.id for one in ground.homes], "metres": found.ways, "nearest": found.nearest}
    return result, ways


def reckon_ground(ground: Ground, told: Callable[[float], None]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Reckon and lay out; outside a transaction, for it may take a while."""
    return result_of(ground, reckon(ground.homes, ground.services, ground.network, ground.standard, told))


class Progress:
    """Notes how far a circle is, once a second at most."""

    def __init__(self, street_code: int, run_id: UUID) -> None:
        self.row, self.noted = (street_code, run_id), 0.0

    def __call__(self, share: float) -> None:
        if monotonic() - self.noted >= EVERY:
            self.noted = monotonic()
            self.note(CircleRun.State.WORKING, round(share * 95))

    def note(self, state: str, progress: int, failure: str = "") -> bool:
        """Write the state where it is still to be reckoned; False when it is not."""
        street, id = self.row
        waiting = (CircleRun.State.WAITING, CircleRun.State.WORKING)
        with acting_in(Scope.everything()):
            rows = CircleRun.objects.filter(street_code=street, id=id, state__in=waiting)
            return rows.update(state=state, progress=progress, failure=failure) == 1
