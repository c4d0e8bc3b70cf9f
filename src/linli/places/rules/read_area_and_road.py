"""The first half of an address: divisions and villages, roads and their numbers. Plain Python."""

from __future__ import annotations

import re

from .address_grammar import (
    AND,
    AWAY,
    BARE_NUMBER,
    BETWEEN_AREAS,
    CITY,
    CODED_COUNTY,
    COMMUNITY,
    COUNTY,
    COUNTY_OF_CITY,
    CROSSING,
    GRID,
    GROUP,
    HAMLET,
    IN_COMPANY,
    LANE,
    NUMBER,
    PROVINCE,
    ROAD_ALONE,
    ROAD_IN_ROAD,
    ROAD_NUMBERED,
    SEP,
    STATE,
    STREET,
    SUBLANE,
    VILLAGE,
    ZONE,
)
from .address_parts import plain_number

_SEP = re.compile(SEP)
EDGES = re.compile(rf"^{SEP}|{SEP}$")


class Rest:
    """What of the text is still to be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.match(self.text, _SEP.match(self.text).end())
        if found:
            self.text = self.text[found.end() :]
        return found

    def left(self) -> str:
        """What is left, without the marks between parts."""
        return EDGES.sub("", self.text)


def read_areas(rest: Rest) -> list[str]:
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
        read_villages(rest, areas)
    take(GRID)
    return areas


def read_villages(rest: Rest, areas: list[str]) -> None:
    """A village and what belongs to it, in the company of other divisions."""
    for pattern in (VILLAGE, VILLAGE, HAMLET):
        if found := rest.take(pattern):
            areas.append(found[0])
    if areas[-1][-1] not in "市区县镇乡道":
        rest.take(GROUP)


def read_roads(rest: Rest) -> tuple[str, str, str, str]:
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
