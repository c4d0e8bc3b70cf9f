"""Place codes: a prefix is a jurisdiction (architecture.md §4).

County 6, street 9, community 12 digits (the statistical division code, standards.zh.md §1.5), grid 16 = community + kind + 3 serial,
micro-grid + 2.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum


class PlaceLevel(IntEnum):
    """A level, valued by the length of its code."""

    PROVINCE = 2
    CITY = 4
    COUNTY = 6
    STREET = 9
    COMMUNITY = 12
    GRID = 16
    MICRO_GRID = 18


def level_of(code: str) -> PlaceLevel:
    """The level of a code. Raises ValueError unless it is 2, 4, 6, 9, 12, 16 or 18 digits."""
    if not (code.isascii() and code.isdigit()):
        raise ValueError(f"a place code is made of digits: {code!r}")
    return PlaceLevel(len(code))


def parent_of(code: str) -> str:
    """The code one level up; the empty prefix (everything) above a province."""
    level = level_of(code)
    lower = [other for other in PlaceLevel if other < level]
    return code[: max(lower)] if lower else ""


def street_of(code: str) -> int:
    """The nine-digit street of a place, as a number. A place above a street belongs to its county's `…000`.

    Raises ValueError for a code shorter than a county.
    """
    if len(code) < PlaceLevel.COUNTY:
        raise ValueError(f"no street can be told from {code!r}")
    return int(code[:9].ljust(9, "0"))


def is_within(code: str, prefix: str) -> bool:
    """Whether the place lies in the jurisdiction."""
    return code.startswith(prefix)


def prefix_range(prefix: str) -> tuple[str, str]:
    """The half-open range [low, high) of codes that start with a non-empty prefix: a range every b-tree can serve."""
    level = len(prefix)
    return prefix, str(int("1" + prefix) + 1)[1:] if prefix != "9" * level else ":"


def street_range(prefix: str) -> tuple[int, int]:
    """The closed range of street numbers within a prefix of at least one digit."""
    head = prefix[:9]
    return int(head.ljust(9, "0")), int(head.ljust(9, "9"))


class GridKind(StrEnum):
    """The thirteenth digit of a grid's code: basic 1 (people's homes), exclusive 2 (a market, a school, a works)."""

    BASIC = "1"
    EXCLUSIVE = "2"


def grid_kind_of(code: str) -> GridKind:
    """The kind of a grid, or of the grid a micro-grid lies in. Raises ValueError for any other code."""
    if level_of(code) < PlaceLevel.GRID:
        raise ValueError(f"not a grid: {code!r}")
    return GridKind(code[12])


def next_grid_code(community: str, existing: Iterable[str], kind: GridKind) -> str:
    """The code after the highest grid of that kind in the community; codes of grids done away with are not given again
    as long as `existing` still names them. Raises ValueError past 999 grids, or if `community` is none.
    """
    if level_of(community) is not PlaceLevel.COMMUNITY:
        raise ValueError(f"not a community: {community!r}")
    return _next(community + kind, existing, PlaceLevel.GRID)


def next_micro_grid_code(grid: str, existing: Iterable[str]) -> str:
    """The code after the highest micro-grid of the grid. Raises ValueError past 99, or if `grid` is none."""
    if level_of(grid) is not PlaceLevel.GRID:
        raise ValueError(f"not a grid: {grid!r}")
    return _next(grid, existing, PlaceLevel.MICRO_GRID)


def _next(prefix: str, existing: Iterable[str], level: PlaceLevel) -> str:
    room = level - len(prefix)
    serials = (int(code[len(prefix) :]) for code in existing if len(code) == level and code.startswith(prefix))
    serial = max(serials, default=0) + 1
    if len(str(serial)) > room:
        raise ValueError(f"no code left under {prefix}")
    return prefix + str(serial).rjust(room, "0")
