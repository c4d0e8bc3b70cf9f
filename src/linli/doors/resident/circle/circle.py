"""What is within a walk of home (practices.md B1): the list with hours and telephone, the map, the sheet for the wall."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from linli.doors.map.circle_layer import facilities_on_map
from linli.doors.map.circle_sheet import sheet_context
from linli.doors.map.layers import answer_layer, ground_of, layer_of
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.ground_files import Layer
from linli.places.queries.facilities import FacilityLine, facilities_of
from linli.places.queries.grid_geometry import ground_features
from linli.places.queries.map_layers import buildings_on_map
from linli.places.rules.circle.standard import SHIPPED


@require_safe
@resident_page
def circle(request: ResidentRequest, code: str) -> HttpResponse:
    """Services by kind; of one kind where asked. Two statements."""
    community = community_at(code)
    found, kind = facilities_of(code), request.GET.get("kind", "")
    chosen = SHIPPED.kind(kind)
    layer = reverse("resident:circle_layer", args=[code])
    return request.show(
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
        layer_url=f"{layer}?kind={chosen.code}" if chosen else layer,
    )


@gzip_page
@require_safe
@resident_page
def circle_layer(request: ResidentRequest, code: str) -> HttpResponseBase:
    """Buildings, roads and services, which hang on every notice board. Four statements and the scope."""
    community_at(code)
    kind = request.GET.get("kind", "")
    with acting_in(Scope.of([code])):
        buildings, features = buildings_on_map(code), ground_features(code, (Layer.ROAD, Layer.WATER))
    layer = layer_of(buildings, [], ground_of(features))
    layer["facilities"] = facilities_on_map(one for one in facilities_of(code) if not kind or kind in one.kinds)
    return answer_layer(request, layer)


@require_safe
@resident_page
def circle_sheet(request: ResidentRequest, code: str) -> HttpResponse:
    """The sheet for the wall, for A4 or A3. Four statements and the scope."""
    community = community_at(code)
    with acting_in(Scope.of([code])):
        context = sheet_context(request, code)
    back = reverse("resident:circle", args=[code])
    return request.show("circle/sheet.html", community=community, place=community.name, back_url=back, **context)


def _groups(found: list[FacilityLine]) -> list[dict[str, Any]]:
    groups: dict[str, list[FacilityLine]] = {}
    for one in found:
        groups.setdefault(one.said.kind, []).append(one)
    return [{"kind": SHIPPED.kind(code), "rows": rows} for code, rows in groups.items()]
