"""When a community's alliance meets next (联席会议): every so many months, on the n-th weekday of the month."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.errors import BadInput

CALL_AHEAD_DAYS = 7
"""So long before the day the meeting should have been called."""

REMIND_AGAIN_DAYS = 3
LAST = -1


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`nth` 1 to 4, or -1 for the last; `weekday` ISO; `first_month` any day of a month in which one is due."""

    every_months: int
    nth: int
    weekday: int
    first_month: date

    def checked(self) -> Rhythm:
        """The same. Raises `BadInput` on `every_months`, `nth`, `weekday`."""
        for field, value, allowed in (
            ("every_months", self.every_months, range(1, 13)),
            ("nth", self.nth, (1, 2, 3, 4, LAST)),
            ("weekday", self.weekday, range(1, 8)),
        ):
            if value not in allowed:
                raise BadInput(field, "out_of_range")
        return self

    def day_in(self, year: int, month: int) -> date:
        """The day of the meeting in a month."""
        days = monthrange(year, month)[1]
        fitting = [day for n in range(1, days + 1) if (day := date(year, month, n)).isoweekday() == self.weekday]
        return fitting[self.nth if self.nth == LAST else self.nth - 1]

    def next_day(self, after: date | None = None) -> date:
        """The first day of the rhythm in a month after that of the last meeting; the very first where none was held."""
        year, month = self.first_month.year, self.first_month.month
        if after is not None and (after.year, after.month) >= (year, month):
            gone = (after.year - year) * 12 + after.month - month
            steps = (gone // self.every_months + 1) * self.every_months
            year, month = year + (month - 1 + steps) // 12, (month - 1 + steps) % 12 + 1
        return self.day_in(year, month)


def call_by(day: date) -> date:
    """By when the meeting of that day should be called."""
    return day - timedelta(days=CALL_AHEAD_DAYS)
