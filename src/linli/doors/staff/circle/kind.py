"""One kind of service: by grid and age, the homes furthest off, every building with its way; and one building with its way to each kind."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.map.on_page import show_map
from linli.doors.staff.communities_read import community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound
from linli.places.queries.circle import CircleRead, names_on_ground
from linli.places.queries.facilities import facilities_by_id, facilities_of
from linli.places.rules.circle.standard import FacilityKind, Whom
from linli.places.rules.keepers import FACILITY_KEEPERS, GROUND_READERS

from .around import around_home, circle_map, circle_reckoned, kind_asked, minutes

FURTHEST = 10
SHOWN = 300


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def circle_kind(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Coverage by grid and age, the homes furthest off, where one more would help most. Six statements besides the frame's."""
    community, read = community_read(request.actor, code), circle_reckoned(code)
    found = kind_asked(kind, read.standard)
    told = read.kind(kind)
    whom = _whom(request)
    grids, names = names_on_ground(code)
    far = [one for one in _buildings(read, found, whom, names) if one["people"]][:FURTHEST]
    services = facilities_by_id(int(code[:9]), {one["service_id"] for one in far if one["service_id"]})
    return show_map(
        request,
        "staff/circle/kind.html",
        community=community,
        kind=found,
        read=read,
        told=told,
        limit=round(read.standard.limit(found, read.result["adult"])),
        far=[{**one, "service": services.get(one["service_id"])} for one in far],
        whom=whom,
        whoms=_whom_tabs(whom, "?"),
        sites=[{**one, "name": names[one["building"]][0]} for one in told["sites"] if one["building"] in names],
        grids=[
            (
                grids.get(grid, _("没有网格")),
                counted["homes"],
                counted["elders"],
                counted["children"],
                f"{reverse('staff:circle_buildings', args=[code, kind])}?grid={grid}",
            )
            for grid, counted in sorted(told["grids"].items())
        ],
        services=[one for one in facilities_of(code) if kind in one.kinds],
        map=circle_map(request, code, "reach", kind=kind),
        sites_url=f"{reverse('staff:sites', args=[code])}?kind={kind}",
        keeps=bool(request.actor.roles & FACILITY_KEEPERS),
    )


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def circle_buildings(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """Every building with its way to the nearest service of the kind, the furthest first; of one grid (`?grid=`), of those with elders or children
    (`?whom=`), of those out of reach (`?only=far`). Four statements besides the frame's."""
    community, read = community_read(request.actor, code), circle_reckoned(code)
    found, whom = kind_asked(kind, read.standard), _whom(request)
    (grids, names), asked = names_on_ground(code), request.GET.get("grid", "")
    all_of_it = [one for one in _buildings(read, found, whom, names) if one["people"]]
    here = [one for one in all_of_it if asked not in grids or one["grid"] == asked]
    far = [one for one in here if not one["in_reach"]]
    only_far = request.GET.get("only") == "far"
    shown = far if only_far else here
    services = facilities_by_id(int(code[:9]), {one["service_id"] for one in shown[:SHOWN] if one["service_id"]})
    kept = f"whom={whom.value}&only={'far' if only_far else ''}"
    in_grids = Counter(one["grid"] for one in all_of_it)
    return request.show(
        "staff/circle/buildings.html",
        community=community,
        kind=found,
        read=read,
        whom=whom,
        rows=[
            {**one, "service": services.get(one["service_id"]), "grid": grids.get(one["grid"], "")}
            for one in shown[:SHOWN]
        ],
        is_whole=len(shown) <= SHOWN,
        far=len(far),
        all=len(here),
        far_people=sum(one["people"] for one in far),
        only_far=only_far,
        far_url=f"?whom={whom.value}&grid={asked if asked in grids else ''}&only=far",
        whoms=_whom_tabs(whom, f"?grid={asked}&only={'far' if only_far else ''}&"),
        tabs=[
            {"label": _("全社区"), "url": f"?{kept}", "current": asked not in grids},
            *(
                {"label": name, "url": f"?grid={grid}&{kept}", "current": grid == asked}
                for grid, name in grids.items()
                if in_grids[grid]
            ),
        ],
    )


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def circle_building(request: StaffRequest, code: str, id: UUID) -> HttpResponse:
    """One building: the nearest service of each kind, and how far it is. Four statements besides the frame's."""
    community, read = community_read(request.actor, code), circle_reckoned(code)
    building, (grids, names) = str(id), names_on_ground(code)
    if building not in read.homes or building not in names:
        raise NotFound("place", id)
    ways = {kind.code: read.way(kind.code, building) for kind in read.standard.kinds}
    services = facilities_by_id(int(code[:9]), {nearest for _metres, nearest in ways.values() if nearest})
    lines = []
    for kind in read.standard.kinds:
        metres, nearest = ways[kind.code]
        lines.append({"kind": kind, "service": services.get(nearest or ""), **_way(read, kind, Whom.HOMES, metres)})
    return show_map(
        request,
        "staff/circle/building.html",
        community=community,
        name=names[building][0],
        grid=grids.get(names[building][1], ""),
        homes=read.homes[building],
        read=read,
        lines=lines,
        lacking=sum(1 for one in lines if not one["in_reach"]),
        map=circle_map(request, code, chosen=building),
    )


def _whom(request: StaffRequest) -> Whom:
    asked = request.GET.get("whom", "")
    return Whom(asked) if asked in Whom.codes() else Whom.HOMES


def _whom_tabs(whom: Whom, address: str) -> list[dict[str, Any]]:
    labels = {Whom.HOMES: _("住户"), Whom.ELDERS: _("老人"), Whom.CHILDREN: _("孩子")}
    return [
        {"label": label, "url": f"{address}whom={one.value}", "current": one is whom} for one, label in labels.items()
    ]


def _way(read: CircleRead, kind: FacilityKind, whom: Whom, metres: int | None) -> dict[str, Any]:
    limit = read.standard.limit(kind, read.standard.speed(whom))
    return {
        "metres": metres,
        "adult": minutes(metres, read.result["adult"]),
        "elder": minutes(metres, read.result["elder"]),
        "in_reach": metres is not None and metres <= limit,
    }


def _buildings(
    read: CircleRead, kind: FacilityKind, whom: Whom, names: dict[str, tuple[str, str]]
) -> list[dict[str, Any]]:
    """The buildings that still stand, the furthest first, with how many there are of those one asks for."""
    lines = []
    for building, metres, service in read.ways(kind.code):
        if building in names:
            name, grid = names[building]
            elders, children = read.people(building)
            people = {Whom.HOMES: read.homes[building], Whom.ELDERS: elders, Whom.CHILDREN: children}[whom]
            lines.append(
                {
                    "id": building,
                    "name": name,
                    "grid": grid,
                    "people": people,
                    "homes": read.homes[building],
                    "elders": elders,
                    "children": children,
                    "service_id": service,
                    **_way(read, kind, whom, metres),
                }
            )
    return sorted(lines, key=lambda one: (one["metres"] is not None, -(one["metres"] or 0)))
