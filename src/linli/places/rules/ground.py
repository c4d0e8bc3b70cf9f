"""Shapes on the ground as they are stored and measured: whole steps of a degree, and metres on a plane. No Django.

Stored coordinates are rounded to `STEP` (1.1 cm): whole numbers, so that two grids that share a border share it exactly and a point
lies on it or it does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from .shape import METRES_PER_DEGREE, Point

STEPS = 10_000_000
"""Steps of a degree in stored coordinates."""

STEP = 1 / STEPS


@dataclass(frozen=True, slots=True)
class Plane:
    """A flat map of metres around a point: x to the east, y to the north. Within 20 km lengths are right to half a percent."""

    longitude: float
    latitude: float

    @classmethod
    def around(cls, shapes: Iterable[BaseGeometry]) -> Plane:
        """The plane around the middle of some shapes in degrees; around 0, 0 without any."""
        bounds = shapely.total_bounds(list(shapes))
        if np.isnan(bounds).any():
            return cls(0.0, 0.0)
        return cls(float((bounds[0] + bounds[2]) / 2), float((bounds[1] + bounds[3]) / 2))

    @property
    def per_x(self) -> float:
        return METRES_PER_DEGREE * cos(radians(self.latitude))

    def metres(self, shape):
        """A shape in degrees (or an array of them) as one in metres."""
        return shapely.transform(shape, self.flat)

    def degrees(self, shape):
        """A shape in metres (or an array of them) as one in degrees."""
        return shapely.transform(shape, self.round)

    def flat(self, points: np.ndarray) -> np.ndarray:
        """Rows of longitude, latitude as rows of metres."""
        return (np.asarray(points, float) - (self.longitude, self.latitude)) * (self.per_x, METRES_PER_DEGREE)

    def round(self, points: np.ndarray) -> np.ndarray:
        """Rows of metres as rows of longitude, latitude."""
        return np.asarray(points, float) / (self.per_x, METRES_PER_DEGREE) + (self.longitude, self.latitude)


def stored(shape: BaseGeometry) -> bytes:
    """The bytes kept of a shape in degrees: WKB, rounded to whole steps."""
    return shapely.to_wkb(in_steps(shape))


def from_stored(data: bytes | memoryview) -> BaseGeometry:
    """The shape of what `stored` made."""
    return shapely.from_wkb(bytes(data))


def in_steps(shape: BaseGeometry) -> BaseGeometry:
    """The shape with its coordinates rounded to whole steps."""
    return shapely.transform(shape, lambda points: np.round(np.asarray(points) * STEPS) / STEPS)


def polygons_of(shape: BaseGeometry) -> list[shapely.Polygon]:
    """The polygons a shape is made of; lines and points are left out."""
    return [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty] if (
        shape.geom_type in ("MultiPolygon", "GeometryCollection")
    ) else ([shape] if shape.geom_type == "Polygon" and not shape.is_empty else [])  # fmt: skip


def area_of(shape: BaseGeometry) -> float:
    """Square metres of a shape in degrees."""
    return float(Plane.around([shape]).metres(shape).area) if not shape.is_empty else 0.0


def inner_point(shape: BaseGeometry) -> Point:
    """A point that lies within the shape."""
    point = shape.representative_point()
    return point.x, point.y


def nearest_ground(spots: Sequence[tuple[str, Point]], reach: float = 60.0) -> dict[str, BaseGeometry]:
    """The ground of each place as far as one can tell from its `spots` (code, longitude and latitude): within `reach` metres of
    one of them and nearer to it than to any other place's. The grounds do not overlap. O(n log n)."""
    first = {(round(x, 7), round(y, 7)): code for code, (x, y) in reversed(spots)}
    if not first:
        return {}
    plane = Plane.around([shapely.MultiPoint(list(first))])
    points = shapely.points(plane.flat(np.array(list(first))))
    circles = shapely.buffer(points, reach, quad_segs=3)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(points)))
    which, owned = shapely.STRtree(points).query(cells, predicate="contains")
    of_place: dict[str, list[int]] = {}
    for number, code in enumerate(first.values()):
        of_place.setdefault(code, []).append(number)
    cell_of = dict(zip(owned.tolist(), cells[which], strict=True))
    found = {}
    for code, numbers in of_place.items():
        found[code] = shapely.union_all(circles[numbers])
        if len(points) > 1:  # a single spot has no neighbours to be parted from
            found[code] = found[code].intersection(shapely.coverage_union_all([cell_of[number] for number in numbers]))
    return {code: plane.degrees(shape) for code, shape in found.items()}
