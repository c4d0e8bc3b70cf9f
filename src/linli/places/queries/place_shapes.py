"""The ground of the places one level below a jurisdiction, for a map shaded by value."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import shapely
from django.db.models import F, Max, Min, QuerySet
from django.db.models.functions import Left, Length
from shapely.geometry.base import BaseGeometry

from linli.kernel import clock
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from ..models import Building, Outline
from ..rules.ground import from_stored, nearest_ground, polygons_of
from ..rules.shape import Point, octagon_around

MOST = 20_000
"""Buildings looked at for one map; a street has a few thousand."""

AFRESH = 900
"""Seconds for which the ground of communities and wider places is kept in memory: a new border shows there so much later."""

FINEST = 1 / 600
"""Borders are drawn to so much of the whole width: finer steps would not be seen."""

Rings = tuple[tuple[Point, ...], ...]


def place_shapes(prefix: str, level: PlaceLevel, *, kept: bool = False) -> dict[str, Rings]:
    """The outsides of the places of `level` within `prefix` (empty: everywhere), by code: the published border, for what is wider
    than a community those of its communities joined; where none was published, a rough one from where its buildings stand. Places
    whose ground is not known are missing. Two statements; none for communities and wider places while they are kept in memory, and for grids
    where the caller takes `kept` ones."""
    if level > PlaceLevel.COMMUNITY and not kept:
        return _read(prefix, int(level))
    return _kept(prefix, int(level), int(clock.now().timestamp()) // AFRESH)


@lru_cache(maxsize=32)
def _kept(prefix: str, level: int, _moment: int) -> dict[str, Rings]:
    return _read(prefix, level)


def _read(prefix: str, level: int) -> dict[str, Rings]:
    borders = Outline.public.filter(valid_until=None).annotate(digits=Length("place_code"))
    borders = borders.filter(digits=max(level, int(PlaceLevel.COMMUNITY)))
    borders = borders.filter(scope_condition(prefix)) if prefix else borders
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for code, shape in borders.order_by().values_list("place_code", "shape"):
        parts[code[:level]].append(from_stored(shape))
    found = {code: some[0] if len(some) == 1 else shapely.union_all(some) for code, some in parts.items()}
    around = _between_buildings if level >= PlaceLevel.COMMUNITY else _around_buildings
    for code, shape in around(prefix, level).items():
        found.setdefault(code, shape)
    if not found:
        return {}
    west, _south, east, _north = shapely.total_bounds(list(found.values()))
    simple = zip(found, shapely.simplify(list(found.values()), (east - west) * FINEST), strict=True)
    return {code: _rings(shape) for code, shape in simple if not shape.is_empty}


def _between_buildings(prefix: str, level: int) -> dict[str, BaseGeometry]:
    """What lies nearer to a place's buildings than to any other's. One statement."""
    rows = _buildings(prefix).order_by("place_code").values_list(Left("place_code", level), "longitude", "latitude")
    return nearest_ground([(code, (x, y)) for code, x, y in rows[:MOST] if len(code) == level])


def _around_buildings(prefix: str, level: int) -> dict[str, BaseGeometry]:
    """An eight-sided outline around the buildings of each place, from the ends in eight directions. One statement."""
    ends = {}
    for name, value in (
        ("x", F("longitude")), ("y", F("latitude")),
        ("s", F("longitude") + F("latitude")), ("d", F("longitude") - F("latitude")),
    ):  # fmt: skip
        ends |= {f"{name}0": Min(value), f"{name}1": Max(value)}
    rows = _buildings(prefix).order_by().values(below=Left("place_code", level)).annotate(**ends)
    return {row["below"]: shapely.Polygon(octagon_around(row)) for row in rows if len(row["below"]) == level}


def _buildings(prefix: str) -> QuerySet[Building]:
    rows = Building.public.filter(longitude__isnull=False, latitude__isnull=False)
    return rows.filter(scope_condition(prefix)) if prefix else rows


def _rings(shape: BaseGeometry) -> Rings:
    return tuple(
        tuple((float(x), float(y)) for x, y in part.exterior.coords[:-1]) for part in polygons_of(shape) if part.area
    )
