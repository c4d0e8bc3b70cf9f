"""What nobody has looked at, and for how long (practices.md C3): on the map and in a list."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.map.on_page import around, at_of, map_of, show_map
from linli.doors.staff.communities_read import community_read, parts_read
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.table_file import as_csv
from linli.insight.blind_spots import LONG, Unseen, unseen_places
from linli.kernel import clock
from linli.places.queries import grid_names
from linli.places.queries.walk_days import places_to_see
from linli.places.rules.keepers import GROUND_READERS

SHOWN = 300


@require_safe
@staff_page(roles=GROUND_READERS)
def unseen(request: StaffRequest, code: str) -> HttpResponse:
    """The places longest unseen first; of one grid where asked. At most ten statements besides the frame's."""
    community, today = community_read(request.actor, code), clock.today()
    found, grids = _found(request, code), grid_names(code)
    asked = request.GET.get("grid", "")
    shown = [one for one in found if not asked or one.place.place_code.startswith(asked)]
    seen_lately = [one for one in found if not one.is_long(today)]
    return show_map(
        request,
        "staff/knowing/unseen.html",
        community=community,
        rows=[_row(one, grids) for one in shown[:SHOWN]],
        total=len(shown),
        is_whole=len(shown) <= SHOWN,
        seen=len(seen_lately),
        all=len(found),
        never=sum(1 for one in found if one.on is None),
        long=LONG,
        tabs=_tabs(found, grids, asked),
        map=map_of(
            request.actor,
            code,
            around(one.place.at for one in found),
            layers=("looks", "cases", "ground"),
            hidden=("cases",),
        ),
    )


@require_safe
@staff_page(roles=GROUND_READERS)
def export_unseen(request: StaffRequest, code: str) -> HttpResponse:
    """The whole list as a table."""
    community, grids, today = community_read(request.actor, code), grid_names(code), clock.today()
    rows = [
        [
            one.place.name,
            grids.get(one.place.place_code[:16], ""),
            one.on or "",
            "" if one.on is None else one.days(today),
        ]
        for one in _found(request, code)
    ]
    text = as_csv([_("地方"), _("网格"), _("最近一次有人看"), _("多少天")], rows)
    answer = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="unseen-{community.place_code}-{today}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


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


def _row(one: Unseen, grids: dict[str, str]) -> dict[str, Any]:
    today = clock.today()
    return {
        "id": one.place.id,
        "name": one.place.name,
        "is_facility": one.place.is_facility,
        "grid": grids.get(one.place.place_code[:16], ""),
        "on": one.on,
        "days": one.days(today),
        "is_long": one.is_long(today),
        "way": ways()[one.way],
        "at": at_of(one.place.at),
    }


def _tabs(found: list[Unseen], grids: dict[str, str], asked: str) -> list[dict[str, Any]]:
    here = {one.place.place_code[:16] for one in found}
    lines = [(code, name) for code, name in grids.items() if code in here]
    return [
        {"label": _("全部"), "url": "?", "current": not asked},
        *({"label": name, "url": f"?grid={code}", "current": code == asked} for code, name in lines),
    ]
