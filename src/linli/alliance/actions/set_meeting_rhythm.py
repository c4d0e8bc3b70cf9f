"""How often the alliance of a community meets."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed

from ..meeting_dates import rhythm_alarm
from ..models import MeetingRhythm
from ..rules.meeting_rhythm import Rhythm
from .join_alliance import KEEPERS


@action
def set_meeting_rhythm(
    *, actor: Actor, key: UUID | None, community: str, every_months: int, nth: int, weekday: int, hour: int, venue: str
) -> MeetingRhythm:
    """Keep it; the first meeting is due this month, or in the next of its rhythm where one was held this month. Raises
    `BadInput` on `every_months`, `nth`, `weekday`, `hour`, `venue`, `NotAllowed`."""
    venue = clean_text(venue)[:80]
    if not venue:
        raise BadInput("venue", "empty")
    if not 0 <= hour <= 23:
        raise BadInput("hour", "out_of_range")
    with deed(actor, key, "alliance.set_rhythm") as d:
        d.allow(KEEPERS, "set_rhythm", on=community)
        first = d.now.astimezone(SHANGHAI).date().replace(day=1)
        rhythm = Rhythm(every_months, nth, weekday, first).checked()
        if rhythm.next_day() < d.now.astimezone(SHANGHAI).date():
            rhythm = Rhythm(every_months, nth, weekday, rhythm.next_day(first).replace(day=1))
        street = street_of(community)
        row = MeetingRhythm.objects.select_for_update().filter(street_code=street, place_code=community).first()
        row = row or MeetingRhythm(place_code=community, street_code=street)
        row.every_months, row.nth, row.weekday, row.hour = every_months, nth, weekday, hour
        row.first_month_on, row.venue = rhythm.first_month, venue
        row.alarm_at = rhythm_alarm(row)
        row.save()
        d.record(row)
    return row
