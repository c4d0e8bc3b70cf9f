"""The buildings somebody looks after, to choose from where he stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from linli.ledger.street_row import scope_condition

from ..models import Building
from .choosing import counting_order

MOST = 400


@dataclass(frozen=True, slots=True)
class BuildingAround:
    """A building with its estate's name."""

    id: UUID
    estate_id: UUID
    estate: str
    name: str
    place_code: str

    @property
    def words(self) -> str:
        return self.estate + self.name


def buildings_around(
    prefixes: Iterable[str] = (), building_ids: Iterable[UUID] = (), estate_ids: Iterable[UUID] = ()
) -> list[BuildingAround]:
    """The buildings of these places, of these estates, and these buildings, in the order people count them, at most 400.
    One statement."""
    wanted = Q(id__in=set(building_ids)) | Q(estate_id__in=set(estate_ids))
    for prefix in prefixes:
        wanted |= scope_condition(prefix)
    rows = Building.public.filter(wanted).select_related("estate")[:MOST]
    found = [BuildingAround(row.id, row.estate_id, row.estate.name, row.name, row.place_code) for row in rows]
    return sorted(found, key=lambda one: (one.estate, counting_order(one.name)))
