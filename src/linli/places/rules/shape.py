"""Shapes on the ground, in degrees of WGS-84/CGCS2000. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, hypot, radians

Point = tuple[float, float]

METRES_PER_DEGREE = 111_320.0
"""Of longitude at the equator; of latitude within half a percent everywhere."""

MARGIN = 12.0
"""Metres a grid's outline stands off the walls of its buildings."""


def outline_of(points: Iterable[Point], margin: float = MARGIN) -> list[Point]:
    """The convex outline around points (longitude, latitude), `margin` metres off, as an open ring; empty without points.

    A stand-in for a grid that has no border of its own. O(n log n).
    """
    corners = hull(points)
    if not corners:
        return []
    x_scale = METRES_PER_DEGREE * cos(radians(corners[0][1]))
    off = [(dx * margin, dy * margin) for dx, dy in ((-1, -0.4), (-0.4, -1), (0.4, -1), (1, -0.4))]
    off += [(-dx, -dy) for dx, dy in off]
    return hull((x + dx / x_scale, y + dy / METRES_PER_DEGREE) for x, y in corners for dx, dy in off)


def octagon_around(ends: Mapping[str, float], margin: float = MARGIN * 3) -> list[Point]:
    """The eight-sided outline of what reaches from `x0` to `x1`, `y0` to `y1`, and along the diagonals from `s0` to `s1` (x + y)
    and `d0` to `d1` (x - y), in degrees, `margin` metres off. A stand-in for a border."""
    off = margin / METRES_PER_DEGREE
    x0, x1, y0, y1 = ends["x0"] - off, ends["x1"] + off, ends["y0"] - off, ends["y1"] + off
    s0, s1, d0, d1 = ends["s0"] - off * 1.4, ends["s1"] + off * 1.4, ends["d0"] - off * 1.4, ends["d1"] + off * 1.4
    corners = [
        (x0, s0 - x0), (s0 - y0, y0), (d1 + y0, y0), (x1, x1 - d1), (x1, s1 - x1), (s1 - y1, y1), (d0 + y1, y1), (x0, x0 - d0),
    ]  # fmt: skip
    return hull((min(max(x, x0), x1), min(max(y, y0), y1)) for x, y in corners)


def hull(points: Iterable[Point]) -> list[Point]:
    """The corners of the convex hull, counter-clockwise, each once (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    return _chain(ordered) + _chain(ordered[::-1])


def middle_of(ring: Sequence[Point]) -> Point:
    """The centroid of a ring; the mean of its points where it has no area. Raises ValueError without points."""
    if not ring:
        raise ValueError("a ring without points has no middle")
    x0, y0 = ring[0]
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        ax, ay, bx, by = ax - x0, ay - y0, bx - x0, by - y0
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    if abs(area) < 1e-16:
        return sum(p[0] for p in ring) / len(ring), sum(p[1] for p in ring) / len(ring)
    return x0 + x / (3 * area), y0 + y / (3 * area)


def square_around(middle: Point, side: float = 12.0) -> list[Point]:
    """A square of `side` metres: stands for a building whose footprint is not known."""
    dx = side / 2 / (METRES_PER_DEGREE * cos(radians(middle[1])))
    dy = side / 2 / METRES_PER_DEGREE
    return [(middle[0] + sx * dx, middle[1] + sy * dy) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]


def metres_between(a: Point, b: Point) -> float:
    """The distance on the ground; good for what lies within some kilometres."""
    east = (b[0] - a[0]) * METRES_PER_DEGREE * cos(radians((a[1] + b[1]) / 2))
    return hypot(east, (b[1] - a[1]) * METRES_PER_DEGREE)


def _chain(ordered: Sequence[Point]) -> list[Point]:
    kept: list[Point] = []
    for point in ordered:
        while len(kept) >= 2 and _turn(kept[-2], kept[-1], point) <= 0:
            kept.pop()
        kept.append(point)
    return kept[:-1]


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
