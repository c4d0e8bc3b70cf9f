"""Borders of grids and communities, today's and of any day, and what lies on the ground around them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Max, Min, Q
from shapely.geometry.base import BaseGeometry

from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import scope_condition

from ..ground_files import Layer
from ..models import Building, Dwelling, Grid, GroundFeature, Outline
from ..outlines import spot_of
from ..rules.ground import area_of, from_stored
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

    @property
    def square_metres(self) -> float:
        return area_of(self.shape) if self.shape is not None else 0.0


@dataclass(frozen=True, slots=True)
class LocatedBuilding:
    """A registered building with where it stands (None: not known) and how many homes are on record."""

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


def grids_today(community: str) -> list[GridOfDay]:
    """The grids of a community (micro-grids left out), by code, with their borders where these are known. Two statements."""
    rows = Grid.objects.filter(scope_condition(community), ended_at=None).order_by("place_code")
    borders = {row.place_code: row for row in outlines_of(community, None) if len(row.place_code) == PlaceLevel.GRID}
    return [
        GridOfDay(
            row.place_code,
            row.name,
            str(row.get_kind_display()),
            from_stored(borders[row.place_code].shape) if row.place_code in borders else None,
            borders[row.place_code].valid_from if row.place_code in borders else None,
        )
        for row in rows
        if len(row.place_code) == PlaceLevel.GRID
    ]


def grids_on(community: str, moment: datetime) -> list[GridOfDay]:
    """The grids whose borders were valid at a moment, by code, under the names they had then. One statement."""
    return [
        GridOfDay(row.place_code, row.name, "", from_stored(row.shape), row.valid_from, row.valid_until)
        for row in outlines_of(community, moment)
        if len(row.place_code) == PlaceLevel.GRID
    ]


def outlines_of(community: str, moment: datetime | None) -> list[Outline]:
    """The borders within a community, its own among them, valid at a moment (None: now), by code. One statement."""
    rows = Outline.objects.filter(scope_condition(community))
    if moment is None:
        rows = rows.filter(valid_until=None)
    else:
        rows = rows.filter(Q(valid_until=None) | Q(valid_until__gt=moment), valid_from__lte=moment)
    return list(rows.order_by("place_code"))


def grid_shapes(prefix: str) -> dict[str, BaseGeometry]:
    """The borders of all grids within a prefix (empty: everywhere) that are valid now, by code. One statement."""
    rows = Outline.objects.filter(valid_until=None).order_by("place_code")
    rows = rows.filter(scope_condition(prefix)) if prefix else rows
    return {
        code: from_stored(shape)
        for code, shape in rows.values_list("place_code", "shape")
        if len(code) == PlaceLevel.GRID
    }


def days_of_change(community: str) -> list[datetime]:
    """When the borders of the grids changed, the latest first, at most 50. One statement."""
    rows = Outline.objects.filter(scope_condition(community)).exclude(place_code=community)
    return list(rows.order_by("-valid_from").values_list("valid_from", flat=True).distinct()[:50])


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
    """Every registered building of a community, by id. Two statements."""
    here = scope_condition(community)
    homes = dict(
        Dwelling.objects.filter(here)
        .order_by()
        .values("building_id")
        .annotate(n=Count("id"))
        .values_list("building_id", "n")
    )
    rows = Building.objects.filter(here).select_related("estate").order_by("id")
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
            homes.get(row.id, 0),
        )
        for row in rows
    ]


def ground_features(community: str, layers: Collection[Layer]) -> list[GroundFeature]:
    """Things on the ground taken in for a community, of these layers, at most 6,000. One statement."""
    rows = GroundFeature.objects.filter(scope_condition(community), layer__in=[layer.value for layer in layers])
    return list(rows.order_by("layer", "id")[:MOST_FEATURES])


def ground_counts(community: str) -> dict[str, int]:
    """How many things of each layer were taken in. One statement."""
    rows = GroundFeature.objects.filter(scope_condition(community)).order_by().values("layer").annotate(n=Count("id"))
    return dict(rows.values_list("layer", "n"))


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
