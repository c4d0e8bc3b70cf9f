"""Walk days, and what their teams ticked off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition, within

from ..models import Building, Facility, PlaceLook, WalkDay
from .choosing import counting_order


@dataclass(frozen=True, slots=True)
class PlaceToSee:
    """A building or facility one may look at."""

    id: UUID
    name: str
    place_code: str
    is_facility: bool
    at: tuple[float, float] | None = None
    estate_id: UUID | None = None


def walk_days(community: str, at: Position | None = None, size: int = 30) -> Slice:
    """The walk days of a community, the latest first. Public. One statement."""
    return keyset_slice(WalkDay.public.filter(scope_condition(community)), ("-on", "-id"), at, size)


def walk_day_of(id: UUID) -> tuple[WalkDay, set[UUID]]:
    """One walk day and what is ticked off on it. Raises `NotFound`. Public: the door says who may read it. One statement."""
    looks = PlaceLook.public.filter(walk_day_id=id).order_by().values_list("target_id")
    rows, looked = read_together(
        WalkDay.public.filter(id=id), looks.annotate(n=Count("id")).values_list("target_id", "n")
    )
    if not rows:
        raise NotFound("walk_day", id)
    return rows[0], {target for target, _n in looked}


def places_to_see(prefixes: Collection[str]) -> list[PlaceToSee]:
    """The buildings of these places and the facilities of their communities, as people count them. Public. One statement."""
    if not prefixes:
        return []
    around = Scope.of(prefix[: PlaceLevel.COMMUNITY] for prefix in prefixes)
    buildings, facilities = read_together(
        within(Building.public.all(), Scope.of(prefixes)).values_list(
            "id", "estate__name", "cluster", "number", "name", "place_code", "longitude", "latitude", "estate_id"
        ),
        within(Facility.public.filter(closed_at=None), around)
        .order_by("name", "id")
        .values_list("id", "name", "place_code", "longitude", "latitude"),
    )
    buildings.sort(key=lambda row: (row[1], counting_order(row[2]), counting_order(row[3]), row[0]))
    return [
        PlaceToSee(id, estate + name, place_code, False, _spot(longitude, latitude), estate_id)
        for id, estate, _cluster, _number, name, place_code, longitude, latitude, estate_id in buildings
    ] + [
        PlaceToSee(id, name, place_code, True, _spot(longitude, latitude))
        for id, name, place_code, longitude, latitude in facilities
    ]


def _spot(longitude: float | None, latitude: float | None) -> tuple[float, float] | None:
    return None if longitude is None or latitude is None else (longitude, latitude)


def looks_on_walks(area: str) -> QuerySet:
    """What was ticked off in an area, to be read with others: `target_id` and `looked_on`. Public."""
    return PlaceLook.public.filter(scope_condition(area))


def looks_by_walk(community: str) -> dict[UUID, int]:
    """How many places each walk day ticked off. One statement."""
    rows = PlaceLook.public.filter(scope_condition(community)).order_by().values("walk_day_id")
    return dict(rows.annotate(n=Count("id")).values_list("walk_day_id", "n"))
