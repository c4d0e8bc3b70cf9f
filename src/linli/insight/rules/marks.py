"""What a case adds to the counts of its days, and how the measures of a span come out of these (ADR 0030). Pure.

Most measures count a case on one day: the day it was raised, filed, closed, rated, or on which its limit ran out. Others may
happen to it several times. Such a case counts once in a span, so each of its days keeps the day before as `after`, and a span
adds up only what has its `after` before the span. A half-month keeps of each case the first of its days in it alone: the
others have their `after` within it, and no span that holds the whole half-month adds them.
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
from .periods import half_month_of
from .took import TOOK_BUCKETS

STREET, COMMUNITY = int(PlaceLevel.STREET), int(PlaceLevel.COMMUNITY)


class Span(StrEnum):
    """The two spans that are kept: every offered period is made of half-months, any other has days at its edges."""

    DAY = "day"
    HALF_MONTH = "half"


EVERY_KIND = ""
NO_KIND = "none"
"""The `kind` of a cell of all cases together, and of the cases nobody has said the kind of yet."""


@dataclass(frozen=True, slots=True)
class Family:
    """One way of adding cases up: for places of `level` digits, by the first `kind_digits` of the kind (0: all together)."""

    level: int
    kind_digits: int
    span: Span

    @property
    def has_durations(self) -> bool:
        """Whether it also keeps how long results took; within a community those are few enough to sort."""
        return self.level == STREET and self.kind_digits == 0


FAMILIES = (
    Family(STREET, 0, Span.DAY),
    Family(STREET, 0, Span.HALF_MONTH),
    Family(STREET, 2, Span.DAY),
    Family(STREET, 2, Span.HALF_MONTH),
    Family(STREET, 4, Span.HALF_MONTH),
    Family(COMMUNITY, 0, Span.DAY),
    Family(COMMUNITY, 0, Span.HALF_MONTH),
)
"""What is kept. Wider places add up streets; within a community, and for its kinds, its own `CaseCount`s are few."""

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
    Measure.CHECK_DUE,
    Measure.CHECKED,
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
    HANDED = "handed"
    HANDED_IN_VAIN = "handed_in_vain"


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
    Measure.SIGN_DUE: (Turn.HANDED, None),
    Measure.SIGNED: (Turn.HANDED, Turn.HANDED_IN_VAIN),
}

WIDTH = len(MARKS) + TOOK_BUCKETS
"""A cell's numbers: one for each mark, then one for each bucket of durations."""


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """Where numbers are added up. `kind` has as many digits as its family; `first_on` is the day, or the first day of the half-month."""

    level: int
    place: str
    digits: int
    kind: str
    span: Span
    first_on: date
    after: date

    @property
    def id(self) -> UUID:
        """The id of its row: the same for the same cell, so that two writers meet on one row."""
        parts = (self.level, self.place, self.digits, self.kind, self.span, self.first_on, self.after)
        return UUID(md5(" ".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest())


@dataclass(frozen=True, slots=True)
class Share:
    """What one case adds: its place and kind, its day by mark of `ONCE`, its turns as (mark's value, day, day before), and the
    day its result came with the bucket of how long that took (both None without one)."""

    place_code: str
    kind: str
    days: Sequence[date | None]
    turns: Sequence[tuple[str, date, date]]
    done_on: date | None = None
    bucket: int | None = None

    def cells(self) -> Counter[tuple[Cell, int]]:
        """How much it adds to which position of which cell."""
        found: Counter[tuple[Cell, int]] = Counter()
        happened = [(day, NEVER, position) for position, day in enumerate(self.days) if day is not None]
        happened += [(day, after, PLACE_OF[Turn(mark)]) for mark, day, after in self.turns]
        for family in FAMILIES:
            took = family.has_durations and self.done_on is not None and self.bucket is not None
            for day, after, position in happened:
                if (cell := self._cell(family, day, after)) is not None:
                    found[cell, position] += 1
            if took and (cell := self._cell(family, self.done_on, NEVER)) is not None:
                found[cell, len(MARKS) + self.bucket] += 1
        return found

    def _cell(self, family: Family, day: date, after: date) -> Cell | None:
        first = day if family.span is Span.DAY else half_month_of(day).first
        if after >= first:
            return None
        kind = (self.kind[: family.kind_digits] or NO_KIND) if family.kind_digits else EVERY_KIND
        return Cell(family.level, self.place_code[: family.level], family.kind_digits, kind, family.span, first, after)


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
            changed.setdefault(cell, [0] * WIDTH)[position] += count
    return changed


def marks_of(measures: Iterable[Measure]) -> tuple[StrEnum, ...]:
    """The marks whose sums tell these measures."""
    found: dict[StrEnum, None] = {}
    for one in measures:
        found |= dict.fromkeys(mark for mark in DIFFERENCES.get(one, (one,)) if mark is not None)
    return tuple(found)


def measure_of(measure: Measure, sums: Mapping[StrEnum, int]) -> int:
    """A measure of a span from the sums of its marks."""
    if measure not in DIFFERENCES:
        return sums[measure]
    whole, less = DIFFERENCES[measure]
    return sums[whole] - (sums[less] if less else 0)
