"""The grids of one community: on the map, in a table, today or on any day; what is wrong with them; what is being worked on."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any

import shapely
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.map.on_page import around, map_of, show_map
from linli.doors.map.tile import day_asked
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.queries.grid_drafts import beside_grids, divided_community, planned_grids
from linli.places.queries.grid_geometry import (
    GridOfDay,
    LocatedBuilding,
    community_borders,
    grids_on,
    grids_today,
    located_buildings,
)
from linli.places.rules.coverage import find_faults
from linli.places.rules.keepers import KEEPERS

from .words import fault_lines, found_words


@require_safe
@staff_page(roles=KEEPERS)
def community_grids(request: StaffRequest, code: str) -> HttpResponse:
    """The division of a community, today's or that of the day asked for (`?on=2026-01-31`; of a day to come, as far as one is planned). Five statements
    besides the frame's."""
    community = divided_community(request.actor, code)
    day = day_asked(request.GET.get("on", ""))
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
    return show_map(
        request,
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
        map=map_of(
            request.actor,
            code,
            around(_corners(grids, buildings)),
            layers=("ground", "cases"),
            hidden=("cases",),
            on=str(day or ""),
        ),
    )


@require_safe
@staff_page(roles=KEEPERS)
def export_grids(request: StaffRequest, code: str) -> HttpResponse:
    """The grids of the day asked for as GeoJSON (WGS-84/CGCS2000), which every map program reads. Two statements."""
    community = divided_community(request.actor, code)
    grids = _grids(code, day_asked(request.GET.get("on", "")))
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


def _grids(code: str, day: date | None) -> list[GridOfDay]:
    """The grids of a day: of one that is over by their borders, of one to come as planned or else as today. One or two statements."""
    if day is None:
        return grids_today(code)
    if day > clock.today():
        return planned_grids(code, day) or grids_today(code)
    return grids_on(code, clock.evening_of(day))


def _corners(grids: list[GridOfDay], buildings: list[LocatedBuilding]) -> list[Any]:
    bounds = [grid.shape.bounds for grid in grids if grid.shape is not None]
    corners = [one for west, south, east, north in bounds for one in ((west, south), (east, north))]
    return [*corners, *(one.at for one in buildings)]


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
