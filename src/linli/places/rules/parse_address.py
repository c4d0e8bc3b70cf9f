"""An address's text as its parts, by a grammar: what the words say, nothing guessed.

Numbers come out in one form: 三百二十一号楼, ３２１幢 and 321# are all building 321.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from .address_grammar import (
    AREA_ALONE,
    BARE_ROOM,
    BESIDE,
    BRACKETS,
    BUILDING,
    BUILDING_BEFORE_UNIT,
    CLUSTER,
    DASHED,
    DASHED_ROOM,
    DASHED_SHORT,
    DELIVERY,
    ENDED_NAME,
    FLOOR,
    LONGEST,
    PHONE,
    RELATION,
    ROOM,
    SAID_BEFORE,
    SPOT,
    START,
    UNIT,
    UNIT_AND_ROOM,
    VILLAGE,
)
from .address_parts import AddressParts, plain_cluster, plain_number
from .read_area_and_road import EDGES, Rest, read_areas, read_roads

_A_NAME = re.compile(r"[一-鿿]{3,10}(?<![路街旁内前后侧])")


def parse_address(text: str) -> AddressParts:
    """The parts of an address of up to 300 characters; never raises. What the grammar does not know is `remainder`."""
    folded, aside = _fold(text)
    relation = landmark = ""
    if found := RELATION.search(folded, 2):
        folded, relation, landmark = folded[: found.start()], found[1], found["landmark"]
    rest = Rest(folded)
    areas = read_areas(rest)
    road, crossing, lane, number = read_roads(rest)
    if road and areas and (found := rest.take(VILLAGE)):
        areas.append(found[0])
    if not areas:
        for words in [one for one in aside if AREA_ALONE.fullmatch(one)]:
            aside.remove(words)
            areas.append(words)
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
    left = rest.left()
    if not areas and AREA_ALONE.fullmatch(left):
        areas, left = [left], ""
    said = AddressParts(
        tuple(areas), road, crossing, lane, number, estate, inner, cluster, spot, building, unit, floor, room,
        relation, landmark, " ".join(part for part in (left, *aside) if part),
    )  # fmt: skip
    if building and not (estate or road or areas) and len(left) > 1 and len(left) < len(folded):
        # 7号楼，湖东苑
        after = parse_address(left)
        if (after.estate or after.road or after.area) and not after.building:
            return replace(after, building=building, unit=unit or after.unit, room=room or after.room)
    return said


def _fold(text: str) -> tuple[str, list[str]]:
    """One width, capitals, single spaces; what stands in brackets is put aside."""
    folded = unicodedata.normalize("NFKC", text[:LONGEST]).upper().replace("NULL", " ")
    if not folded.isprintable():
        folded = "".join(char for char in folded if char.isprintable() or char.isspace())
    folded = SAID_BEFORE.sub("", DELIVERY.sub("", PHONE.sub(" ", folded), 1), 1)
    aside = [" ".join("".join(filter(None, found.groups())).split()) for found in BRACKETS.finditer(folded)]
    if aside:
        folded = BRACKETS.sub(" ", folded)
    return " ".join(folded.split()), [words for words in aside if words]


def _estate(rest: Rest) -> tuple[str, str]:
    """The words before the first part of a building, and the second name among them; words of position end them."""
    start = START.search(rest.text)
    end = start.start() if start else len(rest.text)
    if (beside := BESIDE.search(rest.text, 2)) and beside.start() < end:
        end = beside.start()
    name, rest.text = rest.text[:end], rest.text[end:]
    name = EDGES.sub("", name)
    if two := ENDED_NAME.fullmatch(name):
        return two[1].replace(" ", ""), two[2].replace(" ", "")
    return name.replace(" ", ""), ""


def _inside(rest: Rest) -> tuple[str, str, str, str]:
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
