"""What lies in a tile of the map, within the reader's scope and the jurisdiction looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from uuid import UUID

import numpy as np
import shapely
from django.db.models import BooleanField, Count, F, Func, Max, Min, Q, QuerySet, Sum, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr
from shapely.geometry.base import BaseGeometry

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Facility, Grid, GroundFeature, Outline
from ..rules.shape import Point, outline_of
from ..rules.tiles import Box, Tile
from ..where_it_lies import HouseTile
from .map_layers import BuildingOnMap, on_map

MOST = 6_000
"""Buildings, and pieces of ground, in one tile: more than stand on any square kilometre."""

_ALL = (
    "id", "name", "cluster", "number", "estate__name", "place_code", "units", "floors", "footprint", "longitude", "latitude",
)  # fmt: skip
MARGIN = 0.001
"""Degrees around the buildings of a place without a border."""


@dataclass(frozen=True, slots=True)
class AreaOnMap:
    """A community or grid with its buildings: `outline` is its published border (None: it is drawn around its buildings), `box` what
    its buildings span."""

    code: str
    name: str
    outline: UUID | None
    buildings: int
    box: Box | None


def houses_in(tile: Tile, prefix: str) -> QuerySet[Building]:
    """The buildings that stand in a tile, found by its index; O(log n + what is found)."""
    ranges = (Q(house_tile__range=ends) if ends[0] != ends[1] else Q(house_tile=ends[0]) for ends in tile.keys)
    rows = Building.objects.filter(scope_condition(prefix), longitude__isnull=False, latitude__isnull=False)
    return rows.alias(house_tile=HouseTile()).filter(reduce(or_, ranges)).order_by()


def version_of_houses(tile: Tile, prefix: str) -> str:
    """Changes whenever anything does that the tile's buildings are drawn from. One statement."""
    found = houses_in(tile, prefix).aggregate(n=Count("id"), sum=Sum(_Fingerprint(*_ALL)))
    return f"{found['n']}.{found['sum'] or 0}"


def buildings_in(tile: Tile, prefix: str) -> list[BuildingOnMap]:
    """The buildings of a tile, at most 6,000. One statement."""
    return on_map(houses_in(tile, prefix)[:MOST])


def grids_in(tile: Tile, prefix: str, moment: datetime | None = None) -> list[AreaOnMap]:
    """The grids that reach into a tile, by code; those of a moment past only where they had a border. Two statements, one for the past."""
    levels = (PlaceLevel.GRID, PlaceLevel.MICRO_GRID)
    here = scope_condition(prefix)
    outlines = _outlines(tile, here, moment)
    if moment is not None:
        return [AreaOnMap(code, name, id, 0, None) for code, (id, name) in _by_code(outlines, levels).items()]
    touched = houses_in(tile, prefix).values_list("place_code").annotate(n=Count("id")).values_list("place_code", "n")
    lines, standing = read_together(outlines, touched)
    borders = _by_code(lines, levels)
    codes = {*borders, *(code for code, _n in standing)}
    codes |= {code[: PlaceLevel.GRID] for code in codes}
    streets = {int(code[:9]) for code in codes}
    grids, counts = read_together(
        Grid.objects.filter(here, street_code__in=streets, place_code__in=codes, ended_at=None)
        .order_by()
        .values_list("place_code", "name"),
        _extents(Building.objects.filter(here, street_code__in=streets, place_code__in=codes)),
    )
    names = {code: name for code, name in grids if code in borders or len(code) == PlaceLevel.GRID}
    names |= {code: name for code, (_id, name) in borders.items()}
    return _areas(names, borders, counts)


def communities_in(tile: Tile, prefix: str) -> list[AreaOnMap]:
    """The communities that reach into a tile, by code. One statement; the buildings of the jurisdiction are counted from an index alone, O(n)."""
    here = scope_condition(prefix)
    of = Building.objects.filter(here).annotate(part=Substr("place_code", 1, int(PlaceLevel.COMMUNITY)))
    lines, rows, counts = read_together(
        _outlines(tile, here, None),
        Community.objects.filter(here).order_by().values_list("place_code", "name"),
        _extents(of, "part"),
    )
    borders = _by_code(lines, (PlaceLevel.COMMUNITY,))
    names = {code: name for code, name in rows if len(code) == PlaceLevel.COMMUNITY}
    names |= {code: name for code, (_id, name) in borders.items()}
    placed = tile.box
    return [
        one
        for one in _areas(names, borders, counts)
        if one.outline or (one.box and placed.touches(one.box.west, one.box.south, one.box.east, one.box.north))
    ]


def rings_of(areas: Iterable[AreaOnMap], prefix: str) -> dict[str, list[np.ndarray]]:
    """How each area is drawn, by code: the rings of its border, outsides and holes, as rows of longitude and latitude; without a border a grid
    is outlined around its buildings, a community as a box. One statement; a second where grids have no border."""
    areas = list(areas)
    ids = {one.outline: one.code for one in areas if one.outline}
    streets = {int(code[:9]) for code in ids.values()}
    rows = Outline.objects.filter(scope_condition(prefix), street_code__in=streets, id__in=list(ids)).order_by()
    found = (
        {ids[id]: rings for id, rings in zip(*_rings(list(rows.values_list("id", "shape"))), strict=True)}
        if ids
        else {}
    )
    bare = [one for one in areas if one.outline is None and one.box is not None]
    found |= _around({one.code for one in bare if len(one.code) >= PlaceLevel.GRID}, prefix)
    for one in bare:
        if one.code not in found:
            box = one.box.wider(MARGIN)
            corners = [(box.west, box.south), (box.east, box.south), (box.east, box.north), (box.west, box.north)]
            found[one.code] = [np.array(corners)]
    return found


