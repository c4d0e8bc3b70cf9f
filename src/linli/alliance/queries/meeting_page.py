"""One joint meeting: its agenda, its minutes, and what each point became."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.kernel import clock
from linli.kernel.errors import NotFound
from linli.ledger.street_row import RowKey
from linli.teams.models import Organisation

from ..models import Adviser, JointMeeting, MeetingPoint, MemberUnit
from ..rules.member_kinds import PointSubject


@dataclass(frozen=True, slots=True)
class Point:
    """A point. `who` is the unit or the words for who does it."""

    id: UUID
    key: RowKey
    number: int
    subject: PointSubject
    code: str
    title: str
    outcome: str
    organisation_id: UUID | None
    doer: str
    who: str
    due_on: date | None
    done_at: datetime | None
    done_words: str
    late: bool


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """`units` are the members and the advisers' departments by id and name, `attended` those that came."""

    id: UUID
    key: RowKey
    place_code: str
    starts_at: datetime
    venue: str
    state: str
    reason: str
    summary: str
    minutes_at: datetime | None
    began: bool
    units: tuple[tuple[str, str], ...]
    attended: tuple[str, ...]
    points: tuple[Point, ...]


def meeting_page(id: UUID) -> MeetingPage:
    """The meeting in the caller's scope. Raises `NotFound`. Five statements."""
    row = JointMeeting.objects.filter(id=id).first()
    if row is None:
        raise NotFound("meeting", id)
    here = {"street_code": row.street_code, "place_code": row.place_code}
    points = list(MeetingPoint.objects.filter(street_code=row.street_code, meeting=row).order_by("number"))
    units = set(MemberUnit.objects.filter(**here, left_on__isnull=True).values_list("organisation_id", flat=True))
    units |= set(Adviser.objects.filter(**here, left_on__isnull=True).values_list("organisation_id", flat=True))
    wanted = (
        units | {UUID(one) for one in row.attended} | {one.organisation_id for one in points if one.organisation_id}
    )
    names = dict(Organisation.objects.filter(id__in=wanted).order_by("name").values_list("id", "name"))
    today = clock.today()
    return MeetingPage(
        id=row.id,
        key=row.key,
        place_code=row.place_code,
        starts_at=row.starts_at,
        venue=row.venue,
        state=row.state,
        reason=row.reason,
        summary=row.summary,
        minutes_at=row.minutes_at,
        began=row.starts_at <= clock.now(),
        units=tuple((str(unit), name) for unit, name in names.items() if unit in units),
        attended=tuple(name for unit, name in names.items() if str(unit) in row.attended),
        points=tuple(
            Point(
                one.id,
                one.key,
                one.number,
                PointSubject(one.subject),
                one.subject_code,
                one.title,
                one.outcome,
                one.organisation_id,
                one.doer,
                names.get(one.organisation_id, "") or one.doer,
                one.due_on,
                one.done_at,
                one.done_words,
                one.due_on is not None and one.done_at is None and one.due_on < today,
            )
            for one in points
        ),
    )


def point_key(meeting: UUID, point: UUID) -> RowKey:
    """The row of a point of the meeting, in the caller's scope. Raises `NotFound`. One statement."""
    row = MeetingPoint.objects.filter(id=point, meeting_id=meeting).first()
    if row is None:
        raise NotFound("meeting_point", point)
    return row.key
