"""A walk day as it is planned (下村日, practices.md C3). No Django."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.errors import BadInput
from linli.kernel.plain_text import read_words

EVERY_WEEKS = (0, 1, 2, 4)
FARTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class WalkPlan:
    """The day, the grids to go through, who goes (titles of posts), what for, and after how many weeks again (0: once)."""

    on: date
    grids: tuple[str, ...]
    team: tuple[str, ...]
    purpose: str = ""
    every_weeks: int = 0

    def checked(self, today: date) -> WalkPlan:
        """The same, cleaned. Raises `BadInput` on what cannot be."""
        if self.on < today:
            raise BadInput("on", "walk_day_past")
        if self.on > today + FARTHEST:
            raise BadInput("on", "walk_day_far")
        if not self.grids:
            raise BadInput("grids", "empty")
        if not self.team:
            raise BadInput("team", "empty")
        if self.every_weeks not in EVERY_WEEKS:
            raise BadInput("every_weeks", "unknown")
        team = tuple(dict.fromkeys(read_words(one, "team", 100) for one in self.team))[:20]
        purpose = read_words(self.purpose, "purpose", 100, needed=False)
        return WalkPlan(self.on, tuple(dict.fromkeys(self.grids)), team, purpose, self.every_weeks)


def next_day(on: date, every_weeks: int, today: date) -> date | None:
    """The same weekday so many weeks on, not before tomorrow; None where it does not repeat."""
    if not every_weeks:
        return None
    step = timedelta(weeks=every_weeks)
    day = on + step
    while day <= today:
        day += step
    return day
