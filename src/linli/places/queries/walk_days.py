"""Walk days, and what their teams ticked off."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Max, QuerySet

from linli.kernel.errors import NotFound
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.read_together import read_together
from linli.ledger.street_row import scope_condition

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


def places_to_see(prefixes: list[str]) -> list[PlaceToSee]:
    """The buildings of these places and the facilities of their communities, as people count them. Public. One or two statements each."""
    found: list[PlaceToSee] = []
    for prefix in prefixes:
        rows = Building.public.filter(scope_condition(prefix)).select_related("estate")
        ordered = sorted(
            rows, key=lambda one: (one.estate.name, counting_order(one.cluster), counting_order(one.number))
        )
        found += [
            PlaceToSee(row.id, row.estate.name + row.name, row.place_code, False, _spot(row), row.estate_id)
            for row in ordered
        ]
    for community in dict.fromkeys(prefix[:12] for prefix in prefixes):
        rows = Facility.public.filter(scope_condition(community), closed_at=None).order_by("name", "id")
        found += [PlaceToSee(row.id, row.name, row.place_code, True, _spot(row)) for row in rows]
    return found


def _spot(row: Building | Facility) -> tuple[float, float] | None:
    return None if row.longitude is None or row.latitude is None else (row.longitude, row.latitude)


def walked_days(community: str) -> QuerySet:
    """When each building and facility was last ticked off on a walk day: pairs of id and day, to be read with others."""
    rows = PlaceLook.public.filter(scope_condition(community)).order_by().values("target_id")
    return rows.annotate(day=Max("looked_on")).values_list("target_id", "day")


def looks_by_walk(community: str) -> dict[UUID, int]:
    """How many places each walk day ticked off. One statement."""
    rows = PlaceLook.public.filter(scope_condition(community)).order_by().values("walk_day_id")
    return dict(rows.annotate(n=Count("id")).values_list("walk_day_id", "n"))
