"""A file of the ground, read: things in WGS-84/CGCS2000 sorted into layers, and every row that cannot be one with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from shapely.geometry.base import BaseGeometry

from linli.kernel.errors import BadInput

from ..rules.coordinates import Shift, wgs84_from
from ..rules.ground import Plane, in_steps
from .open_file import FIELD, open_file
from .sorting import facts_kept, layer_of
from .things import MOST_CORNERS, Layer, RawFeature, RawFile

Box = tuple[float, float, float, float]
NEAR = 0.3
"""Degrees (about 30 km) beyond what is known of a community: further off a thing belongs elsewhere."""

SEAM = 0.15
"""Metres across which pieces cut at the edges of map tiles are joined again."""


@dataclass(frozen=True, slots=True)
class AskedOf:
    """How to read a file. `layer` None: each feature says by its tags what it is. `coordinates` "auto" (what the file says, else WGS-84),
    "wgs84", "gcj02", "bd09", or "epsg:N". `near` is where the community is known to lie."""

    layer: Layer | None = None
    coordinates: str = "auto"
    near: Box | None = None


@dataclass(frozen=True, slots=True)
class GroundThing:
    """A thing on the ground in degrees of WGS-84/CGCS2000."""

    number: int
    layer: Layer
    source_id: str
    shape: BaseGeometry
    facts: dict[str, Any]

    @property
    def name(self) -> str:
        return self.facts.get("name", "")


@dataclass(frozen=True, slots=True)
class BadThing:
    """A row that cannot be taken: its number in the file, its name where it has one, and a short reason."""

    number: int
    name: str
    reason: str
    value: str = ""


@dataclass(slots=True)
class ReadGround:
    """What a file holds. `left_out` counts features Linli has no use for, `joined` pieces that were put together again."""

    format: str
    crs: str
    things: list[GroundThing] = field(default_factory=list)
    bad: list[BadThing] = field(default_factory=list)
    left_out: int = 0
    joined: int = 0

    def counts(self) -> dict[str, int]:
        return dict(Counter(thing.layer.value for thing in self.things))


def read_ground(data: bytes, asked: AskedOf) -> ReadGround:
    """Read a file as asked. Raises `BadInput("map_file", …)` for a file that is none of the formats (`open_file`), whose coordinate system is
    unknown (`crs`) or not told though its numbers are no degrees (`no_crs`). 2,000 buildings take about 0.3 s."""
    raw = open_file(data)
    to_degrees, words = _way_to_degrees(raw, asked.coordinates)
    read = ReadGround(raw.format, words)
    found: dict[tuple[Layer, str], list[GroundThing]] = {}
    for feature in raw.features:
        layer = asked.layer or layer_of(feature.facts)
        if layer is None:
            read.left_out += 1
            continue
        thing = _thing(feature, layer, to_degrees, asked)
        if thing is None:
            read.left_out += 1
        elif isinstance(thing, BadThing):
            read.bad.append(thing)
        else:
            found.setdefault((layer, thing.source_id), []).append(thing)
    for pieces in found.values():
        read.joined += len(pieces) - 1
        read.things.append(_joined(pieces))
    _check_names(read)
    return read


def _way_to_degrees(raw: RawFile, coordinates: str) -> tuple[Callable[[np.ndarray], np.ndarray], str]:
    if coordinates in (Shift.GCJ02, Shift.BD09):
        shift = Shift(coordinates)
        return lambda points: np.column_stack(wgs84_from(shift, points[:, 0], points[:, 1])), shift.value.upper()
    named = "EPSG:4326" if coordinates == "wgs84" else raw.crs if coordinates == "auto" else coordinates
    if not named:
        if not _are_degrees(raw):
            raise BadInput(FIELD, "no_crs")
        named = "EPSG:4326"
    try:
        crs = CRS.from_user_input(named)
        if (crs.is_geographic and crs.to_epsg() in (4326, 4490, 4979)) or "CRS84" in named:
            return lambda points: points, _crs_words(crs, named)
        turn = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    except (CRSError, ProjError) as wrong:
        raise BadInput(FIELD, "crs", named[:60]) from wrong
    return lambda points: np.column_stack(turn.transform(points[:, 0], points[:, 1])), _crs_words(crs, named)


def _crs_words(crs: CRS, named: str) -> str:
    number = crs.to_epsg(min_confidence=70)
    return f"EPSG:{number}" if number else (crs.name or named)[:40]


def _are_degrees(raw: RawFile) -> bool:
    shapes = [one.shape for one in raw.features if one.shape is not None and not one.shape.is_empty]
    bounds = shapely.total_bounds(shapes) if shapes else np.zeros(4)
    return bool(np.all(np.abs(bounds) <= 180))


def _thing(feature: RawFeature, layer: Layer, to_degrees: Callable, asked: AskedOf) -> GroundThing | BadThing | None:
    facts = facts_kept(layer, feature.facts)
    name = facts.get("name", "") or facts.get("number", "")

    def bad(reason: str, value: str = "") -> BadThing:
        return BadThing(feature.number, name[:60], reason, value[:60])

    if feature.shape is None:
        return bad(feature.reason)
    if feature.shape.is_empty:
        return bad("no_shape")
    if not _fits(layer, feature.shape):
        # A house number's point among buildings, a wall among water: no harm, and no use.
        return bad("not_an_area") if layer.is_area else None
    if len(shapely.get_coordinates(feature.shape)) > MOST_CORNERS:
        return bad("too_many_corners", str(len(shapely.get_coordinates(feature.shape))))
    shape = shapely.transform(feature.shape, to_degrees)
    wrong = _misplaced(shape, asked.near)
    if wrong:
        return bad(wrong)
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        if not shape.is_valid:
            told = shapely.is_valid_reason(shape)
            return bad("self_crossing", told.partition("[")[2].rstrip("]"))
        if Plane.around([shape]).metres(shape).area < 1:
            return bad("no_area")
    if layer is Layer.PLACE and shape.geom_type != "Point":
        shape = shape.representative_point()
    if layer.is_area and not name:
        return bad("no_name")
    shape = in_steps(shape)
    id = facts.get("code", "") if layer in (Layer.GRID, Layer.COMMUNITY) and facts.get("code") else feature.id
    return GroundThing(feature.number, layer, id or "shape " + sha256(shape.wkb).hexdigest()[:24], shape, facts)


def _fits(layer: Layer, shape: BaseGeometry) -> bool:
    kind = shape.geom_type
    if layer is Layer.PLACE:
        return kind in ("Point", "Polygon", "MultiPolygon")
    if layer is Layer.ROAD:
        return kind in ("LineString", "MultiLineString")
    if layer is Layer.WATER:
        return kind in ("LineString", "MultiLineString", "Polygon", "MultiPolygon")
    return kind in ("Polygon", "MultiPolygon")


def _misplaced(shape: BaseGeometry, near: Box | None) -> str:
    points = shapely.get_coordinates(shape)
    if not np.isfinite(points).all():
        return "out_of_range"
    west, south, east, north = shape.bounds
    middle = ((west + east) / 2, (south + north) / 2)
    if near is not None:
        if _is_in(middle, near):
            return ""
        return "swapped" if _is_in(middle[::-1], near) else "out_of_range" if abs(south) > 90 else "far_away"
    if south < -90 or north > 90:
        return "swapped" if 73 <= middle[1] <= 136 and 3 <= middle[0] <= 54 else "out_of_range"
    if west < -180 or east > 180:
        return "out_of_range"
    return "swapped" if 73 <= middle[1] <= 90 and 18 <= middle[0] <= 54 else ""


def _is_in(point: tuple[float, float], box: Box) -> bool:
    return box[0] - NEAR <= point[0] <= box[2] + NEAR and box[1] - NEAR <= point[1] <= box[3] + NEAR


def _joined(pieces: list[GroundThing]) -> GroundThing:
    """The pieces of one thing as one, what was cut at a tile's edge grown together again."""
    first = pieces[0]
    if len(pieces) == 1:
        return first
    shapes = [one.shape for one in pieces]
    if first.layer is Layer.PLACE:
        return first
    whole = shapely.union_all(shapes)
    if whole.geom_type in ("LineString", "MultiLineString"):
        whole = shapely.line_merge(whole)
    elif whole.geom_type == "MultiPolygon":
        plane = Plane.around([whole])
        grown = plane.metres(whole).buffer(SEAM, join_style="mitre").buffer(-SEAM, join_style="mitre")
        closed = plane.degrees(grown)
        whole = closed if len(shapely.get_parts(closed)) < len(shapely.get_parts(whole)) and closed.is_valid else whole
    facts = {name: value for one in reversed(pieces) for name, value in one.facts.items()}
    return GroundThing(first.number, first.layer, first.source_id, in_steps(whole), facts)


def _check_names(read: ReadGround) -> None:
    """Two areas of one name are a mistake; the later one is named."""
    seen: set[tuple[Layer, str]] = set()
    for thing in list(read.things):
        if not thing.layer.is_area:
            continue
        if (thing.layer, thing.name) in seen:
            read.bad.append(BadThing(thing.number, thing.name, "same_name"))
        seen.add((thing.layer, thing.name))
    read.bad.sort(key=lambda one: one.number)
