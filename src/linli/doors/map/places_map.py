"""The map of one's jurisdiction: grids, buildings, what is open where; and the same as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.cases.queries.cases_on_map import CasesOfBuilding, open_cases_by_building, open_cases_of_building
from linli.doors.rail import WITH_CASES
from linli.doors.staff.door_cards.door_cards import ROLES as MAKES_DOOR_CARDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.actions.keep_own_map import DRAWS
from linli.places.queries import place_facts
from linli.places.queries.areas import communities_or_areas
from linli.places.queries.map_layers import (
    BuildingOnMap,
    building_on_map,
    buildings_on_map,
    grids_on_map,
    in_counting_order,
)
from linli.places.queries.own_maps import LOOKS, own_maps_in
from linli.teams.queries import captain_post_for

from .area import WIDEST, area_asked

SHOWN = 400
"""Buildings in the table beside the map; more are reached grid by grid."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a grid or a building."""

    name: str
    aside: str
    url: str
    buildings: int
    open: int
    late: int
    is_placed: bool
    id: str


@require_safe
@staff_page(roles=WITH_CASES)
def places_map(request: StaffRequest) -> HttpResponse:
    """The map of an area, with one building's panel where asked. At most ten statements with the frame's."""
    building_id = _uuid(request.GET.get("building", ""))
    chosen = building_on_map(building_id) if building_id else None
    if request.htmx and chosen:
        return request.show("map/panel.html", **_panel(request, chosen))
    asked = request.GET.get("in", "") or (chosen.place_code[: PlaceLevel.COMMUNITY] if chosen else "")
    area = area_asked(request.actor, asked)
    if len(area) < WIDEST:
        return _choose(request, area)
    grid = request.GET.get("grid", "") if not chosen else chosen.place_code[: PlaceLevel.GRID]
    if not grid.startswith(area) or not grid.isdigit():
        grid = area if len(area) >= PlaceLevel.GRID else ""
    buildings = buildings_on_map(area)
    cases = {one.building_id: one for one in open_cases_by_building(request.actor, area)}
    rows = _building_rows(area, grid, buildings, cases) if grid else _grid_rows(area, buildings, cases)
    return request.show(
        "map/places.html",
        area=area,
        grid=grid,
        place=chosen.words if chosen else place_facts(grid or area).short,
        rows=rows[:SHOWN],
        is_whole=len(rows) <= SHOWN,
        wider=_url(area) if grid and grid != area else "",
        total=len(buildings),
        unplaced=sum(1 for one in buildings if not one.ring),
        layer_url=f"{reverse('staff:map_places')}?{urlencode({'in': area})}",
        cases_url=f"{reverse('staff:map_cases')}?{urlencode({'in': area})}",
        own_maps=own_maps_in(request.actor, area) if request.actor.roles & LOOKS and not chosen else [],
        draws=bool(request.actor.roles & DRAWS),
        **(_panel(request, chosen) if chosen else {}),
    )


def _choose(request: StaffRequest, area: str) -> HttpResponse:
    found = communities_or_areas(area)
    scope = request.actor.scope
    mine = [
        (one.name, _url(code))
        for one in (*found.areas, *found.communities)
        if scope.holds(code := getattr(one, "code", "") or one.place_code)
        or any(prefix.startswith(code) for prefix in scope.prefixes)
    ]
    if len(mine) == 1:
        return request.back_to(mine[0][1])
    return request.show("map/choose.html", areas=mine)


def _panel(request: StaffRequest, one: BuildingOnMap) -> dict[str, Any]:
    captain = captain_post_for(one.key)
    cards = {"estate": str(one.estate_id), "doors": str(one.key.id)}
    may_print = bool(request.actor.roles & MAKES_DOOR_CARDS)
    return {
        "chosen": one,
        "captain": captain.holder_name or captain.title if captain else "",
        "cases": open_cases_of_building(request.actor, one.key.street_code, one.key.id),
        "card_url": f"{reverse('staff:door_card_sheet')}?{urlencode(cards)}" if may_print else "",
    }


def _grid_rows(area: str, buildings: list[BuildingOnMap], cases: dict[UUID, CasesOfBuilding]) -> list[Row]:
    rows = []
    for grid in grids_on_map(area, buildings):
        here = [one for one in cases.values() if one.place_code.startswith(grid.place_code)]
        rows.append(
            Row(
                name=grid.name,
                aside=grid.kind_label,
                url=_url(area, grid=grid.place_code),
                buildings=grid.buildings,
                open=sum(one.open for one in here),
                late=sum(one.late for one in here),
                is_placed=bool(grid.ring),
                id="",
            )
        )
    return rows


def _building_rows(
    area: str, grid: str, buildings: list[BuildingOnMap], cases: dict[UUID, CasesOfBuilding]
) -> list[Row]:
    rows = []
    for one in in_counting_order(one for one in buildings if one.place_code.startswith(grid)):
        case = cases.get(one.key.id)
        rows.append(
            Row(
                name=one.words,
                aside="",
                url=_url(area, building=str(one.key.id)),
                buildings=1,
                open=case.open if case else 0,
                late=case.late if case else 0,
                is_placed=bool(one.ring),
                id=str(one.key.id),
            )
        )
    return rows


def _url(area: str, **more: str) -> str:
    return f"{reverse('staff:map')}?{urlencode({'in': area, **more})}"


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotFound("place", text) from None
