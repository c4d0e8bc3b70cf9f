"""Buildings of a jurisdiction as maps draw them, within the reader's scope; those of a tile: `map_tiles`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Building
from ..rules.shape import METRES_PER_DEGREE, Point, middle_of, square_around
from .choosing import counting_order

MOST = 30_000
"""Buildings read at once: a large street."""

BESIDE = 6.0
"""Metres from a building to the mark beside it."""

_COLUMNS = (
    "street_code", "id", "name", "cluster", "number", "estate_id", "estate__name", "place_code", "units", "floors",
    "door_token", "footprint", "longitude", "latitude",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class BuildingOnMap:
    """A building as the map draws it; `ring` is empty where its place is not known, `is_exact` says whether the footprint is."""

    key: RowKey
    name: str
    number: str
    estate_id: UUID
    estate: str
    place_code: str
    units: int
    floors: int
    door_token: str
    ring: tuple[Point, ...]
    is_exact: bool

    @property
    def words(self) -> str:
        return self.estate + self.name

    @property
    def middle(self) -> Point | None:
        return middle_of(self.ring) if self.ring else None

    @property
    def beside(self) -> Point | None:
        """A place for a mark: just south of it, so that the building's number stays to be read."""
        if not self.ring:
            return None
        return middle_of(self.ring)[0], min(y for _x, y in self.ring) - BESIDE / METRES_PER_DEGREE


def buildings_on_map(prefix: str) -> list[BuildingOnMap]:
    """The buildings of a jurisdiction that lie in the scope, at most 30,000. One statement. For sheets and forms of a community or
    grid; a map is read tile by tile."""
    return on_map(Building.objects.filter(scope_condition(prefix)).order_by("street_code", "id")[:MOST])


def on_map(rows: QuerySet[Building]) -> list[BuildingOnMap]:
    """The buildings of a queryset as the map draws them. One statement."""
    return [_on_map(*row) for row in rows.values_list(*_COLUMNS)]


def in_counting_order(buildings: Iterable[BuildingOnMap]) -> list[BuildingOnMap]:
    """The buildings grid by grid and estate by estate, as people count them: 2号楼 before 10号楼."""
    return sorted(buildings, key=lambda one: (one.place_code[:16], one.estate, counting_order(one.name), one.key.id))


def building_on_map(building_id: UUID) -> BuildingOnMap:
    """One building. Raises `NotFound("place")` when it is not in the scope. One statement."""
    row = Building.objects.filter(id=building_id).order_by().values_list(*_COLUMNS).first()
    if row is None:
        raise NotFound("place", building_id)
    return _on_map(*row)


def _on_map(
    street: int, id: UUID, name: str, cluster: str, number: str, estate_id: UUID, estate: str, place_code: str, units: int,
    floors: int, door_token: str, footprint: list, longitude: float | None, latitude: float | None,
) -> BuildingOnMap:  # fmt: skip
    ring = tuple(map(tuple, footprint[0])) if footprint else ()
    if len(ring) > 1 and ring[0] == ring[-1]:
        ring = ring[:-1]
    is_exact = bool(ring)
    if not ring and longitude is not None and latitude is not None:
        ring = tuple(square_around((longitude, latitude)))
    return BuildingOnMap(
        RowKey(street, id),
        name,
        cluster + number,
        estate_id,
        estate,
        place_code,
        units,
        floors,
        door_token,
        ring,
        is_exact,
    )
