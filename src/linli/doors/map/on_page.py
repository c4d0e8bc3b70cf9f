"""What a page says to have a map: which part of the world, which of the shared layers, which of them shown from the start."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel.actor import Actor
from linli.places.queries.map_layers import BuildingOnMap
from linli.places.rules.shape import Point
from linli.places.rules.tiles import Box

from .base_map import base_map_of, for_script, with_pictures_from
from .shared_layers import LAYERS, may_see

NOWHERE = (0, 0, 0)
ROOM = 0.0003
"""Degrees around what lies at the edge."""


def map_of(
    actor: Actor | None,
    area: str,
    box: Box | None,
    *,
    layers: Iterable[str] = (),
    hidden: Iterable[str] = (),
    always: Iterable[str] = (),
    by_page: Iterable[str] = (),
    drawn: bool = True,
    whole: bool = False,
    chosen: BuildingOnMap | str | None = None,
    tiles: str = "",
    **asked: str,
) -> dict[str, Any]:
    """What `map/canvas.html` needs of a map of an area lying in `box`. `layers`: those of `shared_layers` the reader may choose, shown from the
    start but for the `hidden`; what the reader may not see is left out. `always`: shown without a choice; `by_page`: the page has fields of its own for them. `drawn`: borders and names may be left out by choice. `whole`: all of it is fetched at
    once, as a page of one community may. `asked`: `on`, `kind`, `run`, `home`. One
    statement a minute."""
    offered = [name for name in layers if may_see(name, actor)]
    tiles = tiles or reverse("staff:map_tile", args=NOWHERE)
    box = box.wider(ROOM) if box else None
    base = base_map_of(area)
    query = urlencode({"in": area, **{name: value for name, value in asked.items() if value}})
    return {
        "tiles_url": tiles.removesuffix("0/0/0/"),
        "asked": query,
        "layers": " ".join([*offered, *(name for name in (*always, *by_page) if name in LAYERS)]),
        "always": " ".join(always),
        "choices": [
            {"value": value, "label": label, "on": value not in hidden}
            for value, label in [*(_drawn() if drawn else ()), *((name, LAYERS[name].label) for name in offered)]
            if value not in always
        ],
        "hints": [
            {"value": name, "words": LAYERS[name].hint, "on": name not in hidden}
            for name in (*offered, *always)
            if name in LAYERS and LAYERS[name].hint
        ],
        "box": f"{box.west:.6f},{box.south:.6f},{box.east:.6f},{box.north:.6f}" if box else "",
        "whole": whole,
        "chosen": str(chosen.key.id) if isinstance(chosen, BuildingOnMap) else chosen or "",
        "chosen_at": at_of(chosen.middle) if isinstance(chosen, BuildingOnMap) else "",
        "table_url": f"{reverse('staff:map_table')}?{query}" if actor is not None else "",
        "base": for_script(base),
        "host": base,
    }


def show_map(request: Any, template: str, *, map: dict[str, Any], **context: Any) -> HttpResponseBase:
    """The page of a map: `request.show`, with leave for the pictures of its base map where it has one."""
    return with_pictures_from(request.show(template, map=map, **context), map["host"])


def around(points: Iterable[Point | None]) -> Box | None:
    """The box around those of some places that are known; None without any."""
    known = [point for point in points if point is not None]
    if not known:
        return None
    west, east = min(x for x, _y in known), max(x for x, _y in known)
    south, north = min(y for _x, y in known), max(y for _x, y in known)
    return Box(west, south, east, north)


def at_of(point: Point | None) -> str:
    """A place as a row of a table says it to the map (`data-at`)."""
    return f"{point[0]:.6f},{point[1]:.6f}" if point else ""


def _drawn() -> list[tuple[str, str]]:
    """What of the layer of places may be left out in drawing."""
    return [("outline", _("网格范围")), ("estates", _("小区名")), ("numbers", _("楼号"))]
