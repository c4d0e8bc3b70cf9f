"""Borders as rows: read from them, written with their validity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

import shapely
from shapely.geometry.base import BaseGeometry

from linli.kernel.ids import uuid7
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import scope_condition

from .models import Building, Outline
from .rules.ground import STEPS, from_stored, stored
from .rules.shape import Point, middle_of


def box_of(shape: BaseGeometry) -> dict[str, float]:
    """The box columns of a shape."""
    west, south, east, north = (round(value * STEPS) / STEPS for value in shape.bounds)
    return {"west": west, "south": south, "east": east, "north": north}


def spot_of(building: Building) -> Point | None:
    """Where a building stands: its point, else the middle of its outline."""
    if building.longitude is not None and building.latitude is not None:
        return building.longitude, building.latitude
    return middle_of([tuple(point) for point in building.footprint[0]]) if building.footprint else None


def same_shape(a: BaseGeometry, b: BaseGeometry) -> bool:
    """Whether two shapes are the same on the ground, whichever corner they begin with."""
    return bool(shapely.equals(a, b))


def write_outlines(
    d: DeedInHand, inside: str, shapes: Mapping[str, tuple[str, BaseGeometry]], ended: Iterable[str], crs: str
) -> tuple[int, int]:
    """Within the caller's deed: give places within `inside` (code → name, shape) these borders from now on, and end those of `ended`. A
    border that stays as it is keeps its day. Returns how many are new or changed, and how many ended without another."""
    standing = {row.place_code: row for row in Outline.objects.filter(scope_condition(inside), valid_until=None)}
    over: list[UUID] = []
    rows: list[Outline] = []
    for code, (name, shape) in shapes.items():
        row = standing.get(code)
        if row is not None and row.name == name and same_shape(from_stored(row.shape), shape):
            continue
        if row is not None:
            over.append(row.id)
        rows.append(_row(code, name, shape, d.now, crs))
    gone = [standing[code].id for code in ended if code in standing]
    street = int(inside[:9])
    Outline.objects.filter(street_code=street, id__in=[*over, *gone]).update(valid_until=d.now)
    copy_rows(Outline, rows)
    if rows:
        d.record(*rows)
    return len(rows), len(gone)


def _row(code: str, name: str, shape: BaseGeometry, now: datetime, crs: str) -> Outline:
    return Outline(
        id=uuid7(),
        place_code=code,
        name=name,
        shape=stored(shape),
        valid_from=now,
        source_crs=crs[:40],
        **box_of(shape),
    )
