"""Parts of an address to a place of the register, as deep as the parts agree exactly.

The first part that does not agree stops the descent; the level reached and the reason are said. Nothing is guessed:
two estates of one name, or two buildings of one number, stop it too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import IntEnum
from uuid import UUID

from linli.kernel.place_codes import PlaceLevel

from .address_parts import AddressParts, plain_cluster, plain_number, plain_place_name


class MatchLevel(IntEnum):
    """How deep a match reaches."""

    NONE = 0
    COUNTY = 1
    STREET = 2
    COMMUNITY = 3
    GRID = 4
    ESTATE = 5
    BUILDING = 6
    UNIT = 7
    DWELLING = 8


@dataclass(frozen=True, slots=True)
class BuildingEntry:
    """A building of the register. `units` is their count; `dwellings` maps (unit, room) to the dwelling's id."""

    id: UUID
    number: str
    cluster: str = ""
    place_code: str = ""
    units: int = 1
    dwellings: Mapping[tuple[str, str], UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EstateEntry:
    """An estate of the register with the other names people use, a road and number among them."""

    id: UUID
    name: str
    place_code: str
    aliases: tuple[str, ...] = ()
    buildings: tuple[BuildingEntry, ...] = ()
    at: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """A street, community or grid with its code."""

    name: str
    place_code: str


@dataclass(frozen=True, slots=True)
class LandmarkEntry:
    """A place people know that is no estate: a market, a school (`is_road` false), or a road. `at` is (longitude, latitude)."""

    name: str
    place_code: str
    at: tuple[float, float] | None = None
    is_road: bool = False


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """Where an address leads: `place_code` of the level reached, ids down to it, and why no further, in Chinese."""

    level: MatchLevel = MatchLevel.NONE
    place_code: str = ""
    estate_id: UUID | None = None
    building_id: UUID | None = None
    unit: str = ""
    dwelling_id: UUID | None = None
    reasons: tuple[str, ...] = ()


class PlaceIndex:
    """Names of areas and estates for matching many addresses. Build once, use for all."""

    def __init__(
        self, estates: Iterable[EstateEntry], areas: Iterable[AreaEntry] = (), landmarks: Iterable[LandmarkEntry] = ()
    ) -> None:
        self.estates = tuple(estates)
        self.areas = tuple(areas)
        self.landmarks = tuple(landmarks)
        self._numbered: dict[UUID, dict[str, list[BuildingEntry]]] = {}
        self._doors: dict[UUID, tuple[frozenset[str], dict[tuple[str, str], UUID]]] = {}
        self._areas: dict[str, list[str]] = {}
        self._area_names: dict[str, str] = {}
        for area in self.areas:
            self._area_names[area.place_code] = area.name
            self._areas.setdefault(_area_key(area.name), []).append(area.place_code)

    def buildings_numbered(self, estate: EstateEntry, number: str) -> list[BuildingEntry]:
        """The buildings of an estate with a number, in whatever form it is written."""
        numbered = self._numbered.get(estate.id)
        if numbered is None:
            numbered = self._numbered[estate.id] = {}
            for building in estate.buildings:
                numbered.setdefault(plain_number(building.number), []).append(building)
        return numbered.get(plain_number(number), [])

    def doors_of(self, building: BuildingEntry) -> tuple[frozenset[str], dict[tuple[str, str], UUID]]:
        """A building's units, and its homes by unit and room, numbers in plain form."""
        known = self._doors.get(building.id)
        if known is None:
            homes = {(plain_number(unit), plain_number(room)): id for (unit, room), id in building.dwellings.items()}
            units = frozenset(str(unit) for unit in range(1, building.units + 1)) | {unit for unit, _ in homes}
            known = self._doors[building.id] = units, homes
        return known

    def area_name(self, code: str) -> str:
        """What the street or community of a code is called; empty for one not on record."""
        return self._area_names.get(code, "")

    @property
    def estate_names(self) -> list[str]:
        """Every name and alias of an estate, longest first, for finding one within a sentence."""
        names = {plain_place_name(name) for estate in self.estates for name in (estate.name, *estate.aliases)} - {""}
        return sorted(names, key=lambda name: (-len(name), name))

    def areas_called(self, name: str) -> list[str]:
        """Codes of areas of this very name."""
        return self._areas.get(_area_key(name), [])


def _area_key(name: str) -> str:
    """An area's name without the office that may be named for it: 湖东村委会 is 湖东村."""
    plain = plain_place_name(name)
    for ending in ("办事处", "居民委员会", "居委会", "民委员会", "委会"):
        plain = plain.removesuffix(ending)
    return plain


def match_area(parts: AddressParts, index: PlaceIndex) -> tuple[PlaceMatch, tuple[str, ...]]:
    """The deepest area whose code continues the one before; names not in the register are passed over, wider ones first."""
    code, reasons = "", []
    for name in parts.area:
        inside = [found for found in index.areas_called(name) if found.startswith(code)]
        if len(inside) == 1:
            code = inside[0]
            reasons.append(f"{name}相符")
        elif inside:
            reasons.append(f"有 {len(inside)} 处叫“{name}”")
    return PlaceMatch(_level_of(code), code), tuple(reasons)


def _level_of(code: str) -> MatchLevel:
    for length, level in (
        (PlaceLevel.GRID, MatchLevel.GRID),
        (PlaceLevel.COMMUNITY, MatchLevel.COMMUNITY),
        (PlaceLevel.STREET, MatchLevel.STREET),
        (PlaceLevel.COUNTY, MatchLevel.COUNTY),
    ):
        if len(code) >= length:
            return level
    return MatchLevel.NONE


def estate_names_said(parts: AddressParts) -> list[str]:
    """The names by which the register may know it, the most telling first."""
    lane = f"{parts.road}{parts.lane}弄" if parts.road and parts.lane else ""
    number = f"{parts.road}{parts.number}号" if parts.road and parts.number and not lane else ""
    whole = parts.estate + parts.inner
    names = (whole, parts.estate, parts.inner, parts.road + whole if whole else "", lane, number)
    if not any(names) and parts.building:
        names = (parts.road,)
    if not any(names) and parts.area and (parts.building or parts.unit or not parts.area[-1].endswith(_DIVISIONS)):
        return [parts.area[-1]]
    return [name for name in dict.fromkeys(names) if name]


_DIVISIONS = ("省", "市", "区", "县", "旗", "州", "道", "镇", "乡", "社区", "居委会", "网格")


def within_estate(parts: AddressParts, estate: EstateEntry, reached: PlaceMatch, index: PlaceIndex) -> PlaceMatch:
    """As deep as building, unit and room agree, from an estate that was reached."""
    # In a lane the number is the building: 200弄15号.
    number = parts.building or (parts.number if parts.lane else "")
    if not number:
        return _because(reached, "地址没有写楼栋")
    numbered = index.buildings_numbered(estate, number)
    buildings = _of_cluster(numbered, plain_cluster(parts.cluster)) if parts.cluster else numbered
    if not buildings:
        return _because(reached, f"小区里没有{parts.cluster}{number}号楼")
    if len(buildings) > 1:
        return _because(reached, f"小区里有 {len(buildings)} 栋{number}号楼，请写明组团或期")
    building = buildings[0]
    unit, dwelling, level, why = _within_building(parts, index.doors_of(building))
    return PlaceMatch(
        level, building.place_code or estate.place_code, estate.id, building.id, unit, dwelling,
        (*reached.reasons, f"{parts.cluster}{number}号楼相符", why),
    )  # fmt: skip


def _of_cluster(buildings: list[BuildingEntry], cluster: str) -> list[BuildingEntry]:
    """Those of the 组团, 期 or 区 said. People call one 五组团, 五区 and 五期; where only one word is on record, the number decides."""
    if not cluster:
        return buildings
    same = [one for one in buildings if plain_cluster(one.cluster) == cluster]
    return same or [one for one in buildings if _bare(plain_cluster(one.cluster)) == _bare(cluster)]


def _bare(cluster: str) -> str:
    return cluster.rstrip("组团片街期区号院地块")


def _within_building(
    parts: AddressParts, doors: tuple[frozenset[str], Mapping[tuple[str, str], UUID]]
) -> tuple[str, UUID | None, MatchLevel, str]:
    """The unit, the home, how deep that is, and why no deeper."""
    units, rooms = doors
    unit, room = parts.unit, parts.room
    if not unit and room:
        holding = [held for held, other in rooms if other == room]
        if len(holding) > 1:
            return "", None, MatchLevel.BUILDING, f"有 {len(holding)} 个单元有 {room} 室，请写明单元"
        unit = holding[0] if holding else "1" if units == {"1"} else ""
    if not unit:
        why = f"这栋楼没有登记 {room} 室" if room else "地址没有写单元和房号"
        return "", None, MatchLevel.BUILDING, why
    if unit not in units:
        return "", None, MatchLevel.BUILDING, f"这栋楼没有{unit}单元"
    if not room:
        return unit, None, MatchLevel.UNIT, f"{unit}单元相符，地址没有写房号"
    dwelling = rooms.get((unit, room))
    if dwelling is None:
        return unit, None, MatchLevel.UNIT, f"{unit}单元没有登记 {room} 室"
    return unit, dwelling, MatchLevel.DWELLING, f"{unit}单元{room}室相符"


def _because(reached: PlaceMatch, reason: str) -> PlaceMatch:
    return replace(reached, reasons=(*reached.reasons, reason))
