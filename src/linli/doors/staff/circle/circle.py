"""The circle of a community: figures by kind, one kind with its gaps and best places, the map, the export."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.map.on_page import at_of, map_of, show_map
from linli.doors.staff.communities_read import communities_read, community_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import as_csv
from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.people.children import children_by_building
from linli.people.elders import elders_by_building
from linli.places.actions.ask_for_circle import ask_for_circle
from linli.places.queries import grids_of
from linli.places.queries.circle import CircleRead, building_words, latest_circle, latest_run
from linli.places.queries.facilities import facilities_by_id, facilities_of
from linli.places.queries.map_tiles import counted
from linli.places.rules.circle.standard import SHIPPED, FacilityKind
from linli.places.rules.keepers import FACILITY_KEEPERS, KEEPERS

ELDER = 60
"""Years: 老年人 by the law on the rights of the elderly, article 2."""
CHILD = 14


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def circles(request: StaffRequest) -> HttpResponse:
    """The communities to choose from; the only one at once."""
    found = communities_read(request.actor)
    if len(found) == 1:
        return request.back_to("staff:circle", found[0].place_code)
    lines = [(one.name, reverse("staff:circle", args=[one.place_code])) for one in found]
    return request.show("staff/circle/communities.html", lines=lines, heading=_("15分钟便民圈"))


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def circle(request: StaffRequest, code: str) -> HttpResponse:
    """Coverage by kind, as it was reckoned last; while one is under way, how far it is. Four statements besides the frame's."""
    community = community_read(request.actor, code)
    run, read = latest_run(code), latest_circle(code)
    under_way = run is not None and run.state in ("waiting", "working")
    if request.headers.get("HX-Request") and under_way:
        return request.show("staff/circle/progress.html", community=community, run=run)
    open_facilities = facilities_of(code)
    return show_map(
        request,
        "staff/circle/circle.html",
        community=community,
        run=run,
        under_way=under_way,
        read=read,
        lines=_lines(code, read) if read else [],
        facilities=len(open_facilities),
        unplaced=sum(1 for one in open_facilities if one.said.at is None),
        stale=sum(1 for one in open_facilities if one.is_stale(clock.today())),
        map=map_of(request.actor, code, counted(code).box, layers=("facilities", "ground")),
        sets_rule=bool(request.actor.roles & KEEPERS),
    )


@require_POST
@staff_page(roles=FACILITY_KEEPERS)
def reckon_anew(request: StaffRequest, code: str) -> HttpResponse:
    """Have the circle reckoned as of today."""
    community_read(request.actor, code)
    year = clock.today().year
    elders, children = elders_by_building(code, year - ELDER), children_by_building(code, year - CHILD + 1)
    load = {
        str(id): [elders.get(id, 0), children.get(id, 0)] for id in sorted(elders.keys() | children.keys(), key=str)
    }
    ask_for_circle(actor=request.actor, key=read_key(request), community=code, load=load)
    messages.success(request, _("已经开始算，算好会显示在这一页。"))
    return request.back_to("staff:circle", code)


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def circle_kind(request: StaffRequest, code: str, kind: str) -> HttpResponse:
    """One kind of service: by grid, the homes furthest off, where one more would help most. Six statements besides the frame's."""
    community, found = community_read(request.actor, code), _kind(kind)
    read = latest_circle(code)
    if read is None:
        raise NotFound("circle_run", code)
    told = read.kind(kind)
    ways = {building: (metres, facility) for building, metres, facility in read.ways(kind)}
    named = {*told["furthest"], *(one["building"] for one in told["sites"])}
    names = building_words(code, named)
    services = facilities_by_id(int(code[:9]), [ways[id][1] for id in told["furthest"] if ways[id][1]])
    far = [
        {"id": id, "name": names.get(id, ("", None))[0], "at": at_of(names.get(id, ("", None))[1]), "metres": ways[id][0], "service": services.get(ways[id][1] or ""),
         "adult": _minutes(ways[id][0], read.result["adult"]), "elder": _minutes(ways[id][0], read.result["elder"])}
        for id in told["furthest"]
    ]  # fmt: skip
    grids = dict(grids_of(code))
    return show_map(
        request,
        "staff/circle/kind.html",
        community=community,
        kind=found,
        read=read,
        told=told,
        limit=round(read.standard.limit(_kind(kind, read), read.result["adult"])),
        far=far,
        sites=[{**one, "name": names.get(one["building"], ("", None))[0]} for one in told["sites"]],
        grids=[
            (grids.get(grid, _("没有网格")), counted["homes"], counted["elders"], counted["children"])
            for grid, counted in sorted(told["grids"].items())
        ],
        services=[one for one in facilities_of(code) if kind in one.kinds],
        map=map_of(request.actor, code, counted(code).box, layers=("reach", "facilities", "ground"), kind=kind),
    )


@require_safe
@staff_page(roles=FACILITY_KEEPERS)
def export_circle(request: StaffRequest, code: str) -> HttpResponse:
    """Every building's way to the nearest service of each kind, as a table. Four statements."""
    community = community_read(request.actor, code)
    read = latest_circle(code)
    if read is None:
        raise NotFound("circle_run", code)
    ids = read.run.ways["buildings"]
    names = building_words(code, ids)
    kinds = [one for one in read.standard.kinds if one.code in read.run.ways["metres"]]
    metres = {one.code: dict(zip(ids, read.run.ways["metres"][one.code], strict=True)) for one in kinds}
    heads = [_("楼栋"), *(f"{_(one.label)}（{_('米')}）" for one in kinds)]
    rows = [
        [name, *("" if metres[k.code][id] is None else metres[k.code][id] for k in kinds)]
        for id, (name, _at) in names.items()
    ]
    answer = HttpResponse(as_csv(heads, rows).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="circle-{community.place_code}-{read.run.as_of}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _kind(code: str, read: CircleRead | None = None) -> FacilityKind:
    found = (read.standard if read else SHIPPED).kind(code)
    if found is None:
        raise NotFound("facility_kind", code)
    return found


def _lines(code: str, read: CircleRead) -> list[dict[str, Any]]:
    lines = []
    for told in read.result["kinds"]:
        kind = _kind(told["code"], read)
        site = told["sites"][0] if told["sites"] else None
        lines.append(
            {
                "kind": kind,
                "url": reverse("staff:circle_kind", args=[code, kind.code]),
                "facilities": told["facilities"],
                "homes": told["homes"],
                "elders": told["elders"],
                "children": told["children"],
                "share": _share(told["homes"]),
                "gains": site["homes"] if site else 0,
            }
        )
    return lines


def _share(counted: list[int]) -> int | None:
    return round(100 * counted[0] / counted[1]) if counted[1] else None


def _minutes(metres: int | None, speed: int) -> int | None:
    return None if metres is None else max(1, round(metres / speed))
