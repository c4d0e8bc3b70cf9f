"""What lies in a tile of the map, within the reader's scope and the jurisdiction looked at."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import BooleanField, Count, F, Func, Max, Min, Q, QuerySet, Sum, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Substr

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Facility, Grid, GroundFeature, Outline
from ..rules.ground import from_stored, polygons_of
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
class PlaceOnMap:
    """A community or grid: its border as rings (the outsides, then the holes), and its buildings. `is_exact`: a border was published;
    else it is drawn around its buildings."""

    code: str
    name: str
    rings: tuple[tuple[Point, ...], ...]
    is_exact: bool
    buildings: int = 0


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


def grids_in(tile: Tile, prefix: str, moment: datetime | None = None) -> list[PlaceOnMap]:
    """The grids that reach into a tile, by code: under their borders, else outlined around their buildings; those of a moment past only
    where they had a border. Two statements; a third where a grid has no border."""
    borders = _borders(tile, prefix, moment, (PlaceLevel.GRID, PlaceLevel.MICRO_GRID))
    if moment is not None:
        return [PlaceOnMap(code, name, rings, True) for code, (name, rings) in borders.items()]
    touched = houses_in(tile, prefix).values("place_code").distinct()
    rows = Building.objects.filter(scope_condition(prefix)).order_by()
    wanted = Q(place_code__in=list(borders)) | Q(place_code__in=touched)
    counts = dict(rows.filter(wanted).values("place_code").annotate(n=Count("id")).values_list("place_code", "n"))
    bare = {code[: PlaceLevel.GRID] for code in counts if len(code) >= PlaceLevel.GRID} - borders.keys()
    found = dict(_outlined(bare, prefix)) if bare else {}
    found |= {code: (name, rings, True) for code, (name, rings) in borders.items()}
    return [
        PlaceOnMap(code, name, rings, exact, sum(n for other, n in counts.items() if other.startswith(code)))
        for code, (name, rings, exact) in sorted(found.items())
    ]


def communities_in(tile: Tile, prefix: str) -> list[PlaceOnMap]:
    """The communities that reach into a tile, by code: under their borders, else as the box around their buildings. Three statements;
    the buildings of the jurisdiction are counted from an index alone, O(n)."""
    borders = _borders(tile, prefix, None, (PlaceLevel.COMMUNITY,))
    here = scope_condition(prefix)
    names = dict(Community.objects.filter(here).order_by().values_list("place_code", "name"))
    placed, found = tile.box, []
    for code, count, *box in _extents(Building.objects.filter(here)):
        border = borders.pop(code, None)
        if border is not None:
            found.append(PlaceOnMap(code, border[0], border[1], True, count))
        elif box[0] is not None and placed.touches(*box):
            west, south, east, north = box
            corners = ((west - MARGIN, south - MARGIN), (east + MARGIN, south - MARGIN))
            corners += ((east + MARGIN, north + MARGIN), (west - MARGIN, north + MARGIN))
            found.append(PlaceOnMap(code, names.get(code, ""), (corners,), False, count))
    found += [PlaceOnMap(code, name, rings, True) for code, (name, rings) in borders.items()]
    return sorted(found, key=lambda one: one.code)


def ground_in(tile: Tile, prefix: str, layers: Iterable[str]) -> list[GroundFeature]:
    """Roads, waters and outlines from files that reach into a tile, at most 6,000, found by their boxes. One statement."""
    box = tile.box
    touches = RawSQL(
        'box(point("west", "south"), point("east", "north")) && box(point(%s, %s), point(%s, %s))',
        [box.west, box.south, box.east, box.north],
        BooleanField(),
    )  # fmt: skip
    rows = GroundFeature.objects.filter(Q(touches), scope_condition(prefix), layer__in=list(layers))
    return list(rows.only("street_code", "layer", "facts", "shape").order_by("layer", "id")[:MOST])


def facilities_at(box: Box, prefix: str) -> QuerySet[Facility]:
    """The open facilities that stand in a box. Public."""
    return Facility.public.filter(
        scope_condition(prefix), closed_at=None,
        longitude__gte=box.west, longitude__lt=box.east, latitude__gt=box.south, latitude__lte=box.north,
    ).order_by("name", "id")  # fmt: skip


def buildings_at(box: Box, prefix: str, most: int) -> list[BuildingOnMap]:
    """The buildings that stand in a box, at most so many. One statement."""
    rows = Building.objects.filter(
        scope_condition(prefix),
        longitude__gte=box.west, longitude__lt=box.east, latitude__gt=box.south, latitude__lte=box.north,
    )  # fmt: skip
    return on_map(rows.order_by("street_code", "id")[:most])


def areas_at(box: Box, prefix: str, level: PlaceLevel) -> list[tuple[str, str, int]]:
    """The communities or grids that reach into a box: code, name and how many buildings stand in each. Four statements."""
    here = scope_condition(prefix)
    touches = Q(west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south)
    outlines = Outline.objects.filter(here, touches, valid_until=None).order_by().values_list("place_code", flat=True)
    standing = Building.objects.filter(
        here, longitude__gte=box.west, longitude__lt=box.east, latitude__gt=box.south, latitude__lte=box.north
    )
    codes = {code for code in outlines if len(code) == level}
    codes |= {code[:level] for code in standing.order_by().values_list("place_code", flat=True).distinct()}
    model = Community if level == PlaceLevel.COMMUNITY else Grid
    names = model.objects.filter(here, place_code__in=codes).order_by("place_code").values_list("place_code", "name")
    parts = Building.objects.filter(here).annotate(part=Substr("place_code", 1, int(level))).order_by().values("part")
    counts = dict(parts.annotate(n=Count("id")).values_list("part", "n"))
    return [(code, name, counts.get(code, 0)) for code, name in names]


def live_grids_of(prefix: str) -> list[tuple[str, str]]:
    """Code and name of the grids there are today within the scope, micro-grids left out, by code. One statement."""
    rows = Grid.objects.filter(scope_condition(prefix), ended_at=None).order_by("place_code")
    return [line for line in rows.values_list("place_code", "name") if len(line[0]) == PlaceLevel.GRID]


@dataclass(frozen=True, slots=True)
class Counted:
    """The buildings of a jurisdiction: by the place that holds each and where these stand, those that stand nowhere yet, and the box
    around the rest and the published borders."""

    by_place: dict[str, int] = field(default_factory=dict)
    middles: dict[str, Point] = field(default_factory=dict)
    unplaced: int = 0
    box: Box | None = None

    def within(self, code: str) -> int:
        return sum(n for other, n in self.by_place.items() if other.startswith(code))

    def middle_of(self, code: str) -> Point | None:
        """Somewhere in the middle of a place's buildings; None where none stands anywhere."""
        found = [middle for other, middle in self.middles.items() if other.startswith(code)]
        return (sum(x for x, _y in found) / len(found), sum(y for _x, y in found) / len(found)) if found else None

    @property
    def all(self) -> int:
        return sum(self.by_place.values())


