"""A hall's desk: what needs me there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.places.queries import PlaceFacts, place_facts

from ..models import Amendment, Hall, Meeting, Motion, Undertaking
from ..rules import ENDED, HallKind, MeetingKind, MeetingState, MinutesState, MotionState, Part, quorum
from ..who_keeps import VOTING_VALUES, parts_in_hall, standing_members
from .find import find_hall
from .hall_figures import HallFigures, hall_figures
from .voices import voices_of


@dataclass(frozen=True, slots=True)
class MotionLine:
    code: str
    title: str
    state: MotionState
    voices: int
    due_at: datetime | None
    moved_at: datetime
    is_late: bool


@dataclass(frozen=True, slots=True)
class MeetingLine:
    id: UUID
    title: str
    kind: MeetingKind
    state: MeetingState
    minutes_state: MinutesState
    starts_at: datetime
    is_over: bool
    amendments: int


@dataclass(frozen=True, slots=True)
class LateUndertaking:
    code: str
    title: str
    what: str
    who: str
    due_on: date


@dataclass(frozen=True, slots=True)
class HallDesk:
    """A hall as those who keep it see it; `halls` of a station."""

    hall: Hall
    kind: HallKind
    place: PlaceFacts
    may_keep: bool
    is_desk: bool
    members: int
    quorum: int
    motions: tuple[MotionLine, ...]
    meetings: tuple[MeetingLine, ...]
    late: tuple[LateUndertaking, ...]
    halls: tuple[Hall, ...]
    figures: HallFigures

    def in_state(self, *states: str) -> list[MotionLine]:
        return [one for one in self.motions if one.state.value in states]


def hall_desk(actor: Actor, id: UUID) -> HallDesk:
    """Everything the desk shows. Raises `NotFound`. At most eighteen statements."""
    hall, now = find_hall(id), clock.now()
    of = {"street_code": hall.street_code, "hall": hall}
    parts = parts_in_hall(actor, hall)
    seated = standing_members(hall)
    voting = seated.filter(part__in=VOTING_VALUES).count()
    motions = list(
        Motion.objects.filter(**of).exclude(state__in=[s.value for s in ENDED]).order_by("due_at", "id")[:200]
    )
    voices = voices_of(motions)
    meetings = list(Meeting.objects.filter(**of).order_by("-starts_at")[:30])
    amended: dict[UUID, int] = {}
    for meeting_id in Amendment.objects.filter(
        street_code=hall.street_code, meeting_id__in=[one.id for one in meetings], state="open"
    ).values_list("meeting_id", flat=True):
        amended[meeting_id] = amended.get(meeting_id, 0) + 1
    late = Undertaking.objects.filter(
        street_code=hall.street_code, motion_id__in=[one.id for one in motions], done_at__isnull=True, due_on__lt=clock.today()
    ).order_by("due_on")  # fmt: skip
    named = {one.id: one for one in motions}
    is_station = hall.kind == HallKind.STATION
    return HallDesk(
        hall=hall,
        kind=HallKind(hall.kind),
        place=place_facts(hall.place_code, hall.estate_id),
        may_keep=bool(parts & {Part.DESK, Part.CHAIR}),
        is_desk=Part.DESK in parts,
        members=seated.count(),
        quorum=quorum(voting, hall.quorum_percent),
        motions=tuple(
            MotionLine(
                one.code, one.title, MotionState(one.state), voices[one.id], one.due_at, one.moved_at,
                one.due_at is not None and one.due_at < now and one.state != "to_rate",
            )
            for one in motions
        ),
        meetings=tuple(
            MeetingLine(
                one.id, one.title, MeetingKind(one.kind), MeetingState(one.state), MinutesState(one.minutes_state),
                one.starts_at, one.ends_at < now, amended.get(one.id, 0),
            )
            for one in meetings
        ),
        late=tuple(
            LateUndertaking(named[one.motion_id].code, named[one.motion_id].title, one.what, one.who, one.due_on)
            for one in late
        ),
        halls=tuple(Hall.public.filter(street_code=hall.street_code, station=hall).order_by("name")) if is_station else (),
        figures=hall_figures(hall),
    )  # fmt: skip
