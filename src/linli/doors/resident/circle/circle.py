"""What is within a walk of home (practices.md B1): the list with hours and telephone, the map, the sheet for the wall."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from linli.doors.map.base_map import with_pictures_from
from linli.doors.map.circle_sheet import sheet_context
from linli.doors.map.on_page import NOWHERE, around, at_of, map_of, show_map
from linli.doors.map.tile import answer_tile, tile_asked
from linli.doors.map.tile_asked import TileAsked
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.queries.facilities import FacilityLine, facilities_of
from linli.places.rules.circle.standard import SHIPPED

NEAR = 0.002
"""Degrees shown around the services: the houses one recognises the place by."""


@require_safe
@resident_page
def circle(request: ResidentRequest, code: str) -> HttpResponse:
    """Services by kind; of one kind where asked. Two statements."""
    community = community_at(code)
    found, kind = facilities_of(code), request.GET.get("kind", "")
    chosen = SHIPPED.kind(kind)
    box = around(one.said.at for one in found)
    tiles = reverse("resident:circle_tile", args=[code, *NOWHERE])
    return show_map(
        request,
        "circle/circle.html",
        community=community,
        groups=_groups([one for one in found if chosen is None or chosen.code in one.kinds]),
        kinds=[
            {"label": _("全部"), "url": "?", "current": chosen is None},
            *(
                {"label": _(one.label), "url": f"?kind={one.code}", "current": one is chosen}
                for one in SHIPPED.kinds
                if any(one.code in service.kinds for service in found)
            ),
        ],
        chosen_kind=chosen,
        map=map_of(
            None,
            code,
            box.wider(NEAR) if box else None,
            layers=("facilities", "ground"),
            always=("estates", "numbers"),
            drawn=False,
            # On a telephone a community is small: without its roads and houses nobody would know which corner a mark stands at.
            whole=True,
            tiles=tiles,
            kind=chosen.code if chosen else "",
        ),
    )


@gzip_page
@require_safe
@resident_page
def circle_tile(request: ResidentRequest, code: str, z: int, x: int, y: int) -> HttpResponseBase:
    """A tile of what hangs on every notice board: grids and buildings, roads, services. One statement, the scope, and those of the layers."""
    community_at(code)
    with acting_in(Scope.of([code])):
        asked = TileAsked(None, tile_asked(z, x, y), code, kind=request.GET.get("kind", "")[:20])
        return answer_tile(request, asked, "")


@require_safe
@resident_page
def circle_sheet(request: ResidentRequest, code: str) -> HttpResponse:
    """The sheet for the wall, for A4 or A3. Four statements and the scope."""
    community = community_at(code)
    with acting_in(Scope.of([code])):
        context = sheet_context(request, code)
    back = reverse("resident:circle", args=[code])
    page = request.show("circle/sheet.html", community=community, place=community.name, back_url=back, **context)
    return with_pictures_from(page, context["base"])


def _groups(found: list[FacilityLine]) -> list[dict[str, Any]]:
    groups: dict[str, list[tuple[FacilityLine, str]]] = {}
    for one in found:
        groups.setdefault(one.said.kind, []).append((one, at_of(one.said.at)))
    return [{"kind": SHIPPED.kind(code), "rows": rows} for code, rows in groups.items()]
