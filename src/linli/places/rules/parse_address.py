"""An address's text as its parts, by a grammar: what the words say, nothing guessed.

Numbers come out in one form: 三百二十一号楼, ３２１幢 and 321# are all building 321.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from linli.kernel.chinese_numbers import read_chinese_number

from .address_grammar import (
    AND,
    AWAY,
    BARE_NUMBER,
    BARE_ROOM,
    BESIDE,
    BETWEEN_AREAS,
    BRACKETS,
    BUILDING,
    BUILDING_BEFORE_UNIT,
    CITY,
    CLUSTER,
    CODED_COUNTY,
    COMMUNITY,
    COUNTY,
    COUNTY_OF_CITY,
    CROSSING,
    DASHED,
    DASHED_ROOM,
    DASHED_SHORT,
    DELIVERY,
    ENDED_NAME,
    FLOOR,
    GRID,
    GROUP,
    HAMLET,
    IN_COMPANY,
    LANE,
    LONGEST,
    NUMBER,
    PHONE,
    PROVINCE,
    RELATION,
    ROAD_ALONE,
    ROAD_IN_ROAD,
    ROAD_NUMBERED,
    ROOM,
    SEP,
    SPOT,
    START,
    STATE,
    STREET,
    SUBLANE,
    UNIT,
    UNIT_AND_ROOM,
    VILLAGE,
    ZONE,
)

_A_NAME = re.compile(r"[一-鿿]{3,10}(?<![路街旁内前后侧])")


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address says, each part empty where it says nothing. Numbers are digits without leading zeros.

    `area`: divisions named before (街道, 社区, 村, 网格), from the widest. `crossing`: another road it lies on. `inner`: a name within the estate (翠竹苑 of 湖东小区翠竹苑). `cluster`: 2期, A区, 东区.
    `spot`: where in the estate (北门, 地下车库). `landmark`: what stands `relation` the estate (菜场 后面 幸福里). `remainder`: words left over.
    """

    area: tuple[str, ...] = ()
    road: str = ""
    crossing: str = ""
    lane: str = ""
    number: str = ""
    estate: str = ""
    inner: str = ""
    cluster: str = ""
    spot: str = ""
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
    areas = _areas(rest)
    road, crossing, lane, number = _roads(rest)
    if road and areas and (found := rest.take(VILLAGE)):
        areas.append(found[0])
    estate, inner = _estate(rest)
    if not estate and aside and _A_NAME.fullmatch(aside[0]):
        # 东湖路471号(湖东苑)3号楼
        estate = aside.pop(0)
    cluster = ""
    while (found := rest.take(CLUSTER)) and len(cluster) < 8:
        cluster += plain_number(found[1]) + found[2]
    if not cluster and aside and CLUSTER.fullmatch(aside[0]):
        cluster = plain_cluster(aside.pop(0))
    spot = found[0] if (found := rest.take(SPOT)) else ""
    building, unit, floor, room = _inside(rest)
    remainder = " ".join(part for part in (rest.left(), *aside) if part)
    return AddressParts(
        tuple(areas), road, crossing, lane, number, estate, inner, cluster, spot, building, unit, floor, room,
        relation, landmark, remainder,
    )  # fmt: skip


def format_address(parts: AddressParts) -> str:
    """The parts in the one form that reads back as the same parts."""
    words = (
        *parts.area,
        parts.crossing and parts.crossing + "与",
        parts.road,
        parts.lane and parts.lane + "弄",
        parts.number and parts.number + "号",
        parts.estate,
        parts.inner,
        parts.cluster,
        parts.spot,
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
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).upper().replace("NULL", " ")
    folded = PHONE.sub(" ", "".join(char for char in folded if char.isprintable() or char.isspace()))
    folded = DELIVERY.sub("", folded, 1)
    aside = [" ".join("".join(filter(None, found.groups())).split()) for found in BRACKETS.finditer(folded)]
    return " ".join(BRACKETS.sub(" ", folded).split()), [words for words in aside if words]


def _areas(rest: _Rest) -> list[str]:
    """The divisions from the widest, words that mean nothing between them passed over."""
    areas: list[str] = []

    def take(pattern: re.Pattern[str]) -> bool:
        found = rest.take(pattern)
        if found:
            areas.append(found[0].removeprefix("中国"))
            if pattern in (COUNTY, COUNTY_OF_CITY, STREET) and rest.text.startswith(found[0]):
                rest.text = rest.text[len(found[0]) :]
        return bool(found)

    rest.take(BETWEEN_AREAS)
    for pattern in (PROVINCE, CODED_COUNTY, STATE, CITY):
        take(pattern)
    if areas:
        rest.take(BETWEEN_AREAS)
    before = rest.text
    if take(COUNTY_OF_CITY if areas else COUNTY) and len(areas) == 1 and not IN_COMPANY.match(rest.text):
        areas, rest.text = [], before
    if areas:
        rest.take(BETWEEN_AREAS)
    before, lonely = rest.text, not areas
    if take(STREET) and lonely and "街道" not in areas[0] and not VILLAGE.match(rest.text):
        areas, rest.text = [], before
    if areas:
        rest.take(BETWEEN_AREAS)
        take(ZONE)
    take(COMMUNITY)
    if areas:
        _villages(rest, areas)
    take(GRID)
    return areas


def _villages(rest: _Rest, areas: list[str]) -> None:
    """A village and what belongs to it, in the company of other divisions."""
    for pattern in (VILLAGE, VILLAGE, HAMLET):
        if found := rest.take(pattern):
            areas.append(found[0])
    if areas[-1][-1] not in "市区县镇乡道":
        rest.take(GROUP)


def _roads(rest: _Rest) -> tuple[str, str, str, str]:
    """Road, another road, lane and number; how far and in which direction something lies from there is passed over."""
    roads: list[str] = []
    while len(roads) < 3:
        before = rest.text
        joined = roads and AND.match(rest.text)
        if joined:
            rest.text = rest.text[joined.end() :]
        found = rest.take(ROAD_NUMBERED) or rest.take(ROAD_ALONE)
        if not found:
            rest.text = before
            break
        name = found[1]
        while inner := ROAD_IN_ROAD.search(name):
            roads.append(name[: inner.end()])
            name = AND.sub("", name[inner.end() :], 1) if AND.match(name, inner.end()) else name[inner.end() :]
        roads.append(name)
    if not roads:
        return "", "", "", ""
    lane = number = ""
    rest.take(CROSSING)
    for _ in range(3):
        rest.take(AWAY)
    if found := rest.take(LANE):
        lane = plain_number(found[1])
        if found := rest.take(SUBLANE):
            lane += f"弄{plain_number(found[1])}支"
    if found := rest.take(NUMBER):
        number = "-".join(map(plain_number, found[1].split("-")))
        rest.take(AWAY)
    elif not lane and (found := rest.take(BARE_NUMBER)):
        number = plain_number(found[1])
    return roads[-1], "、".join(roads[:-1]), lane, number


def _estate(rest: _Rest) -> tuple[str, str]:
    """The words before the first part of a building, and the second name among them; words of position end them."""
    start = START.search(rest.text)
    end = start.start() if start else len(rest.text)
    if (beside := BESIDE.search(rest.text, 2)) and beside.start() < end:
        end = beside.start()
    name, rest.text = rest.text[:end], rest.text[end:]
    name = re.sub(rf"^{SEP}|{SEP}$", "", name)
    if two := ENDED_NAME.fullmatch(name):
        return two[1].replace(" ", ""), two[2].replace(" ", "")
    return name.replace(" ", ""), ""


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
