"""Choosing a place: on the resident's form step by step, or by the card on a door."""

from __future__ import annotations

import re
from dataclasses import dataclass
from uuid import UUID

from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Building, Community, Estate, Grid

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,16}")


@dataclass(frozen=True, slots=True)
class CommunityChoice:
    place_code: str
    name: str
    is_demo: bool


@dataclass(frozen=True, slots=True)
class EstateChoice:
    key: RowKey
    name: str
    place_code: str
    door_token: str
    property_firm_id: UUID | None

    @property
    def id(self) -> UUID:
        return self.key.id


@dataclass(frozen=True, slots=True)
class BuildingChoice:
    key: RowKey
    name: str
    place_code: str
    units: int
    floors: int
    door_token: str

    @property
    def id(self) -> UUID:
        return self.key.id


@dataclass(frozen=True, slots=True)
class DoorPlace:
    """The place a door card stands for: names and codes only, for anybody who scans it."""

    place_code: str
    community_code: str
    community: str
    estate_id: UUID
    estate: str
    building_id: UUID | None = None
    building: str = ""
    units: int = 0

    @property
    def name(self) -> str:
        return self.estate + self.building


def communities(prefix: str) -> list[CommunityChoice]:
    """The communities within a prefix of one digit or more, by code. One statement."""
    rows = Community.public.filter(scope_condition(prefix)).order_by("place_code")
    return [CommunityChoice(row.place_code, row.name, row.is_demo) for row in rows]


def estates_of(prefix: str) -> list[EstateChoice]:
    """The estates of a community (or any wider prefix), by name. One statement."""
    rows = Estate.public.filter(scope_condition(prefix)).order_by("name", "id")
    return [EstateChoice(row.key, row.name, row.place_code, row.door_token, row.property_firm_id) for row in rows]


def grids_of(prefix: str) -> list[tuple[str, str]]:
    """Code and name of the grids within a place to choose from: those of today, in the order of their codes. One statement."""
    rows = Grid.public.filter(scope_condition(prefix), ended_at=None).order_by("place_code")
    return list(rows.values_list("place_code", "name"))


def grid_names(prefix: str) -> dict[str, str]:
    """What the grids within a place are or were called, by code: those that ended too, for what happened in them. One statement."""
    rows = Grid.public.filter(scope_condition(prefix)).order_by("place_code")
    return dict(rows.values_list("place_code", "name"))


def buildings_of(estate: RowKey) -> list[BuildingChoice]:
    """The buildings of an estate in the order people count them: 一期1号楼, 一期2号楼, …, 10号楼. One statement."""
    rows = Building.public.filter(street_code=estate.street_code, estate_id=estate.id)
    return [
        BuildingChoice(row.key, row.name, row.place_code, row.units, row.floors, row.door_token)
        for row in sorted(rows, key=lambda row: (counting_order(row.cluster), counting_order(row.number)))
    ]


def place_by_door_token(token: str) -> DoorPlace:
    """The estate or building whose card carries the token. Two or three statements.

    Raises `NotFound` when no card does. The card is public, so it is looked up without a scope, and by the token alone: a
    card does not say its street.
    """
    if not _TOKEN.fullmatch(token):
        raise NotFound("door")
    building = Building.public.filter(door_token=token).first()
    if building is None:
        estate = Estate.public.filter(door_token=token).first()
        if estate is None:
            raise NotFound("door")
    else:
        estate = Estate.public.get(street_code=building.street_code, id=building.estate_id)
    community_code = estate.place_code[:12]
    community = Community.public.filter(street_code=estate.street_code, place_code=community_code).first()
    return DoorPlace(
        place_code=building.place_code if building else estate.place_code,
        community_code=community_code,
        community=community.name if community else "",
        estate_id=estate.id,
        estate=estate.name,
        building_id=building and building.id,
        building=building.name if building else "",
        units=building.units if building else 0,
    )


def counting_order(text: str) -> list[tuple[int, str]]:
    """A sorting key under which 10 comes after 9, and 7A after 7."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.findall(r"\d+|\D+", text)]


def buildings_within(prefix: str) -> list[tuple[str, str]]:
    """Id and name, its estate's before it, of every building within a prefix, as people count them. One statement."""
    rows = Building.public.filter(scope_condition(prefix)).select_related("estate")
    ordered = sorted(rows, key=lambda b: (b.estate.name, counting_order(b.cluster), counting_order(b.number)))
    return [(str(row.id), row.estate.name + row.name) for row in ordered]


def estate_of_building(building: RowKey) -> UUID:
    """The estate a building stands in. Raises `NotFound`. One statement."""
    row = Building.public.filter(street_code=building.street_code, id=building.id).first()
    if row is None:
        raise NotFound("place", building)
    return row.estate_id
