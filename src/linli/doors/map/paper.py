"""A map on paper, laid out in millimetres: the frame, the plane that fits into it, roads and waters, the squares of a base map. No Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, ceil, cos, degrees, floor, log2, log10, pi, radians, sinh, tan

import segno

from linli.insight.base_maps import BaseMapInUse
from linli.places.rules.shape import METRES_PER_DEGREE, Point

from .ground import Ground

WIDTH, HEIGHT = 281.0, 190.0
"""A4 across, less its margins; on A3 the same drawing is 1.41 times as large."""
Frame = tuple[float, float, float, float]
MAP: Frame = (0.0, 16.0, 206.0, 166.0)
"""Left, top, width and height of the map's frame."""
INSET = 9.0
LARGEST_SCALE = 1.2
"""Millimetres a metre at most (about 1:800), so that three buildings do not fill the wall."""
WORLD = METRES_PER_DEGREE * 360
WIDEST_PICTURE = 45.0
"""Millimetres of a base map's square at most: 256 points of it are then 145 to the inch."""
MOST_PICTURES = 200


@dataclass(frozen=True, slots=True)
class Text:
    x: float
    y: float
    words: str
    size: float = 3.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A square of a base map on the paper."""

    address: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class ToPaper:
    """Degrees to millimetres, around the middle of the frame, and back."""

    middle: Point
    per_x: float
    scale: float
    frame: Frame = MAP

    def __call__(self, point: Point) -> Point:
        left, top, width, height = self.frame
        x = left + width / 2 + (point[0] - self.middle[0]) * self.per_x * self.scale
        y = top + height / 2 - (point[1] - self.middle[1]) * METRES_PER_DEGREE * self.scale
        return round(x, 2), round(y, 2)

    def back(self, at: Point) -> Point:
        left, top, width, height = self.frame
        x = self.middle[0] + (at[0] - left - width / 2) / self.per_x / self.scale
        return x, self.middle[1] - (at[1] - top - height / 2) / METRES_PER_DEGREE / self.scale


def ground_paths(ground: Sequence[Ground], to_paper: ToPaper) -> dict[str, str]:
    """Roads, main roads and water as path data."""
    paths = {"roads": "", "main_roads": "", "water": ""}
    for kind, line in ground:
        which = {"road": "roads", "main": "main_roads", "water": "water", "river": "water"}.get(kind)
        if which:
            paths[which] += path_of(map(to_paper, line), closed=kind == "water")
    return paths


def pictures_of(base: BaseMapInUse | None, to_paper: ToPaper, scale: float) -> list[Picture]:
    """The squares of a base map that touch the frame, each where its corners lie; fine enough to be read from a step away."""
    if base is None:
        return []
    left, top, width, height = to_paper.frame
    to_degrees = to_paper.back
    (west, north), (east, south) = to_degrees((left, top)), to_degrees((left + width, top + height))
    across = WORLD * cos(radians((south + north) / 2)) * scale
    z = min(max(ceil(log2(across / WIDEST_PICTURE)), 3), base.deepest)
    many = 2**z
    columns = range(floor((west + 180) / 360 * many), floor((east + 180) / 360 * many) + 1)
    rows = range(floor(_from_north(north) * many), floor(_from_north(south) * many) + 1)
    found = []
    for template in base.templates:
        for x in columns:
            for y in rows:
                west_x, north_y = to_paper((x / many * 360 - 180, _latitude(y / many)))
                east_x, south_y = to_paper(((x + 1) / many * 360 - 180, _latitude((y + 1) / many)))
                address = template.replace("{z}", str(z)).replace("{x}", str(x)).replace("{y}", str(y))
                found.append(Picture(address, west_x, north_y, round(east_x - west_x, 2), round(south_y - north_y, 2)))
    return found if len(found) <= MOST_PICTURES else []


def _from_north(latitude: float) -> float:
    return (1 - asinh(tan(radians(latitude))) / pi) / 2


def _latitude(part: float) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * part))))


def round_ratio(exact: float) -> int:
    """A scale as maps say it: 1,480 is 1,500."""
    ten = 10 ** max(floor(log10(max(exact, 1))) - 1, 0)
    return int(round(exact / ten) * ten)


def fitting(points: list[Point], frame: Frame = MAP) -> tuple[ToPaper, float]:
    """The plane of the paper that holds the points, and its millimetres a metre."""
    width, height = frame[2:]
    if not points:
        return ToPaper((0.0, 0.0), METRES_PER_DEGREE, 0.1, frame), 0.1
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    per_x = METRES_PER_DEGREE * cos(radians((south + north) / 2))
    wide, high = (east - west) * per_x or 1.0, (north - south) * METRES_PER_DEGREE or 1.0
    scale = min((width - 2 * INSET) / wide, (height - 2 * INSET) / high, LARGEST_SCALE)
    return ToPaper(((west + east) / 2, (south + north) / 2), per_x, scale, frame), scale


def path_of(points, closed: bool = False) -> str:
    steps = " ".join(f"{x:g} {y:g}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def round_length(most: float) -> int:
    ten = 10 ** floor(log10(max(most, 1)))
    return int(next((step * ten for step in (5, 2, 1) if step * ten <= most), ten))


def qr_of(address: str) -> tuple[str, int]:
    matrix = segno.make(address, error="m", micro=False).matrix
    squares = (f"M{x} {y}h1v1h-1z" for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark)
    return "".join(squares), len(matrix)
