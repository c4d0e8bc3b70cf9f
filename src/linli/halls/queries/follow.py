"""What opens a code of an opinion, a motion or an attendance, and the pages behind it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.deed_table import available
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.kernel.target import Target
from linli.ledger.follow_codes import Followed
from linli.ledger.scoped import acting_in
from linli.people.follow_word import opens

from ..models import AgendaItem, Attendance, Backing, Hall, Meeting, Motion, MotionRating, Opinion
from ..rules import RATEABLE, TABLE, MotionDeed, MotionState, Part, Sorting
from ..who_keeps import hall_of, voice_mark
from .motion_facts import MotionFacts, motion_facts
from .targets import target_of
from .voices import voices_of


def opinion_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom the digits open an opinion. One statement and the scope."""
    return _opened(Opinion, followed, typed)


def motion_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom the digits open a motion: who raised it, or one voice that backs it. One statement and the scope."""
    return _opened(Motion if followed.as_id == followed.row.id else Backing, followed, typed)


def attendance_opened(followed: Followed, typed: str) -> UUID | None:
    """As whom the digits open a meeting: who attended. The code on the wall opens nothing. One statement and the scope."""
    return None if followed.as_id == followed.row.id else _opened(Attendance, followed, typed)


def _opened(model, followed: Followed, typed: str) -> UUID | None:
    with acting_in(Scope.of([followed.place_code])):
        row = model.objects.filter(street_code=followed.row.street_code, id=followed.as_id).first()
    return followed.as_id if row is not None and opens(row.id, row.phone, typed) else None


@dataclass(frozen=True, slots=True)
class FollowedOpinion:
    """What whoever said it reads."""

    words: str
    collected_at: datetime
    due_at: datetime | None
    sorted_as: Sorting | None
    sorted_at: datetime | None
    answer: str
    target: Target | None
    settled_at: datetime | None
    has_phone: bool
    place_code: str


@dataclass(frozen=True, slots=True)
class FollowedMotion:
    """What whoever raised or backed it reads. `into` the motion it was merged into; `is_public` whether everybody may read it."""

    hall: Hall
    motion_id: UUID
    state: MotionState
    title: str
    words: str
    reason: str
    due_at: datetime | None
    is_mover: bool
    own_phone: str
    voices: int
    into: Target | None
    meeting: Meeting | None
    facts: MotionFacts
    may_withdraw: bool
    may_rate: bool
    place_code: str


@dataclass(frozen=True, slots=True)
class FollowedMeeting:
    """What whoever attended reads besides the minutes."""

    meeting: Meeting
    hall: Hall
    name: str
    votes: bool
    place_code: str


def followed_opinion(followed: Followed) -> FollowedOpinion:
    """Raises `NotFound`. At most two statements and two scopes."""
    with acting_in(Scope.of([followed.place_code])):
        row = Opinion.objects.filter(street_code=followed.row.street_code, id=followed.row.id).first()
        if row is None:
            raise NotFound("followed")
    # What an estate's opinion became may lie with the community or the street.
    with acting_in(Scope.of([followed.place_code[: PlaceLevel.STREET]])):
        target = target_of(row.street_code, row.sorted_as, row.target_id)
    return FollowedOpinion(
        words=row.words.reveal(),
        collected_at=row.collected_at,
        due_at=row.due_at,
        sorted_as=Sorting(row.sorted_as) if row.sorted_as else None,
        sorted_at=row.sorted_at,
        answer=row.answer,
        target=target,
        settled_at=row.settled_at,
        has_phone=bool(row.phone),
        place_code=row.place_code,
    )


def followed_motion(followed: Followed) -> FollowedMotion:
    """Raises `NotFound`. At most fourteen statements and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        of = {"street_code": followed.row.street_code}
        row = Motion.objects.filter(**of, id=followed.row.id).first()
        is_mover = followed.as_id == followed.row.id
        own = row if is_mover else Backing.objects.filter(**of, id=followed.as_id).first()
        if row is None or own is None:
            raise NotFound("followed")
        items = AgendaItem.objects.filter(**of, motion=row).values("meeting_id")
        coming = Meeting.objects.filter(**of, id__in=items, state="called", ends_at__gt=clock.now())
        meeting = coming.order_by("starts_at").first()
        state, mark = MotionState(row.state), voice_mark(own.phone.reveal(), own.id)
        rated = state in RATEABLE and MotionRating.objects.filter(**of, motion=row, voice_mark=mark).exists()
        deeds = available(TABLE, state, {Part.MOVER}) if is_mover else []
        return FollowedMotion(
            hall=hall_of(row),
            motion_id=row.id,
            state=state,
            title=row.title,
            words=row.words.reveal() if is_mover else "",
            reason=row.reason,
            due_at=row.due_at,
            is_mover=is_mover,
            own_phone=str(own.phone),
            voices=voices_of([row])[row.id],
            into=target_of(row.street_code, "motion", row.merged_into_id),
            meeting=meeting,
            facts=motion_facts(row),
            may_withdraw=any(one.deed is MotionDeed.WITHDRAW for one in deeds),
            may_rate=state in RATEABLE and not rated,
            place_code=row.place_code,
        )


def followed_meeting(followed: Followed) -> FollowedMeeting:
    """Raises `NotFound`. Three statements and the scope."""
    with acting_in(Scope.of([followed.place_code])):
        of = {"street_code": followed.row.street_code}
        own = Attendance.objects.filter(**of, id=followed.as_id).first()
        meeting = Meeting.objects.filter(**of, id=followed.row.id).first()
        if own is None or meeting is None:
            raise NotFound("followed")
        return FollowedMeeting(meeting, hall_of(meeting), str(own.name), own.votes, meeting.place_code)
