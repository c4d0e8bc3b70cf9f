"""What nobody has looked at, and for how long (practices.md C3): on the map and in a list, of a community or a whole street."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.map.on_page import around, at_of, map_of, show_map
from linli.doors.staff.communities_read import area_read, parts_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.insight.blind_spots import LONG, Unseen, unseen_places
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.places.queries import grid_names, parts_of
from linli.places.queries.walk_days import places_to_see
from linli.places.rules.keepers import GROUND_READERS

SHOWN = 100


@require_safe
@staff_page(roles=GROUND_READERS)
def unseen(request: StaffRequest, code: str) -> HttpResponse:
    """The places longest unseen first; of one community or grid where asked (`?part=`). Four or five statements besides the frame's."""
    area, today = area_read(request.actor, code, PlaceLevel.STREET), clock.today()
    found, parts = _found(request, code), parts_of(code)
    names = _names(code, parts)
    asked = request.GET.get("part", "")
    shown = [one for one in found if asked not in parts or one.place.place_code.startswith(asked)]
    return show_map(
        request,
        "staff/knowing/unseen.html",
        area=area,
        rows=[_row(one, names, today) for one in shown[:SHOWN]],
        total=len(shown),
        is_whole=len(shown) <= SHOWN,
        seen=sum(1 for one in shown if not one.is_long(today)),
        long_unseen=sum(1 for one in shown if one.is_long(today)),
        never=sum(1 for one in shown if one.on is None),
        long=LONG,
        tabs=_tabs(found, parts, asked),
        wider=_wider(request, code),
        map=map_of(
            request.actor,
            code,
            around(one.place.at for one in found),
            layers=("looks", "facilities", "cases", "ground"),
            hidden=("cases",),
            whole=area.is_community,
        ),
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def export_unseen(request: StaffRequest, code: str) -> HttpResponse:
    """The whole list as a workbook. Four or five statements besides the frame's."""
    area, names, today = area_read(request.actor, code, PlaceLevel.STREET), _names(code, parts_of(code)), clock.today()
    rows = [
        (one.place.name, _where(one, names), one.on, one.days(today), ways()[one.way]) for one in _found(request, code)
    ]
    heads = [_("地方"), _("网格"), _("最近一次有人看"), _("多少天"), _("怎么看的")]
    return table_file(f"{area.name}{_('多久没人看过')}", heads, rows)


def ways() -> dict[str, str]:
    """By which record a place counts as looked at, in words."""
    return {
        "walk": _("下村日看过"),
        "found": _("在那里发现过事情"),
        "handled": _("在那里办过、查过事情"),
        "project": _("去看过项目"),
        "": _("没有记录"),
    }


def _found(request: StaffRequest, code: str) -> list[Unseen]:
    return unseen_places(code, places_to_see(parts_read(request.actor, code)), clock.today())


def _names(code: str, parts: dict[str, str]) -> dict[str, str]:
    """What the grids are called; in a street with their community before them."""
    if len(code) == PlaceLevel.COMMUNITY:
        return parts
    return {grid: parts.get(grid[: PlaceLevel.COMMUNITY], "") + name for grid, name in grid_names(code).items()} | parts


def _where(one: Unseen, names: dict[str, str]) -> str:
    place = one.place.place_code
    return names.get(place[: PlaceLevel.GRID]) or names.get(place[: PlaceLevel.COMMUNITY], "")


def _row(one: Unseen, names: dict[str, str], today: date) -> dict[str, Any]:
    return {
        "id": one.place.id,
        "name": one.place.name,
        "is_facility": one.place.is_facility,
        "grid": _where(one, names),
        "on": one.on,
        "days": one.days(today),
        "is_long": one.is_long(today),
        "way": ways()[one.way],
        "at": at_of(one.place.at),
    }


def _wider(request: StaffRequest, code: str) -> str:
    """The address of the whole street, for who is responsible for it."""
    street = code[: PlaceLevel.STREET]
    return reverse("staff:unseen", args=[street]) if code != street and request.actor.scope.holds(street) else ""


def _tabs(found: list[Unseen], parts: dict[str, str], asked: str) -> list[dict[str, Any]]:
    """The communities of a street or the grids of a community, each with how many of its places nobody has looked at for long."""
    size = max(map(len, parts), default=PlaceLevel.GRID)
    today = clock.today()
    long = Counter(one.place.place_code[:size] for one in found if one.is_long(today))
    here = {one.place.place_code[:size] for one in found}
    lines = [(code, name) for code, name in parts.items() if code in here]
    return [
        {"label": _("全部"), "url": "?", "current": asked not in parts},
        *(
            {"label": name, "url": f"?part={code}", "current": code == asked, "count": long[code]}
            for code, name in lines
        ),
    ]
