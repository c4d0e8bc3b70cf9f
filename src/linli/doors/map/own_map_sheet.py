"""An officer's own map on one sheet, to be pinned to a wall."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from unicodedata import east_asian_width
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.base_maps import BaseMapInUse
from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.places.actions.keep_own_map import DRAWS
from linli.places.ground_files import Layer as Ground
from linli.places.queries import place_facts
from linli.places.queries.facilities import facilities_in_rows
from linli.places.queries.map_layers import BuildingOnMap, buildings_on_map
from linli.places.queries.map_tiles import border_of, facilities_at, ground_in
from linli.places.queries.own_maps import LOOKS, OwnMapShown, own_map_by_id
from linli.places.rules.own_map import Layer
from linli.teams.queries import organisations_within

from .base_map import base_map_of, with_pictures_from
from .draw_sheet import Around, draw_sheet
from .ground import ground_of
from .on_page import around
from .paper import HEIGHT, MAP, WIDTH, round_ratio

A3_LARGER = 2**0.5
BESIDE_THE_GRID = 0.003
"""Degrees around the grid whose ground and services the frame may show."""
MARGIN = MAP[2] + 6
TELEPHONES = 4
"""Telephones of the place under the four everybody knows: as many as the margin holds."""
LEGEND = 33.5
NOTE_LINE = 17.0
"""Chinese characters in a line of the notes; a Latin letter takes a little more than half of one."""
NOTE_LINES = 7
COLUMN = 35.0
"""Millimetres between the two columns of the margin."""


@require_safe
@staff_page(roles=DRAWS | LOOKS)
def own_map_sheet(request: StaffRequest, map_id: UUID) -> HttpResponse:
    """The sheet, for A4 or A3. Ten statements with the frame's."""
    shown = own_map_by_id(request.actor, map_id)
    paper = "a3" if request.GET.get("paper") == "a3" else "a4"
    place = place_facts(shown.grid)
    query = urlencode({"grid": shown.grid})
    offered = base_map_of(shown.grid)
    base = offered if request.GET.get("base") == "1" else None
    buildings = buildings_on_map(shown.grid)
    sheet = draw_sheet(buildings, shown.drawing, _address(request, query), _around(shown, buildings, base))
    back = f"{reverse('field:own_map')}?{query}" if request.actor.roles & DRAWS else reverse("staff:map")
    rows = -(-len(sheet.mark_kinds) // 2)
    step = min(6.8, 44 / (rows + 2))
    page = request.show(
        "map/own_map_sheet.html",
        shown=shown,
        place=place,
        paper=paper,
        base=base,
        base_offered=offered is not None,
        ratio=sheet.ratio if paper == "a4" else round_ratio(sheet.ratio / A3_LARGER),
        sheet=sheet,
        legend_marks=_laid(sheet.mark_kinds, LEGEND, step),
        legend_lines=_laid(sheet.line_kinds, LEGEND + step * rows, step),
        width=WIDTH,
        height=HEIGHT,
        frame=MAP,
        margin=MARGIN,
        telephones=_laid(_telephones(shown.grid), 89.0, 6.6),
        notes=[(122.5 + 4.8 * number, line) for number, line in enumerate(_lines_of(shown.drawing.notes))],
        blank_lines=[128, 135, 142],
        printed_at=clock.now(),
        back_url=back,
    )
    return with_pictures_from(page, base)


def _around(shown: OwnMapShown, buildings: list[BuildingOnMap], base: BaseMapInUse | None) -> Around:
    """The grid's border, and of the layers she chose the ground and the services around her buildings. At most three statements."""
    border = border_of(shown.grid)
    points = [point for one in buildings for point in one.ring] + [point for ring in border for point in ring]
    box, layers = around(points), set(shown.drawing.layers)
    if box is None:
        return Around(border=border, base=base)
    wide, community = box.wider(BESIDE_THE_GRID), shown.grid[: PlaceLevel.COMMUNITY]
    ground = ground_in(wide, community, (Ground.ROAD.value, Ground.WATER.value)) if Layer.GROUND in layers else []
    services = facilities_in_rows(facilities_at(wide, community)) if Layer.FACILITIES in layers else []
    return Around(border, ground_of(ground), [one for one in services if one.said.at is not None], base)


def _laid(things: Sequence[Any], top: float, step: float) -> list[tuple[float, float, Any]]:
    """Things in two columns of the margin: x, y and the thing."""
    return [(MARGIN + COLUMN * (number % 2), top + step * (number // 2), one) for number, one in enumerate(things)]


def _telephones(grid: str) -> list[tuple[str, str]]:
    known = [(_("火警"), "119"), (_("报警"), "110"), (_("急救"), "120"), (_("政务热线"), "12345")]
    around = organisations_within(grid[: PlaceLevel.COMMUNITY])
    return known + [(one.short_name or one.name[:8], one.phone) for one in around if one.phone][:TELEPHONES]


def _address(request: StaffRequest, query: str) -> str:
    path = f"{reverse('field:own_map')}?{query}"
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)


def _lines_of(notes: str) -> list[str]:
    """The notes broken to the width of the margin; what does not fit ends in an ellipsis."""
    lines = [line for part in notes.splitlines() for line in _broken(part)]
    return lines if len(lines) <= NOTE_LINES else [*lines[: NOTE_LINES - 1], lines[NOTE_LINES - 1][:-1] + "…"]


def _broken(text: str) -> list[str]:
    lines, width = [""], 0.0
    for sign in text:
        wide = 1.0 if east_asian_width(sign) in "WF" else 0.56
        if width + wide > NOTE_LINE:
            lines.append("")
            width = 0.0
        lines[-1] += sign
        width += wide
    return lines
