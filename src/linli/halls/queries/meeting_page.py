"""Everything the staff's page of a meeting or lecture shows, and the quorum as it stands now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.votes.rules.phases import Phase

from ..models import AgendaItem, Attendance, Hall, HallMember, Meeting, Motion, Resolution
from ..rules import AttendWay, Majority, MeetingKind, MeetingState, MinutesState, MotionState, Outcome, Part, quorum
from ..rules.meetings import ATTEND_BEFORE
from ..vote_of_motion import votes_of
from ..who_keeps import VOTING_VALUES, hall_of, parts_in_hall, standing_members
from .find import find_meeting
from .voices import voices_of


@dataclass(frozen=True, slots=True)
class Attended:
    """How many attend: `members` who vote of `seated`, `needed` for the quorum, and everybody by the way they came."""

    members: int
    seated: int
    needed: int
    all: int
    ways: dict[AttendWay, int]

    @property
    def has_quorum(self) -> bool:
        return self.members >= self.needed

    @property
    def guests(self) -> int:
        return self.all - self.members


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """A motion on the agenda with its time box in minutes."""

    id: UUID
    code: str
    title: str
    state: MotionState
    minutes: int
    voices: int
    outcome: Outcome | None
    text: str
    vote: Phase | None
    vote_code: str


@dataclass(frozen=True, slots=True)
class SeatLine:
    """A member to tick: a child by number alone."""

    id: UUID
    name: str
    seat: str
    votes: bool
    is_there: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    meeting: Meeting
    hall: Hall
    kind: MeetingKind
    state: MeetingState
    minutes_state: MinutesState
    majority: Majority
    may_keep: bool
    is_member: bool
    has_begun: bool
    takes_attendance: bool
    attended: Attended
    agenda: tuple[AgendaLine, ...]
    seats: tuple[SeatLine, ...]
    waiting: tuple[tuple[str, str], ...]
    notice_by: datetime


def meeting_page(actor: Actor, id: UUID) -> MeetingPage:
    """Everything the page shows. Raises `NotFound`. At most twelve statements."""
    meeting, now = find_meeting(id), clock.now()
    hall = hall_of(meeting)
    parts = parts_in_hall(actor, hall)
    seated = list(standing_members(hall).order_by("number"))
    rows = _attendances(meeting)
    there = {member_id for member_id, _votes, _way in rows}
    editable = meeting.minutes_state in (MinutesState.NONE, MinutesState.DRAFT) and meeting.state != "cancelled"
    waiting = Motion.objects.filter(street_code=hall.street_code, hall=hall, state="admitted").order_by("admitted_at")
    return MeetingPage(
        meeting=meeting,
        hall=hall,
        kind=MeetingKind(meeting.kind),
        state=MeetingState(meeting.state),
        minutes_state=MinutesState(meeting.minutes_state),
        majority=Majority(hall.majority),
        may_keep=bool(parts & {Part.DESK, Part.CHAIR}),
        is_member=Part.MEMBER in parts,
        has_begun=meeting.starts_at <= now,
        takes_attendance=editable and now >= meeting.starts_at - ATTEND_BEFORE,
        attended=_count(hall, rows, sum(one.part in VOTING_VALUES for one in seated)),
        agenda=agenda_of(meeting),
        seats=tuple(_seat(one, there) for one in seated),
        waiting=tuple(waiting.values_list("code", "title")[:50]) if editable and meeting.kind == "meeting" else (),
        notice_by=meeting.starts_at - timedelta(days=hall.notice_days),
    )


def attended_now(id: UUID) -> tuple[Meeting, Attended]:
    """The attendance of a meeting as it stands. Raises `NotFound`. Four statements."""
    meeting = find_meeting(id)
    hall = hall_of(meeting)
    return meeting, attended_of(meeting, hall)


def attended_of(meeting: Meeting, hall: Hall) -> Attended:
    """Two statements."""
    return _count(hall, _attendances(meeting), standing_members(hall).filter(part__in=VOTING_VALUES).count())


def agenda_of(meeting: Meeting) -> tuple[AgendaLine, ...]:
    """The agenda in its order, with what was resolved. At most six statements."""
    of = {"street_code": meeting.street_code}
    items = list(AgendaItem.objects.filter(**of, meeting=meeting).order_by("position", "id"))
    motions = {one.id: one for one in Motion.objects.filter(**of, id__in=[item.motion_id for item in items])}
    made = {one.motion_id: one for one in Resolution.objects.filter(**of, meeting=meeting)} if items else {}
    voices, votes = voices_of(motions.values()), votes_of(motions.values())
    lines = []
    for item in items:
        motion, resolution = motions[item.motion_id], made.get(item.motion_id)
        lines.append(
            AgendaLine(
                id=item.id,
                code=motion.code,
                title=motion.title,
                state=MotionState(motion.state),
                minutes=item.minutes,
                voices=voices[motion.id],
                outcome=Outcome(resolution.outcome) if resolution else None,
                text=resolution.text if resolution else "",
                vote=votes[motion.id].phase if motion.id in votes else None,
                vote_code=votes[motion.id].code if motion.id in votes else "",
            )
        )
    # A motion taken off the agenda without a resolution is no longer talked about.
    return tuple(one for one in lines if one.outcome or one.state is MotionState.SCHEDULED)


def _attendances(meeting: Meeting) -> list[tuple[UUID | None, bool, str]]:
    rows = Attendance.objects.filter(street_code=meeting.street_code, meeting=meeting)
    return list(rows.values_list("member_id", "votes", "way"))


def _count(hall: Hall, rows: list[tuple[UUID | None, bool, str]], seated: int) -> Attended:
    ways = Counter(way for _member, _votes, way in rows)
    members = sum(votes for _member, votes, _way in rows)
    return Attended(
        members, seated, quorum(seated, hall.quorum_percent), len(rows), {way: ways[way.value] for way in AttendWay}
    )


def _seat(row: HallMember, there: set[UUID | None]) -> SeatLine:
    name = "" if row.is_minor else row.name.reveal()
    return SeatLine(row.id, name or f"#{row.number}", row.seat, row.part in VOTING_VALUES, row.id in there)
