"""What a case adds to the counts of its days, and how the measures of a span come out of these (ADR 0030). Pure.

Most measures count a case on one day: the day it was raised, filed, closed, rated, or on which its limit ran out. Others may
happen to it several times. Such a case counts once in a span, so each of its days keeps the day before as `after`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import md5
from uuid import UUID

from linli.kernel.place_codes import PlaceLevel

from .measures import Measure

KEPT_LEVELS = (int(PlaceLevel.STREET), int(PlaceLevel.COMMUNITY))
"""For which places days are kept. Wider ones add up streets; within a community its own cases are few enough to count."""

NEVER = date(1, 1, 1)
"""The `after` of what did not happen before."""

ONCE: tuple[Measure, ...] = (
    Measure.RAISED,
    Measure.VALID,
    Measure.ACCEPTED,
    Measure.PROACTIVE,
    Measure.REPEATED,
    Measure.CONTACT_DUE,
    Measure.CONTACTED,
    Measure.DUE,
    Measure.ON_TIME,
    Measure.LATE,
    Measure.DUE_CLOSED,
    Measure.URGENT_DUE,
    Measure.URGENT_ON_TIME,
    Measure.CLOSED,
    Measure.SETTLED_GRID,
    Measure.SETTLED_COMMUNITY,
    Measure.SETTLED_STREET,
    Measure.SETTLED_COUNTY,
    Measure.COME_BACK,
    Measure.ANSWERED,
    Measure.SOLVED,
    Measure.RATED,
    Measure.SATISFIED,
    Measure.BASICALLY,
    Measure.DISSATISFIED,
    Measure.FILED,
    Measure.WHISTLED,
)
"""Measures that count a case on one day, in the order of `CaseCount.days`."""


class Turn(StrEnum):
    """What may happen to a case on several days."""

    SENT = "sent"
    RETURNED = "returned"
    SENT_OR_RETURNED = "sent_or_returned"
    INSPECTED = "inspected"
    FAILED = "failed"
    CALLED = "called"
    CALLED_IN_VAIN = "called_in_vain"


OFTEN: tuple[Turn, ...] = tuple(Turn)
MARKS: tuple[StrEnum, ...] = (*ONCE, *OFTEN)
PLACE_OF: dict[StrEnum, int] = {mark: number for number, mark in enumerate(MARKS)}

DIFFERENCES: dict[Measure, tuple[Turn, Turn | None]] = {
    Measure.DISPATCHED: (Turn.SENT, None),
    # Sent and not returned = sent or returned, less returned.
    Measure.NOT_RETURNED: (Turn.SENT_OR_RETURNED, Turn.RETURNED),
    Measure.INSPECTED: (Turn.INSPECTED, None),
    Measure.FAILED: (Turn.FAILED, None),
    Measure.CALL_DUE: (Turn.CALLED, None),
    Measure.CALL_ANSWERED: (Turn.CALLED, Turn.CALLED_IN_VAIN),
}

Cell = tuple[int, str, date, date]
"""Level, place, day, and the day before."""


@dataclass(frozen=True, slots=True)
class Share:
    """What one case adds: its place, its day by mark of `ONCE`, its turns as (mark's value, day, day before)."""

    place_code: str
    days: Sequence[date | None]
    turns: Sequence[tuple[str, date, date]]

    def cells(self) -> Counter[tuple[Cell, int]]:
        """How much it adds to which position of which cell."""
        found: Counter[tuple[Cell, int]] = Counter()
        for level in KEPT_LEVELS:
            place = self.place_code[:level]
            for position, day in enumerate(self.days):
                if day is not None:
                    found[(level, place, day, NEVER), position] += 1
            for mark, day, after in self.turns:
                found[(level, place, day, after), PLACE_OF[Turn(mark)]] += 1
        return found


def changed_cells(before: Iterable[Share], after: Iterable[Share]) -> dict[Cell, list[int]]:
    """What must be added to which cell when the shares before give way to those after; cells that stay are left out."""
    difference: Counter[tuple[Cell, int]] = Counter()
    for share in after:
        difference.update(share.cells())
    for share in before:
        difference.subtract(share.cells())
    changed: dict[Cell, list[int]] = {}
    for (cell, position), count in difference.items():
        if count:
            changed.setdefault(cell, [0] * len(MARKS))[position] += count
    return changed


def cell_id(cell: Cell) -> UUID:
    """The id of a cell's row: the same for the same cell, so that two writers meet on one row."""
    return UUID(md5(" ".join(map(str, cell)).encode(), usedforsecurity=False).hexdigest())


def measures_of(sums: Mapping[StrEnum, int]) -> dict[Measure, int]:
    """The measures of a span from the sums of its marks."""
    found = {mark: sums[mark] for mark in ONCE}
    for measure, (whole, less) in DIFFERENCES.items():
        found[measure] = sums[whole] - (sums[less] if less else 0)
    return found
