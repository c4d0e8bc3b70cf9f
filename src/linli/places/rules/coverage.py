"""What is wrong with a division into grids, each fault a place on the map that can be mended. No Django.

A city lives by three rules (standards.zh.md §1.4): every grid belongs to one community, no two grids overlap, nothing of the community is
left over. An exclusive grid (a school, a hospital, a market, a park) may lie upon basic ones: that is no overlap; two exclusive ones on one
spot are. What is narrower than `grid_plan.TOLERANCE` (half a metre) is the drawing's and no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np
import shapely
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from .grid_plan import TOLERANCE
from .ground import Plane, in_steps, inner_point, polygons_of
from .shape import Point

MOST = 200
"""Faults told at once; whoever mends these looks again."""


class FaultKind(StrEnum):
    """What is wrong; the order is that in which to mend."""

    CROSSES = "crosses"
    OVERLAP = "overlap"
    OUTSIDE = "outside"
    OTHER_COMMUNITY = "other_community"
    GAP = "gap"
    HOMELESS = "homeless"


WRONG_SHAPE = frozenset({FaultKind.CROSSES, FaultKind.OVERLAP})
"""With these a plan is no division at all: it is not kept."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault: where it is, its outline, how large, and which grids (or buildings) are concerned."""

    kind: FaultKind
    at: Point
    ring: tuple[Point, ...] = ()
    square_metres: float = 0.0
    names: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "at": [round(self.at[0], 7), round(self.at[1], 7)],
            "ring": [[round(x, 7), round(y, 7)] for x, y in self.ring],
            "square_metres": round(self.square_metres, 1),
            "names": list(self.names),
        }


def find_faults(
    cells: Sequence[tuple[str, BaseGeometry]],
    community: BaseGeometry | None = None,
    neighbours: Iterable[tuple[str, BaseGeometry]] = (),
    buildings: Iterable[tuple[str, Point]] = (),
    exclusive: Sequence[tuple[str, BaseGeometry]] = (),
) -> list[Fault]:
    """Everything wrong with basic and `exclusive` grids (name, shape in degrees) that should fill `community` (None: unknown, then only holes between them count as gaps),
    must keep out of `neighbours` and hold every one of `buildings`. At most 200. O(n log n) for ordinary plans; 1,000 grids of 50
    corners take about 0.5 s."""
    every = [*cells, *exclusive]
    plane = Plane.around([shape for _name, shape in every] or ([community] if community is not None else []))
    faults = [fault for name, shape in every if (fault := _crossing(name, shape)) is not None]
    sound: list[tuple[str, BaseGeometry]] = []
    for some in (cells, exclusive):
        flat = [(name, plane.metres(shape)) for name, shape in some if shape.is_valid and not shape.is_empty]
        faults += _overlaps(flat, plane)
        sound += flat
    shapes = [shape for _name, shape in sound]
    whole = shapely.union_all(shapes) if shapes else shapely.MultiPolygon()
    if community is not None:
        ground = plane.metres(community)
        for name, shape in sound:
            faults += _pieces(FaultKind.OUTSIDE, shape.difference(ground), plane, (name,))
        faults += _pieces(FaultKind.GAP, ground.difference(whole), plane)
    else:
        for name, other in neighbours:
            there = plane.metres(other)
            for own, shape in sound:
                if shape.intersects(there):
                    faults += _pieces(FaultKind.OTHER_COMMUNITY, shape.intersection(there), plane, (own, name))
        faults += _pieces(FaultKind.GAP, _holes(whole), plane)
    faults += _homeless(whole, plane, list(buildings))
    order = list(FaultKind)
    return sorted(faults, key=lambda one: (order.index(one.kind), -one.square_metres, one.at))[:MOST]


def _crossing(name: str, shape: BaseGeometry) -> Fault | None:
    if shape.is_valid and not shape.is_empty:
        return None
    told = re.search(r"\[(\S+) (\S+)\]", shapely.is_valid_reason(shape))
    points = shapely.get_coordinates(shape)
    at = (float(told[1]), float(told[2])) if told else (tuple(points[0].tolist()) if len(points) else (0.0, 0.0))
    return Fault(FaultKind.CROSSES, at, names=(name,))


def _overlaps(sound: list[tuple[str, BaseGeometry]], plane: Plane) -> list[Fault]:
    shapes = [shape for _name, shape in sound]
    if len(shapes) < 2:
        return []
    pairs = STRtree(shapes).query(shapes, predicate="intersects").T
    faults = []
    for a, b in pairs[pairs[:, 0] < pairs[:, 1]]:
        if not shapes[a].touches(shapes[b]):
            shared = shapes[a].intersection(shapes[b])
            faults += _pieces(FaultKind.OVERLAP, shared, plane, (sound[a][0], sound[b][0]))
    return faults


def _pieces(kind: FaultKind, shape: BaseGeometry, plane: Plane, names: tuple[str, ...] = ()) -> list[Fault]:
    """The pieces of a shape in metres that are wider than the tolerance."""
    faults = []
    for part in polygons_of(shape):
        if part.area < TOLERANCE**2 or part.buffer(-TOLERANCE / 2).is_empty:
            continue
        degrees = plane.degrees(part)
        ring = tuple((float(x), float(y)) for x, y in shapely.get_coordinates(in_steps(degrees.exterior))[:-1])
        faults.append(Fault(kind, inner_point(degrees), ring, float(part.area), names))
    return faults


def _holes(whole: BaseGeometry) -> BaseGeometry:
    rings = [shapely.Polygon(hole) for part in polygons_of(whole) for hole in part.interiors]
    return shapely.MultiPolygon(rings)


def _homeless(whole: BaseGeometry, plane: Plane, buildings: list[tuple[str, Point]]) -> list[Fault]:
    if not buildings:
        return []
    spots = plane.flat(np.array([at for _name, at in buildings]))
    shapely.prepare(whole)
    held = shapely.intersects_xy(whole, spots[:, 0], spots[:, 1])
    return [
        Fault(FaultKind.HOMELESS, at, names=(name,))
        for (name, at), is_in in zip(buildings, held, strict=True)
        if not is_in
    ]
