"""Where the buildings stand: rectangles in rows, turned a little, as far apart as their height asks for."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from .plan import CENTRE, EstatePlan, dice

CELL = (450.0, 470.0)
"""Width and height in metres of one cell of the map; 4 × 4 cells are the community's 3.4 km²."""

_METRES_PER_DEGREE = (111_320 * cos(radians(CENTRE[1])), 110_860.0)
_FLOOR = 2.9
_SUNLIGHT = 1.05
"""Rows stand about their own height apart, so that the sun reaches the ground floor in winter."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Footprint:
    """One building: ring of (longitude, latitude), closed; and its middle. `row` counts from the north."""

    ring: tuple[Point, ...]
    middle: Point
    row: int


def footprints(estate: EstatePlan) -> list[Footprint]:
    """The buildings of an estate, numbered from west to east, row after row from the north."""
    dice_of = dice("layout", estate.name)
    turn = radians(dice_of.uniform(-6, 6))
    length = estate.units * (26.0 if estate.flats > 2 else 15.0)
    depth = 22.0 if estate.flats > 2 else 12.0
    gap = 12.0 if estate.floors <= 11 else 18.0
    height = estate.floors * _FLOOR
    step_x, step_y = length + gap, depth + max(14.0, min(height * _SUNLIGHT, 46.0))
    width = CELL[0] * (0.88 if not estate.half else 0.43)
    columns = max(1, min(estate.buildings, int((width + gap) // step_x)))
    rows = -(-estate.buildings // columns)
    centre = _centre_of(estate)
    made = []
    for number in range(estate.buildings):
        row, column = divmod(number, columns)
        here = min(columns, estate.buildings - row * columns)
        x = (column - (here - 1) / 2) * step_x + dice_of.uniform(-1.5, 1.5)
        y = ((rows - 1) / 2 - row) * step_y + dice_of.uniform(-1, 1)
        corners = [
            (x + sx * length / 2, y + sy * depth / 2) for sx, sy in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
        ]
        ring = tuple(on_earth(_turned(corner, turn), centre) for corner in corners)
        made.append(Footprint(ring, on_earth(_turned((x, y), turn), centre), row))
    return made


def _centre_of(estate: EstatePlan) -> Point:
    row, column = estate.cell
    return (column - 1.5) * CELL[0] + estate.half * CELL[0] * 0.25, (1.5 - row) * CELL[1]


def _turned(point: Point, angle: float) -> Point:
    x, y = point
    return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)


def on_earth(point: Point, centre: Point = (0.0, 0.0)) -> Point:
    """Metres east and north of a centre, itself in metres from the middle of the map, as longitude and latitude, to a centimetre or so."""
    return (
        round(CENTRE[0] + (centre[0] + point[0]) / _METRES_PER_DEGREE[0], 7),
        round(CENTRE[1] + (centre[1] + point[1]) / _METRES_PER_DEGREE[1], 7),
    )
