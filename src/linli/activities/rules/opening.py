"""Opening hours and repeated bookings."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput

MOST_REPEATS = 26
LONGEST = timedelta(hours=14)
FARTHEST = timedelta(days=400)


def check_span(starts_at: datetime, ends_at: datetime, *, now: datetime, is_closure: bool = False) -> None:
    """Raises `BadInput` on `ends_at` for a span that is empty or longer than a day's opening (a closure may last), on
    `starts_at` for one in the past or more than 400 days ahead."""
    if ends_at <= starts_at:
        raise BadInput("ends_at", "before_start")
    if not is_closure and ends_at - starts_at > LONGEST:
        raise BadInput("ends_at", "too_long")
    if starts_at <= now - timedelta(days=1):
        raise BadInput("starts_at", "past")
    if starts_at > now + FARTHEST or ends_at > now + 2 * FARTHEST:
        raise BadInput("starts_at", "too_far")


def check_open(starts_at: datetime, ends_at: datetime, days: str, opens: time, closes: time) -> None:
    """Raises `BadInput` on `starts_at` where the venue is closed that day or outside its hours. `days` are the digits of
    the open weekdays, 1 Monday to 7 Sunday."""
    first, last = starts_at.astimezone(SHANGHAI), ends_at.astimezone(SHANGHAI)
    if str(first.isoweekday()) not in days:
        raise BadInput("starts_at", "closed_day")
    if first.date() != last.date() or first.time() < opens or last.time() > closes:
        raise BadInput("starts_at", "closed_hours")


def repeats(starts_at: datetime, ends_at: datetime, until: date | None) -> list[tuple[datetime, datetime]]:
    """The span and its weekly repetitions up to a day, by the clock on the wall. Raises `BadInput` on `until` past 26."""
    if until is None:
        return [(starts_at, ends_at)]
    weeks = (until - starts_at.astimezone(SHANGHAI).date()).days // 7
    if weeks < 0 or weeks >= MOST_REPEATS:
        raise BadInput("until", "out_of_range")
    return [(starts_at + timedelta(weeks=week), ends_at + timedelta(weeks=week)) for week in range(weeks + 1)]
