"""How many households a building has, as far as is known. No Django."""

from __future__ import annotations

HOMES_A_FLOOR = 2
"""Of one unit (单元): the common plan of 一梯两户."""


def households_of(homes: int, units: int, floors: int, told: int | None = None) -> tuple[int, bool]:
    """The homes on record, else what a table or a file told, and True; without either units × floors × 2 and False: an estimate, shown as such
    (估算)."""
    if homes or told:
        return homes or told, True
    return units * floors * HOMES_A_FLOOR, False
