"""A table of estates and buildings, row by row, as plain values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .address_parts import plain_cluster, plain_number
from .grid_plan import BASIC, EXCLUSIVE

MOST_ROWS = 5_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "grid": ("网格名称", "网格", "所属网格"),
    "kind": ("网格类型", "网格类别"),
    "estate": ("小区", "小区名称", "院落"),
    "aliases": ("别名", "小区别名", "俗称"),
    "cluster": ("组团/期", "组团", "期"),
    "building": ("楼栋", "楼栋号", "楼号", "幢号"),
    "units": ("单元数", "单元"),
    "floors": ("层数", "楼层数"),
    "households": ("户数", "总户数"),
    "firm": ("物业公司", "物业"),
    "longitude": ("经度",),
    "latitude": ("纬度",),
}
"""Field → the column names under which it is known; the first is the template's."""

KNOWN_NAMES = tuple(name for names in COLUMNS.values() for name in names)
_LONGEST = {"grid": 60, "estate": 60, "cluster": 12, "firm": 60}
_CHINA = {"longitude": (73.0, 136.0), "latitude": (3.0, 54.0)}
_KINDS = {"基础": BASIC, "基础网格": BASIC, "专属": EXCLUSIVE, "专属网格": EXCLUSIVE}
_BUILDING = re.compile(r"第?(.+?)(?:号楼|号栋|号幢|号|栋楼?|幢楼?|座楼?|楼|#楼?)?")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One estate, or one building of it. `units`, `floors` and `households` are None, `longitude` and `latitude` too, where not told;
    `kind` (of the grid) is then empty."""

    number: int
    estate: str
    grid: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    cluster: str = ""
    building: str = ""
    units: int | None = None
    floors: int | None = None
    households: int | None = None
    firm: str = ""
    longitude: float | None = None
    latitude: float | None = None

    @property
    def building_name(self) -> str:
        """As a door plate has it: 一期7号楼, 7A号楼; a building with a name of its own keeps it."""
        return self.cluster + (f"{self.building}号楼" if re.match(r"[0-9A-Z]", self.building) else self.building)


@dataclass(frozen=True, slots=True)
class BadPlaceRow:
    """A row that cannot be taken: its number, what is wrong (`reason`, a short code) and the words it is about."""

    number: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadPlaces:
    rows: tuple[PlaceRow, ...]
    bad: tuple[BadPlaceRow, ...]


class _Wrong(Exception):
    def __init__(self, reason: str, text: str = "") -> None:
        self.reason, self.text = reason, text


def read_place_rows(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> ReadPlaces:
    """Read rows of text under columns found by name, in any order. Blank rows are passed over; every other row is either
    read or named as bad. A table without the column 小区 is one bad row, `no_column`; past 5,000 rows `too_many`."""
    at = {field: i for field, known in COLUMNS.items() for i, name in enumerate(names) if name.strip() in known}
    if "estate" not in at:
        return ReadPlaces((), (BadPlaceRow(1, "no_column"),))
    good: dict[tuple[str, str, str], PlaceRow] = {}
    bad: list[BadPlaceRow] = []
    for number, cells in rows:
        told = {field: cells[i].strip() for field, i in at.items() if i < len(cells) and cells[i].strip()}
        if not told:
            continue
        if len(good) + len(bad) >= MOST_ROWS:
            bad.append(BadPlaceRow(number, "too_many", str(MOST_ROWS)))
            break
        try:
            row = _row(number, told)
            first = good.setdefault((row.estate, row.cluster, row.building), row)
            if first is not row and _told(first) != _told(row):
                raise _Wrong("contradicts", str(first.number))
        except _Wrong as wrong:
            bad.append(BadPlaceRow(number, wrong.reason, wrong.text))
    return ReadPlaces(tuple(good.values()), tuple(bad))


def _row(number: int, told: Mapping[str, str]) -> PlaceRow:
    for field, most in _LONGEST.items():
        if len(told.get(field, "")) > most:
            raise _Wrong("too_long", told[field][:20])
    if "estate" not in told:
        raise _Wrong("no_estate")
    building = _building(told.get("building", ""))
    cluster = plain_cluster(told["cluster"] + "期" * told["cluster"].isdecimal()) if "cluster" in told else ""
    if cluster and not building:
        raise _Wrong("no_building", cluster)
    if len(cluster) > 12:
        raise _Wrong("too_long", cluster)
    longitude, latitude = _degrees(told, "longitude"), _degrees(told, "latitude")
    if (longitude is None) != (latitude is None):
        raise _Wrong("half_position")
    return PlaceRow(
        number=number,
        estate=told["estate"],
        grid=told.get("grid", ""),
        kind=_kind(told),
        aliases=tuple(dict.fromkeys(_aliases(told.get("aliases", "")))),
        cluster=cluster,
        building=building,
        units=_count(told, "units", 99),
        floors=_count(told, "floors", 200),
        households=_count(told, "households", 5_000),
        firm=told.get("firm", ""),
        longitude=longitude,
        latitude=latitude,
    )


def _kind(told: Mapping[str, str]) -> str:
    if "kind" not in told:
        return ""
    if "grid" not in told:
        raise _Wrong("kind_of_none", told["kind"][:20])
    if told["kind"] not in _KINDS:
        raise _Wrong("kind", told["kind"][:20])
    return _KINDS[told["kind"]]


def _building(text: str) -> str:
    found = _BUILDING.fullmatch(text)
    number = plain_number(found[1]) if found else ""
    if len(number) > 12:
        raise _Wrong("building", text[:20])
    return number


def _aliases(text: str) -> Iterator[str]:
    for name in re.split(r"[、，,;；/|]", text):
        if len(name.strip()) > 60:
            raise _Wrong("too_long", name[:20])
        if name.strip():
            yield name.strip()


def _count(told: Mapping[str, str], field: str, most: int) -> int | None:
    if field not in told:
        return None
    number = plain_number(re.sub(r"(?:个?单元|层|户|\.0)$", "", told[field]))
    if not (number.isascii() and number.isdecimal() and len(number) < 5 and 1 <= int(number) <= most):
        raise _Wrong(field, told[field][:20])
    return int(number)


def _degrees(told: Mapping[str, str], field: str) -> float | None:
    if field not in told:
        return None
    low, high = _CHINA[field]
    try:
        value = float(told[field])
    except ValueError:
        raise _Wrong("position", told[field][:20]) from None
    if not low <= value <= high:
        raise _Wrong("position", told[field][:20])
    return round(value, 7)


def _told(row: PlaceRow) -> tuple:
    return (
        row.grid,
        row.kind,
        row.aliases,
        row.units,
        row.floors,
        row.households,
        row.firm,
        row.longitude,
        row.latitude,
    )