def counted(prefix: str) -> Counted:
    """How many buildings there are and where all of it lies. One statement, from an index alone, O(n)."""
    here = scope_condition(prefix)
    ends = (Min("west"), Min("south"), Max("east"), Max("north"))
    rows = (
        Building.objects.filter(here).order_by().values("place_code").annotate(n=Count("id"), placed=Count("longitude"))
    )
    of_buildings = rows.annotate(w=Min("longitude"), s=Min("latitude"), e=Max("longitude"), n_=Max("latitude"))
    lines, outlines = read_together(
        of_buildings.values_list("place_code", "n", "placed", "w", "s", "e", "n_"),
        summed_up(Outline.objects.filter(here, valid_until=None), *ends),
    )
    boxes = [line[3:] for line in lines if line[3] is not None] + [line for line in outlines if line[0] is not None]
    return Counted(
        by_place={line[0]: line[1] for line in lines},
        middles={line[0]: ((line[3] + line[5]) / 2, (line[4] + line[6]) / 2) for line in lines if line[3] is not None},
        unplaced=sum(line[1] - line[2] for line in lines),
        box=Box(*(edge(box[i] for box in boxes) for i, edge in enumerate((min, min, max, max)))) if boxes else None,
    )


def _borders(
    tile: Tile, prefix: str, moment: datetime | None, levels: tuple[PlaceLevel, ...]
) -> dict[str, tuple[str, tuple[tuple[Point, ...], ...]]]:
    box = tile.box
    touches = Q(west__lte=box.east, east__gte=box.west, south__lte=box.north, north__gte=box.south)
    valid = Q(valid_until=None)
    if moment is not None:
        valid = (valid | Q(valid_until__gt=moment)) & Q(valid_from__lte=moment)
    rows = Outline.objects.filter(valid, touches, scope_condition(prefix)).order_by("place_code")
    return {
        code: (name, _rings(shape))
        for code, name, shape in rows.values_list("place_code", "name", "shape")
        if len(code) in levels
    }


def _rings(shape: bytes | memoryview) -> tuple[tuple[Point, ...], ...]:
    parts = polygons_of(from_stored(shape))
    rings = [part.exterior for part in parts] + [hole for part in parts for hole in part.interiors]
    return tuple(tuple(map(tuple, ring.coords[:-1])) for ring in rings)


def _outlined(codes: set[str], prefix: str) -> Iterable[tuple[str, tuple[str, tuple[tuple[Point, ...], ...], bool]]]:
    """Grids without a border, around their buildings."""
    streets = Q(street_code__in={int(code[:9]) for code in codes})
    of_grid = Building.objects.filter(streets, scope_condition(prefix), longitude__isnull=False, latitude__isnull=False)
    of_grid = of_grid.annotate(grid=Substr("place_code", 1, int(PlaceLevel.GRID))).filter(grid__in=codes).order_by()
    grids, points = read_together(
        Grid.objects.filter(streets, place_code__in=codes, ended_at=None).order_by().values_list("place_code", "name"),
        of_grid.values_list("grid", "longitude", "latitude"),
    )
    spots: dict[str, list[Point]] = defaultdict(list)
    for code, longitude, latitude in points:
        spots[code].append((float(longitude), float(latitude)))
    for code, name in grids:
        if spots[code]:
            yield code, (name, (tuple(outline_of(spots[code], margin=18.0)),), False)


def _extents(rows: QuerySet[Building]) -> Iterable[tuple]:
    of = rows.order_by().annotate(community=Substr("place_code", 1, int(PlaceLevel.COMMUNITY))).values("community")
    return of.annotate(
        n=Count("id"), w=Min("longitude"), s=Min("latitude"), e=Max("longitude"), n_=Max("latitude")
    ).values_list("community", "n", "w", "s", "e", "n_")  # fmt: skip


class _Fingerprint(Func):
    """A number of all that the fields say."""

    output_field = TextField()
    template = "hashtextextended(concat_ws('|', %(expressions)s), 0)"

    def __init__(self, *fields: str) -> None:
        super().__init__(*map(F, fields))
