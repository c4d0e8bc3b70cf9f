"""What the sheet of services shows, whoever prints it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from linli.kernel import clock
from linli.places.ground_files import Layer
from linli.places.queries.facilities import facilities_of
from linli.places.queries.grid_geometry import ground_features
from linli.places.queries.map_layers import buildings_on_map

from .base_map import base_map_of
from .draw_circle import BOTTOM, FRAME, GAP, draw_circle
from .ground import ground_of
from .paper import HEIGHT, WIDTH


def sheet_context(request: HttpRequest, code: str) -> dict[str, Any]:
    """The sheet of a community on A4 or A3 (`?paper=a3`), within the scope. Three statements."""
    services = facilities_of(code)
    path = reverse("resident:circle", args=[code])
    address = f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path)
    paper = "a3" if request.GET.get("paper") == "a3" else "a4"
    ground = ground_of(ground_features(code, (Layer.ROAD, Layer.WATER)))
    offered = base_map_of(code)
    base = offered if request.GET.get("base") == "1" else None
    return {
        "sheet": draw_circle(buildings_on_map(code), services, ground, address, paper, base),
        "base": base,
        "base_offered": offered is not None,
        "as_of": max((one.said.as_of for one in services), default=None),
        "paper": paper,
        "width": WIDTH,
        "height": HEIGHT,
        "frame": FRAME,
        "margin": FRAME[2] + GAP,
        "bottom": BOTTOM,
        "north": FRAME[2] - 8,
        "printed_at": clock.now(),
    }
