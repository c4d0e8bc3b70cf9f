"""The grids of one community: on the map, in a table, today or on any day; what is wrong with them; what is being worked on."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import shapely
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.map.layers import answer_layer, ground_of, layer_of
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.actions.publish_grid_draft import FURTHEST
from linli.places.ground_files import Layer
from linli.places.queries.grid_drafts import beside_grids, divided_community, planned_grids
from linli.places.queries.grid_geometry import (
    GridOfDay,
    LocatedBuilding,
    community_borders,
    grids_on,
    grids_today,
    ground_features,
    located_buildings,
)
from linli.places.queries.map_layers import GridOnMap, buildings_on_map, grids_on_map
from linli.places.rules.coverage import find_faults
from linli.places.rules.grid_plan import BASIC, EXCLUSIVE
from linli.places.rules.ground import polygons_of
from linli.places.rules.keepers import KEEPERS

from .words import fault_lines, found_words


@require_safe
@staff_page(roles=KEEPERS)
def community_grids(request: StaffRequest, code: str) -> HttpResponse:
    """The division of a community, today's or that of the day asked for (`?on=2026-01-31`; of a day to come, as far as one is planned). Five statements
    besides the frame's."""
    community = divided_community(request.actor, code)
    day = _day(request.GET.get("on", ""))
    grids = _grids(code, day)
    buildings = located_buildings(code)
    bordered = [grid for grid in grids if grid.shape is not None]
    ground, neighbours = community_borders(code)
    beside, faults = beside_grids(code), []
    if bordered and not day:
        at = [(one.words, one.at) for one in buildings if one.at is not None]
        basic, exclusive = (
            [(one.name, one.shape) for one in bordered if one.is_exclusive is it] for it in (False, True)
        )
        faults = find_faults(basic, ground, neighbours, at, exclusive)
    return request.show(
        "staff/grids/community.html",
        community=community,
        day=day,
        is_to_come=bool(day and day > clock.today()),
        days=_changes(beside.moments),
        lines=_lines(grids, buildings, day),
        exclusive=sum(grid.is_exclusive for grid in grids),
        bordered=len(bordered),
        has_border=ground is not None,
        located=sum(1 for one in buildings if one.at is not None),
        buildings=len(buildings),
        faults=fault_lines(fault.as_plain() for fault in faults),
        faults_plain=json.dumps([fault.as_plain() for fault in faults], ensure_ascii=False),
        beside=beside,
        ground=found_words(beside.ground),
        layer_url=reverse("staff:grids_layer", args=[code]) + (f"?on={day}" if day else ""),
    )


@gzip_page
@require_safe
@staff_page(roles=KEEPERS)
def grids_layer(request: StaffRequest, code: str) -> HttpResponseBase:
    """Buildings, grids (of the day asked for), roads and water of a community for the map, with the homes of each building. Five statements."""
    divided_community(request.actor, code)
    day = _day(request.GET.get("on", ""))
    buildings = buildings_on_map(code)
    grids = [_on_map(one) for one in _grids(code, day)] if day else grids_on_map(code, buildings)
    features = ground_features(code, (Layer.ROAD, Layer.WATER, Layer.BUILDING))
    layer = layer_of(buildings, grids, ground_of(features))
    layer["homes"] = {str(one.id): one.households[0] for one in located_buildings(code)}
    return answer_layer(request, layer)


@require_safe
@staff_page(roles=KEEPERS)
def export_grids(request: StaffRequest, code: str) -> HttpResponse:
    """The grids of the day asked for as GeoJSON (WGS-84/CGCS2000), which every map program reads. Two statements."""
    community = divided_community(request.actor, code)
    grids = _grids(code, _day(request.GET.get("on", "")))
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shapely.to_geojson(grid.shape)),
            "properties": {
                "code": grid.code,
                "name": grid.name,
                "kind": grid.kind,
                "valid_from": str(grid.valid_from.astimezone(clock.SHANGHAI).date()),
            },
        }
        for grid in grids
        if grid.shape is not None
    ]
    whole = {"type": "FeatureCollection", "name": community.name, "features": features}
    answer = HttpResponse(json.dumps(whole, ensure_ascii=False), content_type="application/geo+json")
    answer["Content-Disposition"] = f'attachment; filename="grids-{code}.geojson"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
@staff_page(roles=KEEPERS)
def new_draft(request: StaffRequest, code: str) -> HttpResponse:
    """A draft begins from the grids of today."""
    divided_community(request.actor, code)
    draft = begin_grid_draft(actor=request.actor, key=read_key(request), community=code)
    messages.success(request, _("草稿已建好。改好、检查通过以后再发布，现在的网格先不变。"))
    return request.back_to("staff:grid_draft", code, draft.id)


def _day(asked: str) -> date | None:
    """The day asked for, none for today, for what is no day, and for days nobody plans for."""
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        return None
    today = clock.today()
    return day if date(2000, 1, 1) <= day <= today + FURTHEST and day != today else None


def _grids(code: str, day: date | None) -> list[GridOfDay]:
    """The grids of a day: of one that is over by their borders, of one to come as planned or else as today. One or two statements."""
    if day is None:
        return grids_today(code)
    if day > clock.today():
        return planned_grids(code, day) or grids_today(code)
    return grids_on(code, clock.evening_of(day))


def _changes(moments: list[Any]) -> list[date]:
    return list(dict.fromkeys(moment.astimezone(clock.SHANGHAI).date() for moment in moments))


def _lines(grids: list[GridOfDay], buildings: list[LocatedBuilding], day: date | None) -> list[dict[str, Any]]:
    count: Counter[str] = Counter()
    homes: Counter[str] = Counter()
    guessed: set[str] = set()
    for one in buildings:
        households, is_counted = one.households
        count[one.place_code[:16]] += 1
        homes[one.place_code[:16]] += households
        if not is_counted:
            guessed.add(one.place_code[:16])
    return [
        {
            "name": grid.name,
            "code": grid.code,
            "kind": grid.kind if grid.is_exclusive else "",
            "hectares": grid.square_metres / 10_000 if grid.shape is not None else None,
            "buildings": None if day else count[grid.code],
            "households": None if day else homes[grid.code],
            "guessed": grid.code in guessed,
            "since": grid.valid_from,
            "until": grid.valid_until,
            "at": _at(grid),
        }
        for grid in grids
    ]


def _at(grid: GridOfDay) -> str:
    if grid.shape is None:
        return ""
    point = grid.shape.representative_point()
    return f"{point.x:.6f},{point.y:.6f}"


def _on_map(grid: GridOfDay) -> GridOnMap:
    largest = max(polygons_of(grid.shape), key=lambda part: part.area)
    ring = tuple((float(x), float(y)) for x, y in largest.exterior.coords[:-1])
    kind = EXCLUSIVE if grid.is_exclusive else BASIC
    return GridOnMap(grid.code, grid.name, kind, grid.kind, ring, 0)
