"""How many households a building has, as far as is known. No Django."""

from __future__ import annotations

HOMES_A_FLOOR = 2
"""Of one unit (单元): the common plan of 一梯两户."""


def households_of(homes: int, units: int, floors: int) -> tuple[int, bool]:
    """The homes on record and True; where none is, units × floors × 2 and False: an estimate, shown as such (估算)."""
    return (homes, True) if homes else (units * floors * HOMES_A_FLOOR, False)
