"""Rows of a register of addresses, with or without the people who live there, as they are bound to homes (落格进楼). Plain Python."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linli.kernel.actor import Role
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text, read_phone

BINDERS = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.SYSTEM,
        Role.GOVERNANCE_CENTRE,
        Role.STREET_LEAD,
        Role.STREET_STAFF,
        Role.COMMUNITY_LEAD,
        Role.COMMUNITY_STAFF,
    }
)
"""Who binds a register to homes, within the own jurisdiction."""

COLUMNS: dict[str, tuple[str, ...]] = {
    "address": ("地址", "住址", "现住址", "居住地址", "详细地址", "标准地址", "家庭住址", "address"),
    "name": ("姓名", "居民姓名", "户主", "户主姓名", "name"),
    "phone": ("电话", "手机", "手机号", "联系电话", "联系方式", "phone"),
    "id_number": ("身份证号", "身份证", "身份证号码", "公民身份号码", "证件号码"),
    "birth_year": ("出生年", "出生年份", "出生日期", "生日"),
}
KNOWN_NAMES = tuple(name for names in COLUMNS.values() for name in names)
_LONGEST = {"address": 300, "name": 40, "phone": 40, "id_number": 40, "birth_year": 20}


@dataclass(frozen=True, slots=True)
class HomeRow:
    """A row as it was told: an address, and who lives there where the register says so. `birth_year` 0 is not told."""

    number: int
    address: str
    name: str = ""
    phone: str = ""
    id_number: str = ""
    birth_year: int = 0


@dataclass(frozen=True, slots=True)
class BadHomeRow:
    """A row that cannot be read: `reason` is no_column (number 0), no_address, phone, id_number, birth_year, too_long or unreadable."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadHomes:
    """What a table holds; every row is in one of the two."""

    rows: tuple[HomeRow, ...]
    bad: tuple[BadHomeRow, ...]


def columns_of(names: Sequence[str]) -> dict[str, int]:
    """Which column holds what; empty where there is no column of addresses."""
    told = ["".join(unicodedata.normalize("NFKC", name).split()).lower() for name in names]
    found = {
        field: next(told.index(one) for one in known if one in told)
        for field, known in COLUMNS.items()
        if any(one in told for one in known)
    }
    return found if "address" in found else {}


def read_home_rows(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> ReadHomes:
    """The rows of a table. Never raises."""
    at = columns_of(names)
    if not at:
        return ReadHomes((), (BadHomeRow(0, "no_column"),))
    good, bad = [], []
    for number, cells in rows:
        row = read_home_row(number, cells, at)
        (good if isinstance(row, HomeRow) else bad).append(row)
    return ReadHomes(tuple(good), tuple(bad))


def read_home_row(number: int, cells: Sequence[str], at: dict[str, int]) -> HomeRow | BadHomeRow:
    """One row by the columns of `columns_of`."""
    told = {field: clean_text(cells[i]) if i < len(cells) else "" for field, i in at.items()}
    if not told["address"]:
        return BadHomeRow(number, "no_address")
    if any(len(words) > _LONGEST[field] for field, words in told.items()):
        return BadHomeRow(number, "too_long")
    try:
        phone = read_phone(told.get("phone", ""))
    except BadInput:
        return BadHomeRow(number, "phone")
    id_number = re.sub(r"\s", "", unicodedata.normalize("NFKC", told.get("id_number", ""))).upper()
    if id_number and not re.fullmatch(r"\d{17}[\dX]|\d{15}", id_number, re.ASCII):
        return BadHomeRow(number, "id_number")
    year = _year(told.get("birth_year", ""), id_number)
    if year is None:
        return BadHomeRow(number, "birth_year")
    return HomeRow(number, told["address"], told.get("name", ""), phone, id_number, year)


def cells_of(row: HomeRow) -> list[str]:
    """What the row says, in the order address, name, phone, id number, year of birth."""
    return [row.address, row.name, row.phone, row.id_number, str(row.birth_year or "")]


def _year(told: str, id_number: str) -> int | None:
    """The year of birth told or, by the rule of GB 11643, within the number; 0 for none, None for what is no year."""
    text = told or (id_number[6:10] if len(id_number) == 18 else "19" + id_number[6:8] if id_number else "")
    if not text:
        return 0
    found = re.match(r"(1[89]\d\d|20\d\d)(?!\d{1,3}$)", unicodedata.normalize("NFKC", text), re.ASCII)
    return int(found[1]) if found else None
