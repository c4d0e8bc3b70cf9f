"""An address's text as its parts, by a grammar: what the words say, nothing guessed.

Numbers come out in one form: 三百二十一号楼, ３２１幢 and 321# are all building 321.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from linli.kernel.chinese_numbers import read_chinese_number

from .address_grammar import (
    AREAS,
    BARE_ROOM,
    BESIDE,
    BRACKETS,
    BUILDING,
    BUILDING_BEFORE_UNIT,
    CLUSTER,
    CODED_COUNTY,
    COUNTY,
    DASHED,
    DASHED_ROOM,
    DASHED_SHORT,
    FLOOR,
    IN_COMPANY,
    LANE,
    LONGEST,
    NUMBER,
    PROVINCE,
    RELATION,
    ROAD_ALONE,
    ROAD_NUMBERED,
    ROOM,
    SEP,
    START,
    STREET,
    UNIT,
    UNIT_AND_ROOM,
)


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address says, each part empty where it says nothing. Numbers are digits without leading zeros.

    `area`: divisions named before (街道, 社区, 网格), from the widest. `cluster`: 2期, A区, 东区. `landmark`: what stands `relation` the estate
    (菜场 后面 幸福里). `remainder`: words left over.
    """

    area: tuple[str, ...] = ()
    road: str = ""
    lane: str = ""
    number: str = ""
    estate: str = ""
    cluster: str = ""
    building: str = ""
    unit: str = ""
    floor: str = ""
    room: str = ""
    relation: str = ""
    landmark: str = ""
    remainder: str = ""


def parse_address(text: str) -> AddressParts:
    """The parts of an address of up to 300 characters; never raises. What the grammar does not know is `remainder`."""
    folded, aside = _fold(text)
    relation = landmark = ""
    if found := RELATION.search(folded, 2):
        folded, relation, landmark = folded[: found.start()], found[1], found["landmark"]
    rest = _Rest(folded)
    area = _areas(rest)
    road = lane = number = ""
    if found := rest.take(ROAD_NUMBERED) or rest.take(ROAD_ALONE):
        road = found[1]
        if found := rest.take(LANE):
            lane = plain_number(found[1])
        if found := rest.take(NUMBER):
            number = "-".join(map(plain_number, found[1].split("-")))
    estate = _estate(rest)
    cluster = ""
    while (found := rest.take(CLUSTER)) and len(cluster) < 8:
        cluster += plain_number(found[1]) + found[2]
    building, unit, floor, room = _inside(rest)
    remainder = " ".join(part for part in (rest.left(), *aside) if part)
    return AddressParts(
        area, road, lane, number, estate, cluster, building, unit, floor, room, relation, landmark, remainder
    )


def format_address(parts: AddressParts) -> str:
    """The parts in the one form that reads back as the same parts."""
    words = (
        *parts.area,
        parts.road,
        parts.lane and parts.lane + "弄",
        parts.number and parts.number + "号",
        parts.estate,
        parts.cluster,
        parts.building and parts.building + "栋",
        parts.unit and parts.unit + "单元",
        parts.floor and parts.floor.replace("-", "负") + "层",
        parts.room and (parts.room if parts.room.endswith("户") else parts.room + "室"),
        parts.remainder,
        parts.landmark and f"{parts.relation}的{parts.landmark}",
    )
    return "".join(words)


def plain_number(text: str) -> str:
    """A door plate's number in one form: 三百二十一 is 321, 07 is 7, b is B; words that are no number stay."""
    text = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    if (number := read_chinese_number(text)) is not None:
        return str(number)
    return re.sub(r"^0+(?=\d)", "", text)


def plain_cluster(text: str) -> str:
    """A 组团, 期 or 区 in one form: 二期 is 2期."""
    folded = unicodedata.normalize("NFKC", text).upper().replace(" ", "")
    return CLUSTER.sub(lambda found: plain_number(found[1]) + found[2], folded)


def plain_place_name(text: str) -> str:
    """A place's name for comparing: no spaces, one width, Latin in capitals."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class _Rest:
    """What of the text is still to be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = re.match(SEP, self.text)
        at = start.end() if start else 0
        found = pattern.match(self.text, at)
        if found:
            self.text = self.text[found.end() :]
        return found

    def left(self) -> str:
        """What is left, without the marks between parts."""
        return re.sub(rf"^{SEP}|{SEP}$", "", self.text)


def _fold(text: str) -> tuple[str, list[str]]:
    """One width, capitals, single spaces; what stands in brackets is put aside."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).upper()
    folded = "".join(char for char in folded if char.isprintable() or char.isspace())
    aside = [" ".join("".join(filter(None, found.groups())).split()) for found in BRACKETS.finditer(folded)]
    return " ".join(BRACKETS.sub(" ", folded).split()), [words for words in aside if words]


def _areas(rest: _Rest) -> tuple[str, ...]:
    areas: list[str] = []
    for pattern in (PROVINCE, CODED_COUNTY):
        if found := rest.take(pattern):
            areas.append(found[0])
    for level, pattern in enumerate(AREAS):
        before = rest.text
        found = rest.take(pattern)
        if not found:
            continue
        lonely = not areas and (
            (level == COUNTY and not IN_COMPANY.match(rest.text)) or (level == STREET and "街道" not in found[0])
        )
        if lonely:
            rest.text = before
        else:
            areas.append(found[0])
    return tuple(areas)


def _estate(rest: _Rest) -> str:
    """The words before the first part of a building; words of position end them."""
    start = START.search(rest.text)
    end = start.start() if start else len(rest.text)
    if (beside := BESIDE.search(rest.text, 2)) and beside.start() < end:
        end = beside.start()
    name, rest.text = rest.text[:end], rest.text[end:]
    return re.sub(rf"^{SEP}|{SEP}$", "", name).replace(" ", "")


def _inside(rest: _Rest) -> tuple[str, str, str, str]:
    """Building, unit, floor and room."""
    if found := rest.take(DASHED):
        return plain_number(found[1]), plain_number(found[2]), "", plain_number(found[3])
    if found := rest.take(DASHED_ROOM):
        return plain_number(found[1]), "", "", plain_number(found[2])
    building = unit = floor = room = ""
    if found := rest.take(BUILDING_BEFORE_UNIT) or rest.take(BUILDING):
        building = plain_number(next(filter(None, found.groups())))
    elif found := rest.take(DASHED_SHORT):
        # 7-1: the building is plain, the rest may be a unit or a room.
        return plain_number(found[1]), "", "", ""
    if building and (found := rest.take(UNIT_AND_ROOM)):
        return building, plain_number(found[1]), "", plain_number(found[2])
    if found := rest.take(UNIT):
        unit = plain_number(found[1] or found[2])
    if found := rest.take(FLOOR):
        floor = ("-" if found[1] else "") + plain_number(found[2])
    if found := rest.take(ROOM):
        room = plain_number(next(filter(None, found.groups())))
    elif (building or unit or floor) and (found := rest.take(BARE_ROOM)) and (unit or floor or len(found[1]) > 2):
        room = plain_number(found[1])
    elif found:
        rest.text = found[0] + rest.text
    return building, unit, floor, room
