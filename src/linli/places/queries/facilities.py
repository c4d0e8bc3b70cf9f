"""The facilities of a community: the list, one, and what an imported map could add."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import shapely

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import street_of
from linli.ledger.street_row import RowKey, scope_condition

from ..ground_files import Layer
from ..models import Facility, GroundFeature
from ..rules.circle.standard import SHIPPED, FacilityKind, kind_of_poi
from ..rules.facility_said import FacilitySaid
from ..rules.ground import from_stored, inner_point
from ..rules.shape import Point

MOST = 3_000
STALE_DAYS = 365
"""Days after which the facts of a facility should be asked again."""


@dataclass(frozen=True, slots=True)
class FacilityLine:
    """A facility as its door tells it."""

    key: RowKey
    place_code: str
    said: FacilitySaid
    origin: str

    @property
    def id(self) -> UUID:
        return self.key.id

    @property
    def kind(self) -> FacilityKind:
        found = SHIPPED.kind(self.said.kind)
        assert found is not None
        return found

    @property
    def kinds(self) -> frozenset[str]:
        return frozenset({self.said.kind, *self.said.offers})

    @property
    def offers(self) -> list[FacilityKind]:
        return [one for one in SHIPPED.kinds if one.code in self.said.offers]

    def is_stale(self, today: date) -> bool:
        return (today - self.said.as_of).days > STALE_DAYS


def facilities_of(prefix: str) -> list[FacilityLine]:
    """The facilities of a jurisdiction that are open, by kind as the standard lists them, then by name; at most 3,000. Public. One statement."""
    rows = Facility.public.filter(scope_condition(prefix), closed_at=None).order_by("name", "id")[:MOST]
    order = {one.code: number for number, one in enumerate(SHIPPED.kinds)}
    return [_line(row) for row in sorted(rows, key=lambda row: order.get(row.kind, 99))]


def facilities_in_rows(rows: Iterable[Facility]) -> list[FacilityLine]:
    """The facilities of a queryset as their doors tell them. One statement."""
    return [_line(row) for row in rows]


def facilities_by_id(street: int, ids: Collection[UUID | str]) -> dict[str, FacilityLine]:
    """Facilities by their ids as text, wherever in the county's streets they stand. Public. One statement."""
    county = scope_condition(str(street).zfill(9)[:6])
    return {str(row.id): _line(row) for row in Facility.public.filter(county, id__in=ids)}


def facility_of(community: str, id: UUID) -> FacilityLine:
    """One facility of a community. Raises `NotFound`. Public. One statement."""
    row = Facility.public.filter(street_code=street_of(community), place_code=community, id=id, closed_at=None).first()
    if row is None:
        raise NotFound("facility", id)
    return _line(row)


def places_to_take(community: str, today: date) -> list[FacilitySaid]:
    """Named places of imported maps that look like facilities and are none yet. Two statements."""
    here = scope_condition(community)
    known = set(Facility.objects.filter(here, origin=Facility.Origin.GROUND).values_list("source_id", flat=True))
    rows = GroundFeature.objects.filter(here, layer=Layer.PLACE.value).exclude(name="").order_by("name", "id")[:MOST]
    found = []
    for row in rows:
        kind = kind_of_poi(str(row.facts.get("kind", "")))
        if kind and row.source_id not in known:
            found.append(
                FacilitySaid(kind, row.name[:60], today, inner_point(from_stored(row.shape)), source_id=row.source_id)
            )
    return found


def middle_of_places(points: Collection[Point]) -> Point | None:
    """The middle of some points; None without any."""
    if not points:
        return None
    middle = shapely.MultiPoint(list(points)).centroid
    return middle.x, middle.y


def _line(row: Facility) -> FacilityLine:
    at = None if row.longitude is None or row.latitude is None else (row.longitude, row.latitude)
    said = FacilitySaid(
        kind=row.kind,
        name=row.name,
        as_of=row.as_of,
        at=at,
        offers=tuple(row.offers),
        address=row.address,
        opening_hours=row.opening_hours,
        phone=row.phone,
        capacity=row.capacity,
        for_whom=row.for_whom,
        is_accessible=row.is_accessible,
        run_by=row.run_by,
        source_id=row.source_id,
    )
    return FacilityLine(row.key, row.place_code, said, str(row.get_origin_display()))
