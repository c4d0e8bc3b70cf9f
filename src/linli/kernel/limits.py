"""How long a deed may take: an amount on one of three clocks (architecture §5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from .errors import BadInput


class Clock(StrEnum):
    """Which hours count: all of them (emergencies), office hours, or whole working days."""

    RUNNING_HOURS = "h"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"


LONGEST = {Clock.RUNNING_HOURS: 26_304, Clock.WORKING_HOURS: 6_000, Clock.WORKING_DAYS: 750}
"""Three years on each clock. Nothing in standards.zh.md §7 comes near; more is a slip of the pen."""

_SHAPE = re.compile(r"(\d{1,6}(?:\.\d{1,2})?)\s*(wh|wd|h|d)")


@dataclass(frozen=True, slots=True)
class Limit:
    """An amount of time on a clock, for example four working hours. Working days are whole days."""

    amount: Decimal
    clock: Clock

    def __post_init__(self) -> None:
        if not 0 < self.amount <= LONGEST[self.clock]:
            raise BadInput("limit", "out_of_range", str(self.amount))
        if self.clock is Clock.WORKING_DAYS and self.amount != int(self.amount):
            raise BadInput("limit", "whole_days", str(self.amount))

    @classmethod
    def parse(cls, text: str) -> Limit:
        """Read `0.5h`, `4wh`, `10wd`; `30d` (natural days) is 720 running hours. Raises `BadInput`."""
        found = _SHAPE.fullmatch(text.strip().lower())
        if not found:
            raise BadInput("limit", "unreadable", text)
        try:
            amount = Decimal(found[1])
        except InvalidOperation:
            raise BadInput("limit", "unreadable", text) from None
        if found[2] == "d":
            return cls(amount * 24, Clock.RUNNING_HOURS)
        return cls(amount, Clock(found[2]))

    @property
    def hours(self) -> timedelta:
        """The amount as time, for the two clocks that count hours; working days have no length of their own."""
        if self.clock is Clock.WORKING_DAYS:
            raise ValueError("working days are counted on a calendar")
        return timedelta(microseconds=int(self.amount * 3_600_000_000))

    def __str__(self) -> str:
        """The text `parse` reads back to an equal limit."""
        return f"{_plain(self.amount)}{self.clock.value}"


def limit_in_chinese(limit: Limit) -> str:
    """The limit in the words of the desk: 半小时, 4 工作时, 10 个工作日, 30 天."""
    if limit.clock is Clock.WORKING_DAYS:
        return f"{_plain(limit.amount)} 个工作日"
    if limit.clock is Clock.WORKING_HOURS:
        return f"{_plain(limit.amount)} 工作时"
    if limit.amount == Decimal("0.5"):
        return "半小时"
    if limit.amount >= 72 and limit.amount % 24 == 0:
        return f"{_plain(limit.amount / 24)} 天"
    return f"{_plain(limit.amount)} 小时"


def _plain(amount: Decimal) -> str:
    return format(amount, "f").rstrip("0").rstrip(".") if "." in format(amount, "f") else format(amount, "f")
