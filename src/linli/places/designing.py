"""A proposal of grids on its way through the queue: put in, worked out, its progress told."""

from __future__ import annotations

import logging
from time import monotonic
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition

from .ground_files import Layer
from .models import GridDesign, GroundFeature
from .queries.grid_geometry import community_borders, grids_today, located_buildings
from .rules.grid_design import House
from .rules.grid_design.graph import Barrier
from .rules.ground import from_stored

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
    """The located buildings of a community as the design takes them. Two statements."""
    houses = []
    for one in located_buildings(community):
        if one.at is None:
            continue
        elders, cases = (load.get(str(one.id)) or [0, 0])[:2]
        households, _counted = one.households
        grid = one.place_code[:16] if len(one.place_code) >= 16 else ""
        houses.append(House(str(one.id), one.at, households, elders, cases, str(one.estate_id), grid, one.footprint))
    return houses


def estate_names(community: str) -> dict[str, str]:
    """The names of the estates of a community's buildings, by id as text. Two statements."""
    return {str(one.estate_id): one.estate for one in located_buildings(community)}


def barriers_of(community: str) -> list[Barrier]:
    """Main roads and waters taken in for a community that one does not cross without thinking. One statement."""
    rows = GroundFeature.objects.filter(
        scope_condition(community), layer__in=[Layer.ROAD.value, Layer.WATER.value], facts__main=True
    )
    return [(row.layer, row.name, from_stored(row.shape)) for row in rows.order_by("id")]


def ground_today(community: str):
    """The community's border where it is known, today's grids' names and their borders. Three statements."""
    ground, _neighbours = community_borders(community)
    grids = grids_today(community)
    names = {grid.code: grid.name for grid in grids}
    return ground, names, {grid.code: grid.shape for grid in grids if grid.shape is not None}


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
