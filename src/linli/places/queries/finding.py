"""From an address in somebody's words to a place of the register, by exact parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from django.db import models
from django.db.models import CharField, JSONField, Value
from django.db.models.functions import Cast

from linli.kernel.place_codes import PlaceLevel, street_range
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Building, Community, Division, Dwelling, Estate, Grid
from ..rules import (
    AddressParts,
    AreaEntry,
    BuildingEntry,
    EstateEntry,
    MatchLevel,
    PlaceIndex,
    match_place,
    parse_address,
)


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """Where an address leads. `place_code` is never empty: what is not found stays with the jurisdiction searched in.

    `words` say in Chinese what agreed and why it went no further; `said` are the address's parts, unit and room among them.
    """

    place_code: str
    level: MatchLevel
    estate_id: UUID | None
    building_id: UUID | None
    words: str
    said: AddressParts


def find_place(text: str, prefix: str, index: PlaceIndex | None = None) -> FoundPlace:
    """Look an address up in a jurisdiction of a county or less, down to the building. Two statements, none with an `index`
    (`place_index`), which a load of many addresses makes once."""
    said = parse_address(text)
    match = match_place(replace(said, unit="", floor="", room=""), index or place_index(prefix))
    # Where a building is found the last reason is about unit and room, which were not asked for.
    reasons = match.reasons[:-1] if match.building_id else match.reasons
    return FoundPlace(
        place_code=match.place_code if match.place_code.startswith(prefix) else prefix,
        level=match.level,
        estate_id=match.estate_id,
        building_id=match.building_id,
        words="；".join(reasons)[:200],
        said=said,
    )


def place_index(prefix: str) -> PlaceIndex:
    """The estates, buildings and areas of a jurisdiction by name. Two statements; some milliseconds for a community.

    Raises ValueError for a prefix wider than a county.
    """
    if len(prefix) < PlaceLevel.COUNTY:
        raise ValueError(f"addresses are looked up in a county or less, not in {prefix!r}")
    here = scope_condition(prefix)
    buildings: dict[UUID, list[BuildingEntry]] = {}
    rows = Building.public.filter(here).order_by("id")
    for key, estate_id, number, cluster, place_code, units in rows.values_list(
        "id", "estate_id", "number", "cluster", "place_code", "units"
    ):
        entry = BuildingEntry(id=key, number=number, cluster=cluster, place_code=place_code, units=units)
        buildings.setdefault(estate_id, []).append(entry)
    # A prefix of a grid searches the community's estates too: an estate that spans grids carries the community's code.
    wider = scope_condition(prefix[: PlaceLevel.COMMUNITY])
    chain = [prefix[:length] for length in (2, 4, 6, 9)]
    low, high = (str(street) for street in street_range(prefix))
    named = _names(Estate.public.filter(wider), "id", "aliases").union(
        _names(Community.public.filter(wider)),
        _names(Grid.public.filter(wider, ended_at=None)),
        _names(Division.objects.filter(models.Q(code__in=chain) | models.Q(code__range=(low, high))), code="code"),
        all=True,
    )
    estates, areas = [], []
    for key, name, place_code, aliases in named:
        if key:
            entries = tuple(buildings.get(UUID(key), ()))
            estates.append(EstateEntry(UUID(key), name, place_code, tuple(aliases or ()), entries))
        else:
            areas.append(AreaEntry(name, place_code))
    return PlaceIndex(estates, areas)


def find_dwelling(building: RowKey, unit: str, room: str) -> RowKey | None:
    """The home behind a door, within the reader's scope; None when it is not in the register. One statement."""
    row = Dwelling.objects.filter(
        street_code=building.street_code, building_id=building.id, unit=unit, room=room
    ).first()
    return row.key if row else None


def _names(rows: models.QuerySet, key: str = "", aliases: str = "", code: str = "place_code") -> models.QuerySet:
    return rows.order_by().values_list(
        Cast(key, CharField()) if key else Value("", CharField()),
        Cast("name", CharField()),
        Cast(code, CharField()),
        aliases or Cast(Value(None), JSONField()),
    )
