"""The motions of a hall with what was resolved, and its meetings with how many attended, row by row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from linli.ledger.read_together import read_together

from ..models import Attendance, Hall, Meeting, Motion, Resolution
from ..rules import MeetingKind, MeetingState, MinutesState, MotionState, Outcome
from .find import find_hall

MOST = 2000


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion with its latest resolution, if there is one. Nobody who raised or backed it."""

    code: str
    title: str
    state: MotionState
    raised_at: datetime
    outcome: Outcome | None
    text: str
    in_favour: int | None
    against: int | None
    abstained: int | None
    attending: int | None
    resolved_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting or a lecture: `members` of those who attended hold a seat."""

    kind: MeetingKind
    title: str
    place: str
    starts_at: datetime
    state: MeetingState
    minutes: MinutesState
    attended: int
    members: int


def motions_of_hall(id: UUID) -> tuple[Hall, list[MotionRow]]:
    """The hall and its motions, latest first, 2,000 at most. Raises `NotFound`. Two statements."""
    hall = find_hall(id)
    mine = Motion.objects.filter(street_code=hall.street_code, hall=hall)
    motions, resolutions = read_together(
        mine.order_by("-raised_at", "-id")[:MOST],
        Resolution.objects.filter(street_code=hall.street_code, motion_id__in=mine.values("id")).order_by("at"),
    )
    latest = {one.motion_id: one for one in resolutions}
    return hall, [_motion(one, latest.get(one.id)) for one in motions]


def meetings_of_hall(id: UUID) -> tuple[Hall, list[MeetingRow]]:
    """The hall and its meetings, latest first, 2,000 at most. Raises `NotFound`. Two statements."""
    hall = find_hall(id)
    mine = Meeting.objects.filter(street_code=hall.street_code, hall=hall)
    meetings, counts = read_together(
        mine.order_by("-starts_at", "-id")[:MOST],
        Attendance.objects.filter(street_code=hall.street_code, meeting_id__in=mine.values("id"))
        .order_by()
        .values_list("meeting_id")
        .annotate(all=Count("id"), members=Count("id", filter=Q(member_id__isnull=False))),
    )
    came = {meeting: (n, members) for meeting, n, members in counts}
    return hall, [
        MeetingRow(
            MeetingKind(one.kind), one.title, one.place_words, one.starts_at, MeetingState(one.state),
            MinutesState(one.minutes_state), *came.get(one.id, (0, 0)),
        )
        for one in meetings
    ]  # fmt: skip


def _motion(row: Motion, said: Resolution | None) -> MotionRow:
    votes = (said.in_favour, said.against, said.abstained, said.attending, said.at) if said else (None,) * 5
    return MotionRow(
        row.code, row.title, MotionState(row.state), row.raised_at, Outcome(said.outcome) if said else None,
        said.text if said else "", *votes, row.done_at,
    )  # fmt: skip
