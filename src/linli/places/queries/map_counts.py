"""What lies in a box of the map, and how many buildings of a jurisdiction there are and where: for the tables beside maps."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import Substr

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import scope_condition

from ..models import Building, Community, Grid, Outline
from ..rules.shape import Point
from ..rules.tiles import Box
from .map_layers import BuildingOnMap, on_map


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
