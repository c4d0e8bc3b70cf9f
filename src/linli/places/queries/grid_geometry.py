"""Borders of grids and communities, today's and of any day, and what lies on the ground around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from shapely.geometry.base import BaseGeometry

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition

from ..ground_files import Layer
from ..models import Building, Dwelling, Grid, GroundFeature, Outline
from ..outlines import spot_of
from ..rules.grid_plan import kind_of_code
from ..rules.ground import area_of, from_stored
from ..rules.households import households_of
from ..rules.shape import Point

MOST_FEATURES = 6_000
"""Roads and waters drawn under one community."""


@dataclass(frozen=True, slots=True)
class GridOfDay:
    """A grid as it was on a day; `shape` None where no border was ever published."""

    code: str
    name: str
    kind: str
    shape: BaseGeometry | None
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    is_exclusive: bool = False

    @property
    def square_metres(self) -> float:
        return area_of(self.shape) if self.shape is not None else 0.0


@dataclass(frozen=True, slots=True)
class LocatedBuilding:
    """A registered building with where it stands (None: not known), how many homes are on record, and how many households a table or a
    file told (None: none did)."""

    id: UUID
    words: str
    estate_id: UUID
    estate: str
    place_code: str
    at: Point | None
    footprint: tuple[Point, ...]
    units: int
    floors: int
    homes: int
    told: int | None = None

    @property
    def households(self) -> tuple[int, bool]:
        """How many, and whether that is counted (`rules.households`)."""
        return households_of(self.homes, self.units, self.floors, self.told)


def grids_today(community: str) -> list[GridOfDay]:
    """The grids of a community (micro-grids left out), by code, with their borders where these are known. One statement."""
    rows, outlines = read_together(
        Grid.objects.filter(scope_condition(community), ended_at=None).order_by("place_code"),
        _outlines(community, None),
    )
    borders = {row.place_code: row for row in outlines if len(row.place_code) == PlaceLevel.GRID}
    return [
        GridOfDay(
            row.place_code,
            row.name,
            str(row.get_kind_display()),
            from_stored(borders[row.place_code].shape) if row.place_code in borders else None,
            borders[row.place_code].valid_from if row.place_code in borders else None,
            is_exclusive=row.kind == Grid.Kind.EXCLUSIVE,
        )
        for row in rows
        if len(row.place_code) == PlaceLevel.GRID
    ]


def grids_on(community: str, moment: datetime) -> list[GridOfDay]:
    """The grids whose borders were valid at a moment, by code, under the names they had then. One statement."""
    return [_of_day(row) for row in _outlines(community, moment) if len(row.place_code) == PlaceLevel.GRID]


def grids_ever(community: str) -> tuple[list[Grid], set[str]]:
    """Every grid a community ever had, and the codes of those with a border today. One statement."""
    rows, bordered = read_together(
        Grid.objects.filter(scope_condition(community)).order_by("place_code"),
        _outlines(community, None).values_list("place_code"),
    )
    return rows, {code for (code,) in bordered if len(code) == PlaceLevel.GRID}


def _outlines(community: str, moment: datetime | None) -> QuerySet:
    """The borders within a community, its own among them, valid at a moment (None: now), by code."""
    rows = Outline.objects.filter(scope_condition(community))
    if moment is None:
        rows = rows.filter(valid_until=None)
    else:
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gt=moment), valid_from__lte=moment)
    return rows.order_by("place_code")


def grid_shapes(prefix: str) -> dict[str, BaseGeometry]:
    """The borders of all grids within a prefix (empty: everywhere) that are valid now, by code. One statement."""
    rows = Outline.objects.filter(valid_until=None).order_by("place_code")
    rows = rows.filter(scope_condition(prefix)) if prefix else rows
    return {
        code: from_stored(shape)
        for code, shape in rows.values_list("place_code", "shape")
        if len(code) == PlaceLevel.GRID
    }


def _of_day(row: Outline) -> GridOfDay:
    kind = Grid.Kind(kind_of_code(row.place_code))
    return GridOfDay(
        row.place_code,
        row.name,
        str(kind.label),
        from_stored(row.shape),
        row.valid_from,
        row.valid_until,
        kind is Grid.Kind.EXCLUSIVE,
    )


def moments_of_change(community: str) -> QuerySet:
    """When the borders of the grids changed, the latest first, at most 50, for `read_together`."""
    rows = Outline.objects.filter(scope_condition(community)).exclude(place_code=community)
    return rows.order_by("-valid_from").values_list("valid_from").distinct()[:50]


def community_borders(community: str) -> tuple[BaseGeometry | None, list[tuple[str, BaseGeometry]]]:
    """The border of a community where it is known, and those of the other communities of its street (name, shape). One statement."""
    rows = Outline.public.filter(scope_condition(community[:9]), valid_until=None).order_by("place_code")
    own, others = None, []
    for row in rows:
        if row.place_code == community:
            own = from_stored(row.shape)
        elif len(row.place_code) == PlaceLevel.COMMUNITY:
            others.append((row.name, from_stored(row.shape)))
    return own, others


def located_buildings(community: str) -> list[LocatedBuilding]:
    """Every registered building of a community, by id. One statement."""
    homes = (
        Dwelling.objects.filter(street_code=OuterRef("street_code"), building_id=OuterRef("id"))
        .order_by()
        .values("building_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    rows = Building.objects.filter(scope_condition(community)).select_related("estate").order_by("id")
    rows = rows.annotate(homes=Coalesce(Subquery(homes), 0))
    return [
        LocatedBuilding(
            row.id,
            row.estate.name + row.name,
            row.estate_id,
            row.estate.name,
            row.place_code,
            spot_of(row),
            tuple(map(tuple, row.footprint[0])) if row.footprint else (),
            row.units,
            row.floors,
            row.homes,
            row.households,
        )
        for row in rows
    ]


def ground_features(community: str, layers: Collection[Layer]) -> list[GroundFeature]:
    """Things on the ground taken in for a community, of these layers, at most 6,000. One statement."""
    rows = GroundFeature.objects.filter(scope_condition(community), layer__in=[layer.value for layer in layers])
    return list(rows.order_by("layer", "id")[:MOST_FEATURES])


def ground_counts(community: str) -> QuerySet:
    """Each layer with how many things of it were taken in, for `read_together`."""
    rows = GroundFeature.objects.filter(scope_condition(community)).order_by().values("layer").annotate(n=Count("id"))
    return rows.values_list("layer", "n")


def known_box(community: str) -> tuple[float, float, float, float] | None:
    """The box around all that is known of a community; None while nothing is. Two statements."""
    here = scope_condition(community)
    ends = {"w": Min("west"), "s": Min("south"), "e": Max("east"), "n": Max("north")}
    found = Outline.objects.filter(here).order_by().aggregate(**ends)
    points = {"w": Min("longitude"), "s": Min("latitude"), "e": Max("longitude"), "n": Max("latitude")}
    also = Building.objects.filter(here).order_by().aggregate(**points)
    boxes = [box for box in (found, also) if box["w"] is not None and box["s"] is not None]
    if not boxes:
        return None
    return (
        min(box["w"] for box in boxes),
        min(box["s"] for box in boxes),
        max(box["e"] for box in boxes),
        max(box["n"] for box in boxes),
    )
