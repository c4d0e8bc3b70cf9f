"""What the pages of the circle share: who reads them around where, the weights of buildings, the kind a page is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase

from linli.doors.map.on_page import map_of
from linli.doors.staff.frame import StaffRequest
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.scoped import acting_in
from linli.people.children import children_by_building
from linli.people.elders import elders_by_building
from linli.places.queries.circle import CircleRead, latest_circle
from linli.places.queries.map_counts import counted
from linli.places.rules.circle.standard import SHIPPED, CircleStandard, FacilityKind

ELDER = 60
"""Years: 老年人 by the law on the rights of the elderly, article 2."""
CHILD = 14

View = Callable[..., HttpResponseBase]


def around_home(view: View) -> View:
    """A circle does not end at a grid: an officer of one reads the circle of her whole community (counts and ways, no persons)."""

    @wraps(view)
    def page(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        with acting_in(request.actor.neighbourhood):
            return view(request, *args, **kwargs)

    return page


def circle_map(request: StaffRequest, code: str, *layers: str, **more: Any) -> dict[str, Any]:
    """The map of a community with its services, read around home as the page itself. One statement."""
    layers = (*layers, "facilities", "ground")
    return map_of(request.actor, code, counted(code).box, layers=layers, whole=True, home="1", **more)


def circle_load(code: str) -> dict[str, list[int]]:
    """Elders and children of each building where there are any, by its id as text. Two statements."""
    year = clock.today().year
    elders, children = elders_by_building(code, year - ELDER), children_by_building(code, year - CHILD + 1)
    ids = sorted(elders.keys() | children.keys(), key=str)
    return {str(id): [elders.get(id, 0), children.get(id, 0)] for id in ids}


def kind_asked(code: str, standard: CircleStandard = SHIPPED) -> FacilityKind:
    """A kind of the standard. Raises `NotFound`."""
    found = standard.kind(code)
    if found is None:
        raise NotFound("facility_kind", code)
    return found


def circle_reckoned(code: str) -> CircleRead:
    """The circle of a community as it was reckoned last. Raises `NotFound` while there is none. One statement."""
    read = latest_circle(code)
    if read is None:
        raise NotFound("circle_run", code)
    return read


def minutes(metres: int | None, speed: int) -> int | None:
    """Whole minutes on foot, one at least; None where there is no way."""
    return None if metres is None else max(1, round(metres / speed))


def share(counted: list[int]) -> int | None:
    """Per cent, rounded down so that a hundred means all; None of nobody."""
    return 100 * counted[0] // counted[1] if counted[1] else None
