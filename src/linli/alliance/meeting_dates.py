"""When the alarms of meetings ring. Reads what they need; takes part in the caller's deed."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from linli.kernel.clock import SHANGHAI

from .models import JointMeeting, MeetingRhythm
from .rules.meeting_rhythm import Rhythm, call_by

MINUTES_DAYS = 3
"""So long after a meeting its minutes are asked for."""


def rhythm_of(row: MeetingRhythm) -> Rhythm:
    """The rhythm as the rules read it."""
    return Rhythm(row.every_months, row.nth, row.weekday, row.first_month_on)


def next_day(row: MeetingRhythm, latest: datetime | None = None) -> date:
    """The day on which the next meeting is due after the latest that was called or held. One statement unless given."""
    if latest is None:
        meetings = JointMeeting.objects.filter(street_code=row.street_code, place_code=row.place_code)
        found = meetings.exclude(state="cancelled").order_by("-starts_at").first()
        latest = found.starts_at if found else None
    return rhythm_of(row).next_day(latest.astimezone(SHANGHAI).date() if latest else None)


def rhythm_alarm(row: MeetingRhythm, latest: datetime | None = None) -> datetime:
    """The morning by which the next meeting should have been called."""
    return datetime.combine(call_by(next_day(row, latest)), time(9), SHANGHAI)


def minutes_alarm(starts_at: datetime) -> datetime:
    """When the minutes of a meeting are asked for."""
    return starts_at + timedelta(days=MINUTES_DAYS)


def point_alarm(due_on: date) -> datetime:
    """The evening of the day by which a point was to be done."""
    return datetime.combine(due_on, time(18), SHANGHAI)
