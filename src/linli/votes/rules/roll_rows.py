"""Lines of a roll from a table: which column is which, and every line that cannot stand, with its reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from uuid import UUID

_ = str  # marks a Chinese source string for the catalogue; the door translates it

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "选民姓名", "业主姓名", "业主", "name"),
    "phone": ("电话", "手机", "手机号", "联系电话", "phone"),
    "home": ("住址", "房号", "地址", "门牌", "address"),
    "area": ("面积", "建筑面积", "专有面积", "面积（平方米）", "area"),
}
"""The names by which a column is known; the first is the one we write."""

KNOWN_NAMES = tuple(name for names in COLUMNS.values() for name in names)
MOST_ROWS = 20_000
MOST_AREA = Decimal("99999.99")

WHY_BAD = {
    "no_name": _("没有姓名也没有住址"),
    "long": _("姓名或住址太长"),
    "phone": _("电话不像电话号码"),
    "area": _("面积不是大于零的数"),
    "twice": _("和前面一行是同一个人、同一处住址"),
    "unreadable": _("这一行读不出来"),
}


@dataclass(frozen=True, slots=True)
class RollRow:
    """One who may vote, before it is on the roll."""

    name: str
    phone: str = ""
    home: str = ""
    area: Decimal | None = None
    dwelling_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class BadRollRow:
    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReadRoll:
    rows: tuple[RollRow, ...]
    bad: tuple[BadRollRow, ...]


def read_roll_rows(header: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]) -> ReadRoll:
    """The good rows in their order and the bad ones with their number in the file. `header` names the columns, in any order."""
    where = {
        field: position
        for field, names in COLUMNS.items()
        for position, title in enumerate(header)
        if _plain(title) in {_plain(name) for name in names}
    }
    good: list[RollRow] = []
    bad: list[BadRollRow] = []
    seen: set[tuple[str, str, str]] = set()
    for number, cells in rows:
        told = {field: cells[at].strip() if at < len(cells) else "" for field, at in where.items()}
        try:
            row = read_roll_row(**told)
            mark = (row.name, row.phone, row.home)
            if mark in seen:
                raise BadRow("twice")
            seen.add(mark)
            good.append(row)
        except BadRow as fault:
            bad.append(BadRollRow(number, fault.reason))
    return ReadRoll(tuple(good), tuple(bad))


class BadRow(ValueError):
    """A line of a roll that cannot stand; `reason` is a key of `WHY_BAD`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_roll_row(name: str = "", phone: str = "", home: str = "", area: str = "") -> RollRow:
    """One line. Raises `BadRow`."""
    if not name and not home:
        raise BadRow("no_name")
    if len(name) > 40 or len(home) > 100:
        raise BadRow("long")
    digits = re.sub(r"[\s\-()（）+]", "", unicodedata.normalize("NFKC", phone))
    if digits and not (digits.isascii() and digits.isdigit() and 7 <= len(digits) <= 15):
        raise BadRow("phone")
    return RollRow(name, digits, home, _area(area))


def _area(text: str) -> Decimal | None:
    if not text:
        return None
    try:
        area = Decimal(re.sub(r"[㎡²,\s]|平方米|m2$", "", unicodedata.normalize("NFC", text))).quantize(Decimal("0.01"))
    except InvalidOperation:
        raise BadRow("area") from None
    if not area.is_finite() or not 0 < area <= MOST_AREA:
        raise BadRow("area")
    return area


def _plain(title: str) -> str:
    return unicodedata.normalize("NFKC", title).strip().casefold()
