"""Roads, waters and outlines that came in from files, as maps draw them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import shapely

from linli.places.rules.ground import from_stored
from linli.places.rules.shape import Point

Ground = tuple[str, tuple[Point, ...]]
"""A piece of ground: `road`, `main` (a road one does not cross without thinking), `river`, `water` or `house`, and its points."""


def ground_of(features: Iterable[Any]) -> list[Ground]:
    """Pieces of ground of rows of `ground_features`."""
    found: list[Ground] = []
    for row in features:
        for part in shapely.get_parts(from_stored(row.shape)):
            is_area = part.geom_type == "Polygon"
            kind = {"building": "house", "water": "water" if is_area else "river"}.get(row.layer, "")
            kind = kind or ("main" if row.facts.get("main") else "road")
            line = part.exterior if is_area else part
            if line.geom_type in ("LineString", "LinearRing"):
                found.append((kind, tuple((float(x), float(y)) for x, y in line.coords)))
    return found
