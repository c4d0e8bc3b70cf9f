"""Tiles of the map: squares of the web-mercator world, numbered as every tile server numbers them. No Django.

Three levels are answered, each with what one can see from so far off: communities, grids, buildings. Points of a tile are whole steps from its
north-western corner, so that they lie on a base map's picture of the same number exactly. Rounding is what generalises: a corner two
neighbours share is rounded to the same step in both, so a shared border stays shared in every tile.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from math import atan, degrees, pi, sinh

import numpy as np

from .shape import Point

MOST_LATITUDE = 85.0


class Level(IntEnum):
    """A level, valued by its zoom: about 34, 4.2 and 1.1 km a tile in the middle of China."""

    COMMUNITIES = 10
    GRIDS = 13
    HOUSES = 15


STEPS = {Level.COMMUNITIES: 1_024, Level.GRIDS: 8_192, Level.HOUSES: 16_384}
"""Steps across a tile: 33 m, half a metre and 6 cm. At most a picture element where the level gives way to the next."""

MOST_BOX = 0.75
"""Degrees a box of a table may span each way: a city."""


@dataclass(frozen=True, slots=True)
class Box:
    """West, south, east, north in degrees."""

    west: float
    south: float
    east: float
    north: float

    def wider(self, by: float) -> Box:
        return Box(self.west - by, self.south - by, self.east + by, self.north + by)

    def touches(self, west: float, south: float, east: float, north: float) -> bool:
        return west <= self.east and east >= self.west and south <= self.north and north >= self.south


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile of one level. Raises ValueError for a level that is not answered or a number outside the world."""

    level: Level
    x: int
    y: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "level", Level(self.level))
        if not (0 <= self.x < 2**self.level and 0 <= self.y < 2**self.level):
            raise ValueError(f"no such tile: {self.level}/{self.x}/{self.y}")

    @property
    def box(self) -> Box:
        """The ground it covers."""
        many = 2**self.level
        west, east = self.x / many * 360 - 180, (self.x + 1) / many * 360 - 180
        return Box(west, _latitude((self.y + 1) / many), east, _latitude(self.y / many))

    @property
    def keys(self) -> list[tuple[int, int]]:
        """The closed ranges of house keys within, one for each column of house tiles. Raises ValueError for a tile of communities, which
        would be a thousand."""
        if self.level < Level.GRIDS:
            raise ValueError("a tile of communities is not read by its houses")
        across = 2 ** (Level.HOUSES - self.level)
        columns = range(self.x * across, (self.x + 1) * across)
        return [(key_of(x, self.y * across), key_of(x, (self.y + 1) * across - 1)) for x in columns]

    def steps(self, points: Sequence[Point] | np.ndarray) -> np.ndarray:
        """Points in degrees as whole steps to the east and south of the tile's north-western corner. O(n)."""
        many, across = 2**self.level, STEPS[self.level]
        flat = np.asarray(points, float).reshape(-1, 2)
        latitude = np.radians(np.clip(flat[:, 1], -MOST_LATITUDE, MOST_LATITUDE))
        x = (flat[:, 0] + 180) / 360 * many - self.x
        y = (1 - np.log(np.tan(latitude) + 1 / np.cos(latitude)) / pi) / 2 * many - self.y
        return np.rint(np.column_stack((x, y)) * across).astype(int)

    def rings(self, rings: Iterable[Sequence[Point] | np.ndarray]) -> list[list[int]]:
        """Each ring or line flat, [x, y, x, y, …] in steps, without the points that rounding laid onto one another or onto the straight
        line between their neighbours. O(n)."""
        kept = list(rings)
        lengths = np.array([len(one) for one in kept], int)
        if not lengths.sum():
            return [[] for _one in kept]
        if all(isinstance(one, np.ndarray) for one in kept):
            steps = self.steps(np.concatenate([one for one in kept if len(one)]))
        else:
            steps = self.steps([point for one in kept for point in one])
        of_ring = np.repeat(np.arange(len(kept)), lengths)
        for dull in (_again, _between):
            fresh = ~dull(steps, of_ring)
            steps, of_ring = steps[fresh], of_ring[fresh]
        ends = np.searchsorted(of_ring, np.arange(len(kept)), side="right").tolist()
        flat, begin = steps.ravel().tolist(), 0
        found = []
        for end in ends:
            found.append(flat[2 * begin : 2 * end])
            begin = end
        return found


def _again(steps: np.ndarray, of_ring: np.ndarray) -> np.ndarray:
    """Which points repeat the one before them in their ring."""
    same = np.zeros(len(steps), bool)
    same[1:] = (steps[1:] == steps[:-1]).all(axis=1) & (of_ring[1:] == of_ring[:-1])
    return same


def _between(steps: np.ndarray, of_ring: np.ndarray) -> np.ndarray:
    """Which points lie on the straight way from the point before them to the one after."""
    between = np.zeros(len(steps), bool)
    if len(steps) > 2:
        back, on = steps[1:-1] - steps[:-2], steps[2:] - steps[1:-1]
        straight = back[:, 0] * on[:, 1] == back[:, 1] * on[:, 0]
        onward = (back * on).sum(axis=1) > 0
        between[1:-1] = straight & onward & (of_ring[:-2] == of_ring[2:])
    return between


def key_of(x: int, y: int) -> int:
    """The number of a house tile: one for each, tiles of a column beside each other."""
    return x * 2**Level.HOUSES + y


def house_tile_of(point: Point) -> Tile:
    """The house tile a point in degrees lies in, as the database reckons it."""
    many = 2**Level.HOUSES
    whole = np.floor(Tile(Level.HOUSES, 0, 0).steps([point]) / STEPS[Level.HOUSES]).astype(int)[0]
    return Tile(Level.HOUSES, *np.clip(whole, 0, many - 1).tolist())


def box_asked(text: str) -> Box | None:
    """The box of `west,south,east,north` in degrees; None for what is no box of at most a city's size."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    is_box = -180 <= west < east <= 180 and -MOST_LATITUDE <= south < north <= MOST_LATITUDE
    return Box(west, south, east, north) if is_box and max(east - west, north - south) <= MOST_BOX else None


def _latitude(part: float) -> float:
    return degrees(atan(sinh(pi * (1 - 2 * part))))
