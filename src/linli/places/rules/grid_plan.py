"""A plan of grids whose borders are shared: points once, and for each grid the rings that name them. No Django.

Moving a point moves it for every grid that has it; so neighbours never come apart. A plan travels to the editor and back as JSON:

    {"points": [[x, y], …], "cells": [{"code": "…" or "", "name": "…", "kind": "basic", "parts": [[[0, 1, 2], hole …], …]}, …]}

Coordinates are whole steps of `ground.STEPS` to a degree. The first ring of a part is its outside, counter-clockwise; the others are
holes, clockwise. Basic grids lie side by side; an exclusive one (`kind`) lies upon them or beside them, as the school within its
neighbourhood does.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from scipy.spatial import cKDTree
from shapely import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from linli.kernel.errors import BadInput
from linli.kernel.place_codes import GridKind, PlaceLevel

from .ground import STEPS, Plane, polygons_of

TOLERANCE = 0.5
"""Metres. Corners nearer to each other are one corner, and a corner nearer to a border lies on it; gaps and overlaps narrower than
this are nobody's mistake but the drawing's."""

MOST_POINTS, MOST_CELLS, MOST_NAME = 60_000, 999, 60
MOST_BYTES = 1_900_000

BASIC, EXCLUSIVE = "basic", "exclusive"


def kind_of_code(code: str) -> str:
    """The kind a grid's code tells; basic for none."""
    return EXCLUSIVE if code[PlaceLevel.COMMUNITY : PlaceLevel.COMMUNITY + 1] == GridKind.EXCLUSIVE else BASIC


@dataclass(frozen=True, slots=True)
class Cell:
    """A grid of the plan. `code` is empty for one that does not exist yet."""

    code: str
    name: str
    parts: tuple[tuple[tuple[int, ...], ...], ...]
    kind: str = BASIC


@dataclass(frozen=True, slots=True)
class GridPlan:
    """Points in whole steps, and the cells that name them."""

    points: tuple[tuple[int, int], ...]
    cells: tuple[Cell, ...]

    def shape(self, cell: Cell) -> BaseGeometry:
        """The cell in degrees: a polygon or several. Not necessarily a valid one."""
        made = [Polygon(self._ring(part[0]), [self._ring(hole) for hole in part[1:]]) for part in cell.parts if part]
        return made[0] if len(made) == 1 else MultiPolygon(made)

    def shapes(self) -> list[BaseGeometry]:
        return [self.shape(cell) for cell in self.cells]

    def named(self, kind: str) -> list[tuple[str, BaseGeometry]]:
        """The cells of one kind, each with its name."""
        return [(cell.name, self.shape(cell)) for cell in self.cells if cell.kind == kind]

    def as_plain(self) -> dict[str, Any]:
        """What is kept and sent to the editor."""
        return {
            "points": [list(point) for point in self.points],
            "cells": [
                {"code": c.code, "name": c.name, "kind": c.kind, "parts": [list(map(list, p)) for p in c.parts]}
                for c in self.cells
            ],
        }

    def _ring(self, numbers: Sequence[int]) -> list[tuple[float, float]]:
        return [(self.points[n][0] / STEPS, self.points[n][1] / STEPS) for n in numbers]


