"""What the demonstration community consists of: its sizes, its estates and how they lie."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from uuid import UUID, uuid5

SEED = 341702010
STREET = "341702010"
COMMUNITY = STREET + "901"
COMMUNITY_NAME = "东湖路社区"
HOUSEHOLDS = 8_274
PEOPLE = 22_335
CENTRE = (117.48, 30.66)
"""Longitude and latitude (WGS-84) of the middle of the generated map."""

DEMO_NOTE = (
    "演示数据：东湖路社区按公开报道的规模（14 个小区、8274 户、22335 人）由程序生成，社区代码末三位 901 为自拟，"
    "人名、电话、证件号均为虚构。"
)

_IDS = UUID("2b0c6a4e-7a53-5c1e-9d5e-341702010901")


@dataclass(frozen=True, slots=True)
class EstatePlan:
    """An estate: `blocks` are its phases with their number of buildings; `cell` is (row from the north, column from the west)
    on the map; `flats` homes on each floor of each unit; `grids` basic grids, 0 where the neighbour's grid holds it too."""

    name: str
    cell: tuple[int, int]
    year: int
    blocks: tuple[tuple[str, int], ...]
    units: int
    floors: int
    flats: int
    grids: int
    firm: str = ""
    aliases: tuple[str, ...] = ()
    half: int = 0

    @property
    def buildings(self) -> int:
        return sum(count for _, count in self.blocks)

    @property
    def dwellings_each(self) -> int:
        return self.units * self.floors * self.flats

    @property
    def dwellings(self) -> int:
        return self.buildings * self.dwellings_each


ESTATES: tuple[EstatePlan, ...] = (
    EstatePlan("新湖东苑", (0, 0), 2009, (("", 15),), 4, 6, 2, 2, "安居物业", ("新湖东苑小区", "湖东苑")),
    EstatePlan(
        "河滨花园", (0, 1), 2003, (("一期", 8), ("二期", 8), ("三期", 8)), 3, 6, 2, 2, "江南物业", ("河滨花园小区",)
    ),
    EstatePlan("东湖家园", (0, 2), 2012, (("", 10),), 2, 18, 2, 2, "湖城物业", ("东湖家园小区",)),
    EstatePlan("啤酒厂小区", (1, 0), 1992, (("", 10),), 3, 6, 2, 1, "", ("啤酒厂宿舍", "啤酒厂")),
    EstatePlan("棉纺厂宿舍", (1, 1), 1988, (("", 7),), 3, 5, 2, 1, "", ("棉纺厂小区", "棉纺厂"), half=-1),
    EstatePlan("农机局宿舍", (1, 1), 1990, (("", 5),), 3, 5, 2, 0, "", ("农机局小区",), half=1),
    EstatePlan("清心佳园", (1, 2), 2005, (("", 15),), 4, 6, 2, 2, "湖城物业", ("清心佳园小区",)),
    EstatePlan("新港花园", (1, 3), 2010, (("", 16),), 2, 11, 2, 2, "安居物业", ("新港花园小区",)),
    EstatePlan("汇景新村", (2, 0), 1998, (("", 8),), 4, 6, 2, 1, "", ("汇景小区",)),
    EstatePlan("湖畔人家", (2, 1), 2017, (("", 15),), 2, 18, 2, 3, "锦苑物业", ("湖畔人家小区",)),
    EstatePlan("新城明珠", (2, 2), 2006, (("", 14),), 4, 6, 2, 2, "明珠物业", ("新城明珠小区",)),
    EstatePlan("秀山苑", (3, 0), 1999, (("", 20),), 3, 6, 2, 2, "江南物业", ("秀山苑小区",)),
    EstatePlan("百荷花园", (3, 1), 2002, (("东区", 10), ("西区", 10)), 3, 6, 2, 2, "江南物业", ("百荷花园小区",)),
    EstatePlan("翠微名邸", (3, 2), 2015, (("", 8),), 1, 26, 4, 2, "锦苑物业", ("翠微名邸小区",)),
)

EXCLUSIVE: tuple[tuple[str, str], ...] = (
    ("东湖路小学", "学校"),
    ("东湖农贸市场", "市场"),
    ("东湖医院", "医院"),
)
"""Exclusive grids (专属网格): places without households, by name and kind."""


def fixed_id(*parts: object) -> UUID:
    """The id that a thing of the demonstration has every time."""
    return uuid5(_IDS, "/".join(map(str, parts)))


def dice(*parts: object) -> Random:
    """Chance that falls the same way every time, apart for each purpose. Nothing secret is made with it."""
    return Random(f"{SEED}/{'/'.join(map(str, parts))}")  # noqa: S311


def in_chinese(number: int) -> str:
    """1 to 99 as 一 … 九十九."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, digits[tens] + "十")
    return head + (digits[ones] if ones else "")
