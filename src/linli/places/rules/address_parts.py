"""The parts of an address, written out again, and numbers and names in the one form in which they are compared. Plain Python."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from linli.kernel.chinese_numbers import read_chinese_number

from .address_grammar import CLUSTER


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


def without_home(parts: AddressParts) -> str:
    """The address written out without unit, floor and room: who lives there does not show."""
    return format_address(replace(parts, unit="", floor="", room=""))


@lru_cache(maxsize=50_000)
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
