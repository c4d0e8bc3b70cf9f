"""The tree of categories Linli ships with (standards.zh.md §7), each small kind with its two limits."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linli.kernel.errors import BadInput
from linli.kernel.limits import Limit

_FILE = Path(__file__).parent.parent / "shipped_categories.csv"


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """A kind of matter: a large kind of two digits without limits, or a small kind of four with both.

    `note` says where a limit comes from when the standard gives a range, natural days or several steps."""

    code: str
    parent: str
    name: str
    english: str
    response: Limit | None
    handle: Limit | None
    lead: str
    assists: str
    note: str

    @property
    def is_small(self) -> bool:
        """Whether cases are filed under it."""
        return bool(self.parent)


@cache
def shipped_categories() -> tuple[CategoryRow, ...]:
    """Every row of the shipped tree, parents before their children. Raises `BadInput` for a row that cannot stand: the
    file is part of the program, and a test reads it."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return read_categories(list(csv.DictReader(lines)))


def read_categories(rows: list[dict[str, str]]) -> tuple[CategoryRow, ...]:
    """Rows of a category tree as read from a table with the columns of the shipped file. Raises `BadInput` naming the
    code: a code twice, a small kind without its large kind before it, a limit that cannot be read or is missing."""
    known: dict[str, CategoryRow] = {}
    for row in rows:
        code, parent = row["code"], row["parent"]
        shape = (len(code), len(parent)) in {(2, 0), (4, 2)} and code.isascii() and code.isdigit()
        if not shape or not code.startswith(parent) or code in known or not row["name"]:
            raise BadInput("code", "unusable", code)
        if parent and (parent not in known or not row["response"] or not row["handle"]):
            raise BadInput("code", "incomplete", code)
        known[code] = CategoryRow(
            code=code,
            parent=parent,
            name=row["name"],
            english=row["english"],
            response=Limit.parse(row["response"]) if parent else None,
            handle=Limit.parse(row["handle"]) if parent else None,
            lead=row["lead"],
            assists=row["assists"],
            note=row["note"],
        )
    return tuple(known.values())
