"""At which hours of which weekdays something is wanted, or can be had."""

from __future__ import annotations

from dataclasses import dataclass

from linli.kernel.errors import BadInput

EVERY_DAY = "1234567"


@dataclass(frozen=True, slots=True)
class Window:
    """ISO weekdays as digits (`67` the weekend), and the hours from `from_hour` up to `to_hour` (0 to 24)."""

    weekdays: str = EVERY_DAY
    from_hour: int = 0
    to_hour: int = 24

    def checked(self) -> Window:
        """The same, its days in order. Raises `BadInput` on `weekdays`, `to_hour`."""
        days = "".join(sorted(set(self.weekdays)))
        if not days or set(days) - set(EVERY_DAY):
            raise BadInput("weekdays", "empty")
        if not 0 <= self.from_hour < self.to_hour <= 24:
            raise BadInput("to_hour", "before_first")
        return Window(days, self.from_hour, self.to_hour)

    @property
    def is_any_time(self) -> bool:
        return self == ANY_TIME

    def meets(self, other: Window) -> bool:
        """Whether some hour of some day lies in both."""
        return bool(set(self.weekdays) & set(other.weekdays)) and (
            max(self.from_hour, other.from_hour) < min(self.to_hour, other.to_hour)
        )


ANY_TIME = Window()
