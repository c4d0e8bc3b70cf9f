"""An address's text as its parts, by a grammar: what the words say, nothing guessed.

Numbers come out in one form: 三百二十一号楼, ３２１幢 and 321# are all building 321.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from linli.kernel.chinese_numbers import CHINESE_DIGITS, read_chinese_number

_LONGEST = 300
_HAN = "一-鿿"
_CN = f"[{CHINESE_DIGITS}]{{1,8}}"
_NUM = rf"(?:\d{{1,5}}|{_CN})"
_NAME = rf"(?:\d{{1,5}}[A-Z]?|[A-Z]-?\d{{1,4}}|[A-Z](?![A-Z])|{_CN}|[甲乙丙丁戊己])"
_SEP = r"[\s,，、。.;；/_—–-]*"

# From the widest down; a 区, 县, 镇 or 乡 only in the company of other divisions, for many an estate is called so.
_AREAS = (
    re.compile(rf"[{_HAN}]{{2,3}}省|[{_HAN}]{{2,6}}?自治区"),
    re.compile(rf"(?:[{_HAN}]{{2,7}}?|[A-Z])(?:市|自治州|地区)(?![场政民府内])"),
    re.compile(
        rf"(?:(?:(?!苑|小区|园区|花园|家园|新村|公寓|路|街)[{_HAN}]){{1,6}}?|[A-Z]\d{{0,2}})(?:(?<![社小园片校厂库])区|县(?!委)|旗)"
    ),
    re.compile(rf"[{_HAN}]{{1,9}}?(?:街道(?:办事处|办)?|镇|乡)"),
    re.compile(rf"[{_HAN}]{{1,12}}?(?:社区(?:居委会)?|居委会)"),
    re.compile(rf"第?(?:{_NUM})号?网格"),
)
_COUNTY, _STREET = 2, 3
_IN_COMPANY = re.compile(rf"[{_HAN}]{{1,9}}?(?:街道|镇|乡|社区)")

_ROAD_HEAD = rf"(?:(?!苑|小区|花园|家园|号|栋|幢|座|单元)[{_HAN}A-Z\d]){{1,14}}?"
_ROAD_TAIL = r"(?:[东西南北中]段|[一二三四五六七八九十]段)?"
_ROAD_NUMBERED = re.compile(
    rf"({_ROAD_HEAD}(?:大道|大街|路|街|巷|胡同|道){_ROAD_TAIL})\s*(?={_NUM}(?:-\d{{1,4}})?(?:弄|号(?!楼)))"
)
_ROAD_ALONE = re.compile(
    rf"({_ROAD_HEAD}(?:大道|大街|路|街|巷|胡同){_ROAD_TAIL})(?=\s*$|\s*(?!小区|社区|新村|花园|家园|大院|宿舍|公寓|广场|大厦|安置|还建|回迁)[{_HAN}]{{2}})"
)
_LANE = re.compile(rf"({_NUM})弄")
_NUMBER = re.compile(rf"({_NUM}(?:-\d{{1,4}})?)号(?![楼幢栋])院?")

_CLUSTER = re.compile(rf"第?({_NUM}|[A-Z]|[东西南北中])(组团|片区|期|区)")
_BUILDING = re.compile(
    rf"第?({_NAME})\s*(?:号楼|号栋|号幢|栋楼?|幢楼?|座楼?|#楼?|号(?![门院线网]))|([东西南北中])[座栋楼](?![道梯上下])"
)
_BUILDING_BEFORE_UNIT = re.compile(rf"({_NAME})楼(?={_SEP}{_NUM}(?:单元|门))")
_BETWEEN = r"(?:\s*[-—–]\s*|\s+)"
_DASHED = re.compile(
    rf"(\d{{1,4}}[A-Z]?|[A-Z]\d{{0,3}}){_BETWEEN}(\d{{1,2}}|[A-Z]){_BETWEEN}(\d{{2,4}}[A-Z]?)(?:室|房|户|号)?(?![\d-])"
)
_DASHED_ROOM = re.compile(r"(\d{1,4}[A-Z]?|[A-Z]\d{0,3})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")
# 301-2室 is one room behind another, not building 301.
_DASHED_SHORT = re.compile(r"(?<!\d)(?!\d{3,5}-\d{1,2}(?:室|房|户))(\d{1,4}[A-Z]?)(?=\s*[-—–]\s*\d)")
_UNIT = re.compile(rf"(?:({_NUM}|[A-Z]|[东西中甲乙丙丁])\s*(?:单元|单(?=\d)|梯)|({_NUM})\s*门(?![口前卫岗禁]))")
_FLOOR = re.compile(rf"(负|地下|B)?({_NUM})(?:层|楼(?!栋))")
_ROOM = re.compile(rf"(\d{{1,5}}(?:-\d{{1,2}})?[A-Z]?)\s*(?:室|房|户|号)|({_CN})(?:室|房|户|号)|([东西南北中]户)")
_BARE_ROOM = re.compile(rf"(\d{{2,5}}[A-Z]?|[{CHINESE_DIGITS}]{{3,6}})(?![\d-])")
_UNIT_AND_ROOM = re.compile(r"(\d{1,2})\s*[-—–]\s*(\d{3,4}[A-Z]?)(?:室|房|户|号)?(?![\d-])")

_START = re.compile(
    "|".join(
        f"(?:{pattern.pattern})"
        for pattern in (_CLUSTER, _BUILDING, _BUILDING_BEFORE_UNIT, _DASHED, _DASHED_ROOM, _DASHED_SHORT, _UNIT, _FLOOR)
    )
    + r"|\d{1,5}(?:-\d{1,2})?[A-Z]?\s*(?:室|房|户)|[东西南北中]户|\s\d|\d{1,5}[A-Z]?$"
)
# Words that say where by an estate, not which estate.
_BESIDE = re.compile(
    r"(?:东|西|南|北|正|侧|后)?(?:大门|(?<=[东西南北])门|门口|门前|对面|附近|旁边|旁|里面|内|楼下|地下|地库|车库|停车|周边|路口|门卫|岗亭|广场上)"
)
_BRACKETS = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]|【([^【】]*)】")


@dataclass(frozen=True, slots=True)
class AddressParts:
    """What an address says, each part empty where it says nothing. Numbers are digits without leading zeros.

    `area`: divisions named before (街道, 社区, 网格), from the widest. `cluster`: 2期, A区, 东区. `remainder`: words left over.
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
    remainder: str = ""


