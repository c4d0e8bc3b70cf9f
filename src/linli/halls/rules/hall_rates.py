"""The figures of halls, with numerator and denominator; a denominator of nought gives no figure (standards.zh.md §9)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def shown(self) -> str | None:
        """The percentage with its sign; None for no figure."""
        return f"{round(100 * self.part / self.whole)}%" if self.whole else None
