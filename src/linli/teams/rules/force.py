"""1+1+N (practices.md B2): one officer a grid, one captain a building, N volunteers; and what is missing."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GridForce:
    """The force of one grid: names are those of posts, which hang on every notice board."""

    place_code: str
    name: str
    officer: str
    buildings: int
    with_captain: int
    without_captain: tuple[str, ...]
    volunteers: int

    @property
    def is_complete(self) -> bool:
        """An officer, a captain in every building and at least one volunteer."""
        return bool(self.officer) and self.buildings == self.with_captain and self.volunteers > 0
