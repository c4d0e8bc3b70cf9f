"""The figures of wishes, with numerator and denominator; a denominator of nought gives no figure (standards.zh.md §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class FulfilmentRate:
    """心愿达成率: confirmed wishes ÷ wishes that were taken up (published and not withdrawn)."""

    confirmed: int
    taken_up: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.confirmed / self.taken_up) if self.taken_up else None

    @property
    def shown(self) -> str | None:
        """The percentage with its sign; None for no figure."""
        return None if self.percent is None else f"{self.percent}%"


def days_of(span: timedelta | None) -> float | None:
    """A span in days to one decimal; None stays None."""
    return None if span is None else round(span.total_seconds() / 86400, 1)
