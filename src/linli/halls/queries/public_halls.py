"""What everybody reads of halls: the halls of a community, a hall or station, its motions, meetings and resolutions. Nobody's
name, number or own words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.kernel.scope import Scope
from linli.ledger.follow_codes import find_followed
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.queries import EstateChoice, buildings_of, estates_of, find_dwelling

from ..models import AgendaItem, Hall, Meeting, Motion
from ..rules import (
    OPEN_TO_BACK,
    PUBLIC_STATES,
    RATEABLE,
    RESOLVED,
    HallKind,
    MayMove,
    MeetingKind,
    MinutesState,
    MotionState,
)
from .hall_figures import HallFigures, hall_figures
from .meeting_page import AgendaLine, Attended, agenda_of, attended_of
from .minutes_page import Point, published_points
from .motion_facts import MotionFacts, motion_facts
from .voices import voices_of

SHOWN = 60


@dataclass(frozen=True, slots=True)
class PublicMotion:
    id: UUID
    title: str
    words: str
    state: MotionState
    voices: int
    admitted_at: datetime | None
    resolved_at: datetime | None


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    id: UUID
    title: str
    kind: MeetingKind
    lecturer: str
    place_words: str
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    reason: str
    has_minutes: bool


@dataclass(frozen=True, slots=True)
class PublicHall:
    """A hall as everybody reads it; `halls` of a station. `may_move`: a resident may raise a motion here now."""

    hall: Hall
    kind: HallKind
    may_move: bool
    halls: tuple[Hall, ...]
    open: tuple[PublicMotion, ...]
    resolved: tuple[PublicMotion, ...]
    coming: tuple[PublicMeeting, ...]
    held: tuple[PublicMeeting, ...]
    figures: HallFigures


@dataclass(frozen=True, slots=True)
class PublicMotionPage:
    hall: Hall
    motion: PublicMotion
    key: RowKey
    place_code: str
    may_back: bool
    may_rate: bool
    meeting: PublicMeeting | None
    facts: MotionFacts


@dataclass(frozen=True, slots=True)
class PublicMeetingPage:
    hall: Hall
    meeting: PublicMeeting
    agenda: tuple[AgendaLine, ...]
    attended: Attended
    points: tuple[Point, ...]


def halls_of(community: str) -> list[Hall]:
    """The open public halls of a community, and those of its street. One statement."""
    street = community[: PlaceLevel.STREET]
    rows = Hall.public.filter(street_code=street_of(community), closed_at__isnull=True, is_public=True)
    here = Q(place_code=street) | Q(place_code__startswith=community)
    rows = list(rows.filter(here).order_by("name"))
    return sorted(rows, key=lambda row: (row.kind != HallKind.STATION, row.place_code))


def public_hall(community: str, id: UUID) -> PublicHall:
    """A hall of the community or its street. Raises `NotFound` for one that is not public. At most thirteen statements and the
    scope."""
    hall = _hall(community, id)
    now, of = clock.now(), {"street_code": hall.street_code, "hall": hall}
    with acting_in(Scope.of([hall.place_code])):
        states = [state.value for state in PUBLIC_STATES]
        motions = list(Motion.objects.filter(**of, state__in=states).order_by("-moved_at")[:SHOWN])
        voices = voices_of(motions)
        meetings = list(Meeting.objects.filter(**of).exclude(state="planned").order_by("-starts_at")[:SHOWN])
        figures = hall_figures(hall)
    shown = [_motion(one, voices[one.id]) for one in motions]
    halls = Hall.public.filter(street_code=hall.street_code, station=hall, closed_at__isnull=True, is_public=True)
    coming = [_meeting(one) for one in meetings if one.ends_at > now]
    return PublicHall(
        hall=hall,
        kind=HallKind(hall.kind),
        may_move=hall.closed_at is None and hall.may_move == MayMove.ANYBODY and hall.kind != HallKind.STATION,
        halls=tuple(halls.order_by("name")) if hall.kind == HallKind.STATION else (),
        open=tuple(one for one in shown if one.state in OPEN_TO_BACK),
        resolved=tuple(one for one in shown if one.state in RESOLVED or one.state is MotionState.REJECTED),
        coming=tuple(reversed(coming)),
        held=tuple(_meeting(one) for one in meetings if one.ends_at <= now and one.state == "called"),
        figures=figures,
    )


def public_motion(community: str, id: UUID) -> PublicMotionPage:
    """A motion that was admitted in a public hall. Raises `NotFound`. At most fourteen statements and the scope."""
    with acting_in(Scope.of([community[: PlaceLevel.STREET]])):
        row = Motion.objects.filter(
            street_code=street_of(community), id=id, state__in=[state.value for state in PUBLIC_STATES]
        ).first()  # fmt: skip
        if row is None:
            raise NotFound("motion")
        hall = _hall(community, row.hall_id)
        items = AgendaItem.objects.filter(street_code=row.street_code, motion=row).values("meeting_id")
        meeting = Meeting.objects.filter(
            street_code=row.street_code, id__in=items, state="called", ends_at__gt=clock.now()
        ).first()  # fmt: skip
        voices, facts = voices_of([row]), motion_facts(row)
    state = MotionState(row.state)
    return PublicMotionPage(
        hall=hall,
        motion=_motion(row, voices[row.id]),
        key=row.key,
        place_code=row.place_code,
        may_back=state in OPEN_TO_BACK,
        may_rate=state in RATEABLE,
        meeting=_meeting(meeting) if meeting else None,
        facts=facts,
    )


def public_meeting(community: str, id: UUID) -> PublicMeetingPage:
    """A meeting that was called in a public hall; its minutes once they are final. Raises `NotFound`. At most fifteen
    statements and the scope."""
    with acting_in(Scope.of([community[: PlaceLevel.STREET]])):
        row = Meeting.objects.filter(street_code=street_of(community), id=id).exclude(state="planned").first()
        if row is None:
            raise NotFound("hall_meeting")
        hall = _hall(community, row.hall_id)
        agenda, attended = agenda_of(row), attended_of(row, hall)
        points = published_points(row) if row.minutes_state == MinutesState.FINAL else ()
    return PublicMeetingPage(hall, _meeting(row), agenda, attended, points)


def meeting_to_attend(code: str) -> tuple[Meeting, Hall]:
    """The meeting whose code hangs on the wall. Raises `NotFound`. Three statements and the scope."""
    followed = find_followed(code)
    if followed is None or followed.kind != "meeting" or followed.as_id != followed.row.id:
        raise NotFound("hall_meeting")
    with acting_in(Scope.of([followed.place_code])):
        row = Meeting.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
    if row is None:
        raise NotFound("hall_meeting")
    return row, Hall.public.get(street_code=row.street_code, id=row.hall_id)


def estates_around(hall: Hall) -> list[EstateChoice]:
    """The estates whose residents a hall concerns. One statement."""
    estates = estates_of(hall.place_code)
    return [one for one in estates if one.id == hall.estate_id] if hall.estate_id else estates


def dwelling_named(estate: EstateChoice | None, building: str, unit: str, room: str) -> RowKey | None:
    """The dwelling somebody names by building, unit and room. At most two statements and the scope."""
    if estate is None or not building or not room:
        return None
    with acting_in(Scope.of([estate.place_code])):
        found = [one for one in buildings_of(estate.key) if building in (one.name, one.name.removesuffix("号楼"))]
        return find_dwelling(found[0].key, unit, room) if found else None


def _hall(community: str, id: UUID) -> Hall:
    street = community[: PlaceLevel.STREET]
    hall = Hall.public.filter(street_code=street_of(community), id=id, is_public=True).first()
    if hall is None or not (hall.place_code == street or hall.place_code.startswith(community)):
        raise NotFound("hall")
    return hall


def _motion(row: Motion, voices: int) -> PublicMotion:
    return PublicMotion(
        row.id, row.title, row.public_words, MotionState(row.state), voices, row.admitted_at, row.resolved_at
    )


def _meeting(row: Meeting) -> PublicMeeting:
    return PublicMeeting(
        row.id, row.title, MeetingKind(row.kind), row.lecturer, row.place_words, row.starts_at, row.ends_at,
        row.state == "cancelled", row.reason, row.minutes_state == MinutesState.FINAL,
    )  # fmt: skip
