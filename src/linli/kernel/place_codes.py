"""Place codes: a prefix is a jurisdiction (architecture.md §4).

County 6, street 9, community 12 digits (the statistical division code, standards.zh.md §1.5), grid 16 = community + kind + 3 serial,
micro-grid + 2.
"""

from __future__ import annotations

from enum import IntEnum


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
