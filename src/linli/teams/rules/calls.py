"""The way of a call for help (求助招募): asked or opened, taken, done, thanked; places are exact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_PLACES = 200
LONGEST = timedelta(days=1)
REMIND_BEFORE = timedelta(hours=24)


class CallState(Labelled):
    """Where a call stands. Full is no state of its own: places are counted."""

    ASKED = "asked", _("待社区看")
    OPEN = "open", _("招募中")
    DONE = "done", _("已完成")
    CANCELLED = "cancelled", _("已取消")


def check_call(places: int, starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """Raise `BadInput` on `places` (1 to 200), `ends_at` (after the beginning, within a day) or `starts_at` (to come)."""
    if not 1 <= places <= MOST_PLACES:
        raise BadInput("places", "out_of_range", places)
    if starts_at <= now:
        raise BadInput("starts_at", "past", starts_at)
    if not starts_at < ends_at <= starts_at + LONGEST:
        raise BadInput("ends_at", "not_in_order", ends_at)


def free_seat(taken: Iterable[int], places: int) -> int | None:
    """The lowest seat nobody holds; None when the call is full."""
    held = set(taken)
    return next((seat for seat in range(1, places + 1) if seat not in held), None)


def minutes_between(starts_at: datetime, ends_at: datetime) -> int:
    """Whole minutes of a span."""
    return int((ends_at - starts_at).total_seconds() // 60)
