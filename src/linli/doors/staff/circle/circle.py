"""The circle of a community: figures by kind, of the whole or of one grid; the map; reckoned anew."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.map.on_page import show_map
from linli.doors.staff.communities_read import communities_read, community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.places.actions.ask_for_circle import ask_for_circle
from linli.places.queries import grid_names
from linli.places.queries.circle import CircleRead, circle_now
from linli.places.queries.facilities import facilities_of
from linli.places.rules.keepers import FACILITY_KEEPERS, GROUND_READERS, KEEPERS

from .around import around_home, circle_load, circle_map, kind_asked, share


@require_safe
@staff_page(roles=GROUND_READERS)
def circles(request: StaffRequest) -> HttpResponse:
    """The communities to choose from; the only one at once."""
    found = communities_read(request.actor)
    if len(found) == 1:
        return request.back_to("staff:circle", found[0].place_code)
    lines = [(one.name, reverse("staff:circle", args=[one.place_code])) for one in found]
    return request.show("staff/circle/communities.html", lines=lines, heading=_("15分钟便民圈"))


@require_safe
@staff_page(roles=GROUND_READERS)
@around_home
def circle(request: StaffRequest, code: str) -> HttpResponse:
    """Coverage by kind, as it was reckoned last, of the community or of one grid (`?grid=`), of all kinds or of those with a gap (`?only=gaps`);
    while a reckoning is under way, how far it is. Five statements besides the frame's."""
    community = community_read(request.actor, code)
    run, read = circle_now(code)
    if request.headers.get("HX-Request") and run is not None and run.is_under_way:
        return request.show("staff/circle/progress.html", address=reverse("staff:circle", args=[code]), run=run)
    open_facilities = facilities_of(code)
    names = grid_names(code) if read else {}
    grid = request.GET.get("grid", "")
    lines = _lines(code, read, grid if grid in names else "") if read else []
    lacking = [one for one in lines if one["lacking"]]
    return show_map(
        request,
        "staff/circle/circle.html",
        community=community,
        run=run,
        read=read,
        lines=lacking if request.GET.get("only") == "gaps" else lines,
        lacking=len(lacking),
        counted=sum(1 for one in lines if one["share"] is not None),
        tabs=_tabs(names, read, grid),
        grid=names.get(grid, ""),
        gaps_url=f"?grid={grid}&only=gaps" if grid in names else "?only=gaps",
        facilities=len(open_facilities),
        unplaced=sum(1 for one in open_facilities if one.said.at is None),
        stale=sum(1 for one in open_facilities if one.is_stale(clock.today())),
        map=circle_map(request, code),
        keeps=bool(request.actor.roles & FACILITY_KEEPERS),
        sets_rule=bool(request.actor.roles & KEEPERS),
    )


@require_POST
@staff_page(roles=FACILITY_KEEPERS)
def reckon_anew(request: StaffRequest, code: str) -> HttpResponse:
    """Have the circle reckoned as of today."""
    community_read(request.actor, code)
    ask_for_circle(actor=request.actor, key=read_key(request), community=code, load=circle_load(code))
    messages.success(request, _("已经开始算，算好会显示在这一页。"))
    return request.back_to("staff:circle", code)


def _lines(code: str, read: CircleRead, grid: str) -> list[dict[str, Any]]:
    lines = []
    for told in read.result["kinds"]:
        kind = kind_asked(told["code"], read.standard)
        site = told["sites"][0] if told["sites"] and not grid else None
        counted = told["grids"].get(grid, {"homes": [0, 0], "elders": [0, 0], "children": [0, 0]}) if grid else told
        homes = counted["homes"]
        lines.append(
            {
                "kind": kind,
                "url": reverse("staff:circle_kind", args=[code, kind.code]),
                "buildings_url": reverse("staff:circle_buildings", args=[code, kind.code]) + f"?grid={grid}",
                "facilities": told["facilities"],
                "homes": homes,
                "elders": counted["elders"],
                "children": counted["children"],
                "share": share(homes),
                "lacking": homes[1] - homes[0],
                "gains": site["homes"] if site else 0,
            }
        )
    return lines


def _tabs(names: dict[str, str], read: CircleRead | None, asked: str) -> list[dict[str, Any]]:
    here = [(code, name) for code, name in names.items() if read and code in read.result["grids"]]
    if len(here) < 2:
        return []
    return [
        {"label": _("全社区"), "url": "?", "current": asked not in names},
        *({"label": name, "url": f"?grid={code}", "current": code == asked} for code, name in here),
    ]
