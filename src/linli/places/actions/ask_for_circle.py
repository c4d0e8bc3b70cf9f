"""Have the circle of a community reckoned; it is done in the background."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..models import CircleRun
from ..reckonings import CIRCLE_JOB, begin_reckoning


@action
def ask_for_circle(*, actor: Actor, key: UUID | None, community: str, load: Mapping[str, list[int]]) -> CircleRun:
    """Ask for the circle as of today by the street's rule in force. `load` gives elders and children of buildings, by id, where there are any.

    Raises `NotFound`, `NotAllowed`, `BadInput("circle", "nothing_located")`, `Conflict("circle_run")` while another is being reckoned.
    """
    with deed(actor, key, "places.ask_for_circle") as d:
        row = CircleRun(place_code=community)
        begin_reckoning(d, actor, row, dict(load), CIRCLE_JOB, "circle_run")
    return row
