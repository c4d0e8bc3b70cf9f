"""A joint meeting of the alliance is called: the agenda gathers what waits for it, and who has an account is invited."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed

from ..agenda import gathered
from ..events import MeetingCalled
from ..meeting_dates import minutes_alarm, rhythm_alarm
from ..models import JointMeeting, MeetingPoint, MeetingRhythm
from .join_alliance import KEEPERS


@action
def call_meeting(*, actor: Actor, key: UUID | None, community: str, starts_at: datetime, venue: str) -> JointMeeting:
    """Call it. On the agenda come wishes before the committee, needs nobody has met in time, projects that wait, and open
    points of meetings before. Raises `BadInput` on `starts_at` (in the past), `venue`; `Conflict` on `meeting` for the
    same hour; `NotAllowed`. About 14 statements."""
    venue = clean_text(venue)[:80]
    if not venue:
        raise BadInput("venue", "empty")
    with deed(actor, key, "alliance.call_meeting") as d:
        d.allow(KEEPERS, "call_meeting", on=community)
        if starts_at <= d.now:
            raise BadInput("starts_at", "in_the_past")
        street = street_of(community)
        meeting = JointMeeting(
            place_code=community,
            street_code=street,
            starts_at=starts_at,
            venue=venue,
            state="called",
            called_at=d.now,
            called_by=actor.id,
            alarm_at=minutes_alarm(starts_at),
        )
        try:
            with transaction.atomic():
                meeting.save(force_insert=True)
        except IntegrityError:
            raise Conflict("meeting") from None
        MeetingPoint.objects.bulk_create(
            MeetingPoint(
                place_code=community,
                street_code=street,
                meeting=meeting,
                number=number,
                subject=one.subject.value,
                subject_id=one.id,
                subject_code=one.code,
                title=one.title[:120],
            )
            for number, one in enumerate(gathered(community, d.now), 1)
        )
        rhythm = MeetingRhythm.objects.select_for_update().filter(street_code=street, place_code=community).first()
        if rhythm is not None:
            rhythm.alarm_at = rhythm_alarm(rhythm, latest=meeting.starts_at)
            rhythm.save(update_fields=["alarm_at"])
        d.record(meeting)
        d.announce(MeetingCalled(meeting.id, meeting.street_code))
    return meeting