def read_plan(text: str | dict[str, Any]) -> GridPlan:
    """The plan of what the editor sent. Raises `BadInput("plan", …)`: `shape` for what is no plan, `too_much`, or `name` for a
    grid without one or two of the same name."""
    try:
        plain = json.loads(text) if isinstance(text, str) else text
        points = tuple((_whole(x), _whole(y)) for x, y in plain["points"])
        cells = tuple(
            Cell(
                str(one.get("code", "")),
                "".join(str(one["name"]).split()),
                tuple(tuple(tuple(_index(n, points) for n in ring) for ring in part) for part in one["parts"]),
                str(one.get("kind") or kind_of_code(str(one.get("code", "")))),
            )
            for one in plain["cells"]
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        raise BadInput("plan", "shape") from wrong
    if len(points) > MOST_POINTS or len(cells) > MOST_CELLS:
        raise BadInput("plan", "too_much", len(cells))
    for cell in cells:
        if cell.kind not in (BASIC, EXCLUSIVE) or (cell.code and cell.kind != kind_of_code(cell.code)):
            raise BadInput("plan", "shape")
        if not cell.parts or any(not part or any(len(ring) < 3 for ring in part) for part in cell.parts):
            raise BadInput("plan", "shape")
        if not cell.name or len(cell.name) > MOST_NAME or not cell.name.isprintable():
            raise BadInput("plan", "name", cell.name[:20])
    names = [cell.name for cell in cells]
    codes = [cell.code for cell in cells if cell.code]
    if len(set(names)) < len(names):
        raise BadInput("plan", "same_name", next(name for name in names if names.count(name) > 1))
    if len(set(codes)) < len(codes):
        raise BadInput("plan", "shape")
    return GridPlan(points, cells)


def _whole(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -180 * STEPS <= value <= 180 * STEPS:
        raise ValueError(value)
    return value


def _index(value: Any, points: Sequence) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < len(points):
        raise ValueError(value)
    return value


def plan_of(
    cells: Iterable[tuple[str, str, BaseGeometry]], tolerance: float = TOLERANCE, *, exclusive: Collection[str] = ()
) -> GridPlan:
    """The plan of (code, name, shape in degrees); what has no code yet and is named in `exclusive` is an exclusive grid. Corners within `tolerance` metres of one another become one, and a corner that near to
    another grid's border becomes a corner of that border too. Nothing moves further than twice the tolerance. Overlaps and gaps wider than that stay, to be found by
    `coverage.find_faults`. O(n log n)."""
    cells = list(cells)
    plane = Plane.around([shape for _code, _name, shape in cells])
    rings: list[np.ndarray] = []
    layout: list[tuple[str, str, list[list[int]]]] = []
    for code, name, shape in cells:
        parts = []
        for polygon in polygons_of(shape):
            polygon = shapely.geometry.polygon.orient(polygon, 1.0)
            part = []
            for ring in (polygon.exterior, *polygon.interiors):
                part.append(len(rings))
                rings.append(plane.flat(shapely.get_coordinates(ring)[:-1]))
            parts.append(part)
        layout.append((code, name, parts))
    points, numbered = _shared(rings, tolerance)
    degrees = np.round(plane.round(points) * STEPS).astype(np.int64) if len(points) else np.empty((0, 2), np.int64)
    made = []
    for code, name, parts in layout:
        kept = [tuple(numbered[n] for n in part if len(numbered[n]) >= 3) for part in parts]
        made.append(
            Cell(
                code,
                name,
                tuple(part for part, of in zip(kept, parts, strict=True) if part and len(numbered[of[0]]) >= 3),
                EXCLUSIVE if not code and name in exclusive else kind_of_code(code),
            )
        )
    return GridPlan(tuple((int(x), int(y)) for x, y in degrees), tuple(made))


def _shared(rings: list[np.ndarray], tolerance: float) -> tuple[np.ndarray, list[tuple[int, ...]]]:
    """One numbering of all corners: rings of numbers into an array of points."""
    if not rings:
        return np.empty((0, 2)), []
    corners = np.concatenate(rings)
    number, points = _merged(corners, tolerance)
    starts = np.cumsum([0, *map(len, rings)])
    tree = cKDTree(points)
    numbered = []
    for ring in range(len(rings)):
        own = list(dict.fromkeys(number[starts[ring] : starts[ring + 1]].tolist()))
        full: list[int] = []
        for a, b in zip(own, [*own[1:], *own[:1]], strict=True):
            full.append(a)
            full += _on_the_way(points, tree, a, b, tolerance)
        numbered.append(_without_spikes(full))
    used = sorted({n for ring in numbered for n in ring})
    renumbered = {old: new for new, old in enumerate(used)}
    return points[used], [tuple(renumbered[n] for n in ring) for ring in numbered]


def _merged(corners: np.ndarray, tolerance: float) -> tuple[np.ndarray, np.ndarray]:
    """For each corner the number of its point: the first corner within reach stands for those after it."""
    near = cKDTree(corners).query_pairs(tolerance, output_type="ndarray")
    stands = np.arange(len(corners))
    for a, b in near[np.lexsort((near[:, 1], near[:, 0]))] if len(near) else ():
        if stands[a] == a and stands[b] == b:
            stands[b] = a
    kept, number = np.unique(stands, return_inverse=True)
    return number, corners[kept]


def _on_the_way(points: np.ndarray, tree: cKDTree, a: int, b: int, tolerance: float) -> list[int]:
    """The points between a and b that lie on the way, in order."""
    start, way = points[a], points[b] - points[a]
    length = float(np.hypot(*way))
    if length <= tolerance:
        return []
    found = np.array(
        [n for n in tree.query_ball_point(start + way / 2, length / 2 + tolerance) if n not in (a, b)], int
    )
    if not len(found):
        return []
    off = points[found] - start
    along = off @ way / length
    beside = np.abs(off[:, 0] * way[1] - off[:, 1] * way[0]) / length
    there = (beside <= tolerance) & (along > tolerance / 2) & (along < length - tolerance / 2)
    return found[there][np.argsort(along[there], kind="stable")].tolist()


def _without_spikes(ring: list[int]) -> list[int]:
    """The ring without repeated corners and without ways there and straight back."""
    changed = True
    while changed and len(ring) >= 3:
        changed, kept = False, []
        for n in ring:
            if kept and kept[-1] == n:
                changed = True
            elif len(kept) >= 2 and kept[-2] == n:
                kept.pop()
                changed = True
            else:
                kept.append(n)
        while len(kept) >= 3 and (kept[0] == kept[-1] or kept[1] == kept[-1]):
            kept = kept[:-1] if kept[0] == kept[-1] else kept[1:-1] + kept[-1:]
            changed = True
        ring = kept
    return ring
