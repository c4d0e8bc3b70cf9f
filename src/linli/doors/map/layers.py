"""The layers of the map as JSON, from our own data alone."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any

import shapely
from django.http import HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from linli.cases.queries.cases_on_map import open_cases_by_building
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.places.queries.map_layers import MOST, BuildingOnMap, GridOnMap, buildings_on_map, grids_on_map
from linli.places.rules.ground import from_stored
from linli.places.rules.shape import Point

from .area import WIDEST, area_asked

STEPS = 1_000_000
"""Whole numbers in a layer are millionths of a degree (a tenth of a metre) from its origin."""


@gzip_page
@require_safe
@staff_page(roles=WITH_CASES)
def places_layer(request: StaffRequest) -> HttpResponseBase:
    """Grids and buildings of an area. Five statements in all, two of its own; 304 for who has it already.

    20,000 buildings: 1 to 2 s, 2.7 MB, 0.7 MB as sent (bench/map_layer.py).
    """
    buildings = buildings_on_map(_area(request))
    grids = grids_on_map(_area(request), buildings)
    return answer_layer(request, layer_of(buildings, grids))


@gzip_page
@require_safe
@staff_page(roles=WITH_CASES)
def cases_layer(request: StaffRequest) -> HttpResponseBase:
    """How many cases are open at each building, for those who may see them. Four statements in all, one of its own."""
    found = open_cases_by_building(request.actor, _area(request))
    return answer_layer(request, {"buildings": {str(one.building_id): [one.open, one.late] for one in found}})


Ground = tuple[str, tuple[Point, ...]]
"""A piece of ground: `road`, `main` (a road one does not cross without thinking), `river`, `water` or `house`, and its points."""


def ground_of(features: Iterable[Any]) -> list[Ground]:
    """Roads, waters and outlines that came in from files (rows of `ground_features`), as the map draws them."""
    found: list[Ground] = []
    for row in features:
        for part in shapely.get_parts(from_stored(row.shape)):
            is_area = part.geom_type == "Polygon"
            kind = {"building": "house", "water": "water" if is_area else "river"}.get(row.layer, "")
            kind = kind or ("main" if row.facts.get("main") else "road")
            line = part.exterior if is_area else part
            if line.geom_type in ("LineString", "LinearRing"):
                found.append((kind, tuple((float(x), float(y)) for x, y in line.coords)))
    return found


def layer_of(buildings: list[BuildingOnMap], grids: list[GridOnMap], ground: list[Ground] = ()) -> dict[str, Any]:
    """The layer of places. A building is [id, estate's number, name, short number, grid's code, units, floors, exact, ring]; a
    ring is flat [x, y, x, y, …] in millionths of a degree from `origin`. `ground` is [kind, line] each."""
    points = [point for one in buildings for point in one.ring]
    points = (
        points or [point for one in grids for point in one.ring] or [point for _kind, line in ground for point in line]
    )
    origin = (min(x for x, _y in points), min(y for _x, y in points)) if points else (0.0, 0.0)
    estates = {one.estate_id: one.estate for one in buildings}
    number_of = {estate_id: number for number, estate_id in enumerate(estates)}
    return {
        "origin": list(origin),
        "steps": STEPS,
        "whole": len(buildings) < MOST,
        "estates": list(estates.values()),
        "grids": [
            {"code": one.place_code, "name": one.name, "kind": _(one.kind_label), "ring": _flat(one.ring, origin)}
            for one in grids
            if one.ring
        ],
        "buildings": [
            [
                str(one.key.id),
                number_of[one.estate_id],
                one.name,
                one.number,
                one.place_code,
                one.units,
                one.floors,
                int(one.is_exact),
                _flat(one.ring, origin),
            ]
            for one in buildings
            if one.ring
        ],
        "ground": [[kind, _flat(line, origin)] for kind, line in ground],
    }


def _flat(ring: tuple[Point, ...], origin: Point) -> list[int]:
    west, south = origin
    return [step for x, y in ring for step in (round((x - west) * STEPS), round((y - south) * STEPS))]


def _area(request: StaffRequest) -> str:
    area = area_asked(request.actor, request.GET.get("in", ""))
    if len(area) < WIDEST:
        raise NotFound("place", area)
    return area


def answer_layer(request: StaffRequest, layer: dict[str, Any]) -> HttpResponseBase:
    """A layer as JSON with an ETag; 304 for who has it already."""
    body = json.dumps(layer, ensure_ascii=False, separators=(",", ":")).encode()
    etag = f'"{sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="application/json", headers={"ETag": etag})
    answer["Cache-Control"] = "private, no-cache"
    return get_conditional_response(request, etag=etag, response=answer)