def parse_address(text: str) -> AddressParts:
    """The parts of an address of up to 300 characters; never raises. What the grammar does not know is `remainder`."""
    folded, aside = _fold(text)
    rest = _Rest(folded)
    area = _areas(rest)
    road = lane = number = ""
    if found := rest.take(_ROAD_NUMBERED) or rest.take(_ROAD_ALONE):
        road = found[1]
        if found := rest.take(_LANE):
            lane = plain_number(found[1])
        if found := rest.take(_NUMBER):
            number = "-".join(map(plain_number, found[1].split("-")))
    estate = _estate(rest)
    cluster = ""
    while (found := rest.take(_CLUSTER)) and len(cluster) < 8:
        cluster += plain_number(found[1]) + found[2]
    building, unit, floor, room = _inside(rest)
    remainder = " ".join(part for part in (rest.left(), *aside) if part)
    return AddressParts(area, road, lane, number, estate, cluster, building, unit, floor, room, remainder)


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
    return _CLUSTER.sub(lambda found: plain_number(found[1]) + found[2], folded)


def plain_place_name(text: str) -> str:
    """A place's name for comparing: no spaces, one width, Latin in capitals."""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


class _Rest:
    """What of the text is still to be read."""

    def __init__(self, text: str) -> None:
        self.text = text

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        start = re.match(_SEP, self.text)
        at = start.end() if start else 0
        found = pattern.match(self.text, at)
        if found:
            self.text = self.text[found.end() :]
        return found

    def left(self) -> str:
        """What is left, without the marks between parts."""
        return re.sub(rf"^{_SEP}|{_SEP}$", "", self.text)


def _fold(text: str) -> tuple[str, list[str]]:
    """One width, capitals, single spaces; what stands in brackets is put aside."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).upper()
    folded = "".join(char for char in folded if char.isprintable() or char.isspace())
    aside = [" ".join("".join(filter(None, found.groups())).split()) for found in _BRACKETS.finditer(folded)]
    return " ".join(_BRACKETS.sub(" ", folded).split()), [words for words in aside if words]


def _areas(rest: _Rest) -> tuple[str, ...]:
    areas: list[str] = []
    for level, pattern in enumerate(_AREAS):
        before = rest.text
        found = rest.take(pattern)
        if not found:
            continue
        lonely = not areas and (
            (level == _COUNTY and not _IN_COMPANY.match(rest.text)) or (level == _STREET and "街道" not in found[0])
        )
        if lonely:
            rest.text = before
        else:
            areas.append(found[0])
    return tuple(areas)


def _estate(rest: _Rest) -> str:
    """The words before the first part of a building; words of position end them."""
    start = _START.search(rest.text)
    end = start.start() if start else len(rest.text)
    if (beside := _BESIDE.search(rest.text, 2)) and beside.start() < end:
        end = beside.start()
    name, rest.text = rest.text[:end], rest.text[end:]
    return re.sub(rf"^{_SEP}|{_SEP}$", "", name).replace(" ", "")


def _inside(rest: _Rest) -> tuple[str, str, str, str]:
    """Building, unit, floor and room."""
    if found := rest.take(_DASHED):
        return plain_number(found[1]), plain_number(found[2]), "", plain_number(found[3])
    if found := rest.take(_DASHED_ROOM):
        return plain_number(found[1]), "", "", plain_number(found[2])
    building = unit = floor = room = ""
    if found := rest.take(_BUILDING_BEFORE_UNIT) or rest.take(_BUILDING):
        building = plain_number(next(filter(None, found.groups())))
    elif found := rest.take(_DASHED_SHORT):
        # 7-1: the building is plain, the rest may be a unit or a room.
        return plain_number(found[1]), "", "", ""
    if building and (found := rest.take(_UNIT_AND_ROOM)):
        return building, plain_number(found[1]), "", plain_number(found[2])
    if found := rest.take(_UNIT):
        unit = plain_number(found[1] or found[2])
    if found := rest.take(_FLOOR):
        floor = ("-" if found[1] else "") + plain_number(found[2])
    if found := rest.take(_ROOM):
        room = plain_number(next(filter(None, found.groups())))
    elif (building or unit or floor) and (found := rest.take(_BARE_ROOM)) and (unit or floor or len(found[1]) > 2):
        room = plain_number(found[1])
    elif found:
        rest.text = found[0] + rest.text
    return building, unit, floor, room
