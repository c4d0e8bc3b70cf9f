"""The figures of one activity, from what was noted at the door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from statistics import median


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many had a place, how many of them came, how many came without a sign-up, what stalls counted by themselves."""

    places: int
    came: int
    walk_ins: int
    at_stalls: int

    @property
    def served(self) -> int:
        """服务人次: those who came with and without sign-up; where stalls counted more turns than people came, these
        (one person at two stalls is served twice)."""
        return max(self.came + self.walk_ins, self.at_stalls)

    @property
    def percent(self) -> int | None:
        """到场率: of those who had a place."""
        return round(100 * self.came / self.places) if self.places else None


def waited(spans: Iterable[timedelta]) -> float | None:
    """The middle of how many days people stood on a waiting list before they had a place; None when nobody waited."""
    days = [span.total_seconds() / 86400 for span in spans]
    return round(median(days), 1) if days else None
