"""What the map is drawn from: grids and buildings of a jurisdiction, within the reader's scope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import OuterRef, Subquery

from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Building, Grid, Outline
from ..rules.ground import from_stored, polygons_of
from ..rules.shape import METRES_PER_DEGREE, Point, middle_of, outline_of, square_around
from .choosing import counting_order

MOST = 30_000
"""Buildings in one layer: a large street. A wider jurisdiction is looked at street by street."""

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


@dataclass(frozen=True, slots=True)
class GridOnMap:
    """A grid with its outline around its buildings, and how many these are."""

    place_code: str
    name: str
    kind: str
    kind_label: str
    ring: tuple[Point, ...]
    buildings: int


def buildings_on_map(prefix: str) -> list[BuildingOnMap]:
    """The buildings of a jurisdiction that lie in the scope, at most 30,000. One statement; 20,000 buildings take 1 to 2 s."""
    rows = Building.objects.filter(scope_condition(prefix)).order_by("street_code", "id")
    return [_on_map(*row) for row in rows.values_list(*_COLUMNS)[:MOST]]


def in_counting_order(buildings: Iterable[BuildingOnMap]) -> list[BuildingOnMap]:
    """The buildings grid by grid and estate by estate, as people count them: 2号楼 before 10号楼."""
    return sorted(buildings, key=lambda one: (one.place_code[:16], one.estate, counting_order(one.name), one.key.id))


def building_on_map(building_id: UUID) -> BuildingOnMap:
    """One building. Raises `NotFound("place")` when it is not in the scope. One statement."""
    row = Building.objects.filter(id=building_id).order_by().values_list(*_COLUMNS).first()
    if row is None:
        raise NotFound("place", building_id)
    return _on_map(*row)


def grids_on_map(prefix: str, buildings: Iterable[BuildingOnMap]) -> list[GridOnMap]:
    """The grids of a jurisdiction that lie in the scope, by code, with their border where one was published, else
    outlined around their `buildings`. One statement."""
    points: dict[str, list[Point]] = {}
    counts: dict[str, int] = {}
    for one in buildings:
        counts[one.place_code] = counts.get(one.place_code, 0) + 1
        points.setdefault(one.place_code, []).extend(one.ring)
    border = Outline.objects.filter(
        street_code=OuterRef("street_code"), place_code=OuterRef("place_code"), valid_until=None
    )
    rows = Grid.objects.filter(scope_condition(prefix), ended_at=None).annotate(
        border=Subquery(border.values("shape")[:1])
    )
    rows = rows.order_by("place_code")
    return [
        GridOnMap(
            place_code=row.place_code,
            name=row.name,
            kind=row.kind,
            kind_label=str(row.get_kind_display()),
            ring=_ring_of(row.border) or tuple(outline_of(_all_within(points, row.place_code))),
            buildings=sum(count for code, count in counts.items() if code.startswith(row.place_code)),
        )
        for row in rows
    ]


def _ring_of(border: bytes | None) -> tuple[Point, ...]:
    """The outside of the border's largest part; empty without a border."""
    if border is None:
        return ()
    largest = max(polygons_of(from_stored(border)), key=lambda part: part.area)
    return tuple((float(x), float(y)) for x, y in largest.exterior.coords[:-1])


def _all_within(points: dict[str, list[Point]], grid: str) -> list[Point]:
    return [point for code, some in points.items() if code.startswith(grid) for point in some]


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
