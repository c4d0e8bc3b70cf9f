"""The map of one's jurisdiction: grids, buildings, what is open where; and the same as tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.cases.queries.cases_on_map import open_cases_by_building, open_cases_by_place, open_cases_of_building
from linli.doors.rail import WITH_CASES
from linli.doors.staff.door_cards.door_cards import ROLES as MAKES_DOOR_CARDS
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.places.actions.keep_own_map import DRAWS
from linli.places.queries import communities, division_name, place_facts
from linli.places.queries.areas import communities_or_areas
from linli.places.queries.map_counts import Counted, counted, live_grids_of
from linli.places.queries.map_layers import (
    BuildingOnMap,
    building_on_map,
    buildings_on_map,
    in_counting_order,
)
from linli.places.queries.own_maps import LOOKS, own_maps_in
from linli.teams.queries import captain_post_for

from .area import WIDEST, area_asked
from .on_page import at_of, map_of, show_map

SHOWN = 400
"""Buildings in the table beside the map; more are reached grid by grid."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: a community, a grid or a building. `at` is where the map finds it, empty where nobody knows."""

    name: str
    url: str
    buildings: int
    open: int
    late: int
    at: str
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
    count = counted(area)
    rows = _building_rows(request.actor, area, grid) if grid else _area_rows(request.actor, area, count)
    return show_map(
        request,
        "map/places.html",
        area=area,
        grid=grid,
        place=chosen.words if chosen else _name_of(grid or area),
        rows=rows[:SHOWN],
        is_whole=len(rows) <= SHOWN,
        wider=_url(area) if grid and grid != area else "",
        total=count.all,
        unplaced=count.unplaced,
        map=map_of(
            request.actor,
            area,
            count.box,
            layers=("cases", "looks", "facilities", "ground"),
            hidden=("looks", "facilities"),
            chosen=chosen,
        ),
        own_maps=own_maps_in(request.actor, area) if request.actor.roles & LOOKS and not chosen else [],
        draws=bool(request.actor.roles & DRAWS),
        **(_panel(request, chosen) if chosen else {}),
    )


def _name_of(code: str) -> str:
    return place_facts(code).short if len(code) > PlaceLevel.COUNTY else division_name(code)


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


def _area_rows(actor: Actor, area: str, count: Counted) -> list[Row]:
    """The grids of a street or community; of a county or city its communities."""
    is_wide = len(area) < PlaceLevel.STREET
    level = PlaceLevel.COMMUNITY if is_wide else PlaceLevel.GRID
    cases = open_cases_by_place(actor, area, level)
    named = [(one.place_code, one.name) for one in communities(area)] if is_wide else live_grids_of(area)
    # In a street every community has a first grid: its name says which.
    homes = {one.place_code: one.name for one in communities(area)} if len(area) == PlaceLevel.STREET else {}
    rows = []
    for code, name in named:
        if not actor.scope.holds(code) and not (is_wide and any(one.startswith(code) for one in actor.scope.prefixes)):
            continue
        here, late = cases.get(code, (0, 0))
        address = _url(code) if is_wide else _url(area, grid=code)
        rows.append(
            Row(
                homes.get(code[: PlaceLevel.COMMUNITY], "") + name,
                address,
                count.within(code),
                here,
                late,
                at_of(count.middle_of(code)),
                "",
            )
        )
    return rows


def _building_rows(actor: Actor, area: str, grid: str) -> list[Row]:
    cases = {one.building_id: one for one in open_cases_by_building(actor, grid)}
    rows = []
    for one in in_counting_order(buildings_on_map(grid)):
        case = cases.get(one.key.id)
        rows.append(
            Row(
                name=one.words,
                url=_url(area, building=str(one.key.id)),
                buildings=1,
                open=case.open if case else 0,
                late=case.late if case else 0,
                at=at_of(one.middle),
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