def ground_in(box: Box, prefix: str, layers: Iterable[str]) -> list[GroundFeature]:
    """Roads, waters and outlines from files that reach into a box, at most 6,000, found by their own boxes; those taken in for the community
    of a grid. Public. One statement."""
    touches = RawSQL(
        'box(point("west", "south"), point("east", "north")) && box(point(%s, %s), point(%s, %s))',
        [box.west, box.south, box.east, box.north],
        BooleanField(),
    )  # fmt: skip
    rows = GroundFeature.public.filter(
        Q(touches), scope_condition(prefix[: PlaceLevel.COMMUNITY]), layer__in=list(layers)
    )
    return list(rows.only("street_code", "layer", "facts", "shape").order_by("layer", "id")[:MOST])


def facilities_at(box: Box, prefix: str) -> QuerySet[Facility]:
    """The open facilities that stand in a box, for a grid those of its community. Public."""
    return Facility.public.filter(
        scope_condition(prefix[: PlaceLevel.COMMUNITY]), closed_at=None,
        longitude__gte=box.west, longitude__lt=box.east, latitude__gt=box.south, latitude__lte=box.north,
    ).order_by("name", "id")  # fmt: skip


def _outlines(tile: Tile, here: Q, moment: datetime | None) -> QuerySet:
    box = tile.box
    touches = Q(west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south)
    valid = Q(valid_until=None)
    if moment is not None:
        valid = (valid | Q(valid_until__gt=moment)) & Q(valid_from__lte=moment)
    return Outline.objects.filter(here, valid, touches).order_by("place_code").values_list("place_code", "id", "name")


def _by_code(lines: Iterable[tuple[str, UUID, str]], levels: tuple[PlaceLevel, ...]) -> dict[str, tuple[UUID, str]]:
    return {code: (id, name) for code, id, name in lines if len(code) in levels}


def _extents(rows: QuerySet, part: str = "place_code") -> QuerySet:
    """Of each part: how many buildings, and the box around them."""
    ends = {"w": Min("longitude"), "s": Min("latitude"), "e": Max("longitude"), "n_": Max("latitude")}
    return rows.order_by().values(part).annotate(n=Count("id"), **ends).values_list(part, "n", *ends)


def _areas(
    names: dict[str, str],
    borders: dict[str, tuple[UUID, str]],
    counts: Iterable[tuple[str, int, float, float, float, float]],
) -> list[AreaOnMap]:
    """The named areas, each with what lies in it or in a place within it."""
    lines = list(counts)
    found = []
    for code, name in sorted(names.items()):
        inside = [line for line in lines if line[0].startswith(code)]
        boxes = [line[2:] for line in inside if line[2] is not None]
        box = Box(*(edge(box[n] for box in boxes) for n, edge in enumerate((min, min, max, max)))) if boxes else None
        outline = borders[code][0] if code in borders else None
        if outline or box:
            found.append(AreaOnMap(code, name, outline, sum(line[1] for line in inside), box))
    return found


def border_of(code: str) -> list[list[Point]]:
    """The border of one place as rings; empty while none was published. One statement."""
    row = Outline.objects.filter(scope_condition(code), place_code=code, valid_until=None).order_by().first()
    return (
        [list(map(tuple, ring.tolist())) for ring in rings_of_shape(shapely.from_wkb(bytes(row.shape)))] if row else []
    )


def rings_of_shape(shape: BaseGeometry) -> list[np.ndarray]:
    """The rings of one shape, outsides and holes. No statement."""
    rings = shapely.get_rings(shapely.get_parts(shape))
    return [shapely.get_coordinates(ring)[:-1] for ring in rings]


def _rings(rows: list[tuple[UUID, bytes]]) -> tuple[list[UUID], list[list[np.ndarray]]]:
    """The rings of stored shapes, all read at once."""
    parts, of_shape = shapely.get_parts(shapely.from_wkb([bytes(shape) for _id, shape in rows]), return_index=True)
    rings, of_part = shapely.get_rings(parts, return_index=True)
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    split = np.split(points, np.flatnonzero(np.diff(of_ring)) + 1) if len(points) else []
    found: list[list[np.ndarray]] = [[] for _row in rows]
    for ring, shape in zip(split, of_shape[of_part].tolist(), strict=True):
        found[shape].append(ring[:-1])
    return [id for id, _shape in rows], found


def _around(codes: set[str], prefix: str) -> dict[str, list[np.ndarray]]:
    """Grids without a border, around their buildings."""
    if not codes:
        return {}
    streets = {int(code[:9]) for code in codes}
    rows = Building.objects.filter(scope_condition(prefix), street_code__in=streets, longitude__isnull=False)
    rows = rows.annotate(grid=Substr("place_code", 1, int(PlaceLevel.GRID))).filter(grid__in=codes).order_by()
    spots: dict[str, list[Point]] = defaultdict(list)
    for code, longitude, latitude in rows.values_list("grid", "longitude", "latitude"):
        spots[code].append((longitude, latitude))
    return {code: [np.array(outline_of(points, margin=18.0))] for code, points in spots.items()}


class _Fingerprint(Func):
    """A number of all that the fields say."""

    output_field = TextField()
    template = "hashtextextended(concat_ws('|', %(expressions)s), 0)"

    def __init__(self, *fields: str) -> None:
        super().__init__(*map(F, fields))
