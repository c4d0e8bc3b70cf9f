"""A proposal of grids on its way through the queue: put in, worked out, its progress told."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic
from uuid import UUID

import numpy as np
import shapely
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued
from shapely.geometry.base import BaseGeometry

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition

from .ground_files import Layer
from .ground_files.sorting import NOT_WALKED, PATHS
from .models import GridDesign, GroundFeature
from .queries.grid_geometry import GridOfDay, community_borders, grids_today, located_buildings
from .rules.first_borders import MARGIN
from .rules.grid_design import House
from .rules.grid_design.crossings import Barrier, Road
from .rules.grid_plan import EXCLUSIVE, kind_of_code
from .rules.ground import Plane, from_stored

log = logging.getLogger(__name__)

JOB = "design_grids"
"""The name under which `project/wiring.py` registers `jobs.design_grids`."""

EVERY = 1.0
"""Seconds between two notes of the progress."""


def enqueue_design(row: GridDesign) -> bool:
    """Put the work into the queue, in the running transaction; False when it waits there already, which is enough."""
    waiting = app.configure_task(JOB, queueing_lock=f"grid design {row.id}")
    try:
        with transaction.atomic():
            waiting.defer(street_code=row.street_code, design_id=str(row.id))
    except AlreadyEnqueued:
        return False
    return True


def houses_of(community: str, load: dict[str, list[int]]) -> list[House]:
    """The located buildings of a community as the design takes them; those of exclusive grids stay where they are. One statement."""
    houses = []
    for one in located_buildings(community):
        if one.at is None or kind_of_code(one.place_code) == EXCLUSIVE:
            continue
        elders, cases = (load.get(str(one.id)) or [0, 0])[:2]
        households, _counted = one.households
        grid = one.place_code[:16] if len(one.place_code) >= 16 else ""
        houses.append(House(str(one.id), one.at, households, elders, cases, str(one.estate_id), grid, one.footprint))
    return houses


def estate_names(community: str) -> dict[str, str]:
    """The names of the estates of a community's buildings, by id as text. One statement."""
    return {str(one.estate_id): one.estate for one in located_buildings(community)}


def barriers_and_roads(community: str) -> tuple[list[Barrier], list[Road]]:
    """Main roads and waters taken in for a community that one does not cross without thinking, and the roads one walks on. One statement."""
    rows = GroundFeature.objects.filter(scope_condition(community), layer__in=[Layer.ROAD.value, Layer.WATER.value])
    barriers, roads = [], []
    for row in rows.order_by("id"):
        shape, kind, is_main = from_stored(row.shape), row.facts.get("kind", ""), bool(row.facts.get("main"))
        if is_main:
            barriers.append((row.layer, row.name, shape))
        if row.layer == Layer.ROAD and kind not in NOT_WALKED:
            roads.append(Road(shape, row.facts.get("over", ""), is_main, kind in PATHS))
    return barriers, roads


@dataclass(frozen=True, slots=True)
class GroundToday:
    """The ground of a community: its border where it is known, those of the communities around it, and its grids of today."""

    border: BaseGeometry | None
    around: list[BaseGeometry]
    basic: list[GridOfDay]
    exclusive: list[GridOfDay]

    def to_divide(self, houses: Sequence[House]) -> BaseGeometry | None:
        """The ground a proposal divides: the community's; where its border is not known, what lies around its houses and is no
        other community's. None where nothing limits it."""
        if self.border is not None or not self.around or not houses:
            return self.border
        plane = Plane.around([shapely.Point(house.at) for house in houses])
        near = shapely.MultiPoint(plane.flat(np.array([house.at for house in houses])))
        ours = shapely.convex_hull(near.buffer(MARGIN)).difference(plane.metres(shapely.union_all(self.around)))
        return plane.degrees(ours)


def ground_today(community: str) -> GroundToday:
    """The ground of a community as it is divided today. Two statements."""
    border, neighbours = community_borders(community)
    grids = grids_today(community)
    basic, exclusive = ([grid for grid in grids if grid.is_exclusive is it] for it in (False, True))
    return GroundToday(border, [shape for _name, shape in neighbours], basic, exclusive)


class Progress:
    """Notes how far a proposal is, once a second at most."""

    def __init__(self, street_code: int, design_id: UUID) -> None:
        self.row, self.noted = (street_code, design_id), 0.0

    def __call__(self, share: float) -> None:
        if monotonic() - self.noted < EVERY:
            return
        self.noted = monotonic()
        self.note(GridDesign.State.WORKING, round(share * 95))

    def note(self, state: str, progress: int, failure: str = "") -> bool:
        """Write the state where it is still to be worked out; False when it is not."""
        street, id = self.row
        waiting = (GridDesign.State.WAITING, GridDesign.State.WORKING)
        with acting_in(Scope.everything()):
            rows = GridDesign.objects.filter(street_code=street, id=id, state__in=waiting)
            return rows.update(state=state, progress=progress, failure=failure) == 1
