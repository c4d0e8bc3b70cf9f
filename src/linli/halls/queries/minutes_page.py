"""The minutes of a meeting with their versions, amendments and signatures; and what everybody may read of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor

from ..minutes import points_of
from ..models import Amendment, Attendance, Hall, HallMember, Meeting, MinutesVersion, Signature
from ..rules import AmendmentState, MinutesState, Part, difference, may_finish, without_persons
from ..who_keeps import attendance_of, hall_of, parts_in_hall
from .find import find_meeting
from .meeting_page import AgendaLine, agenda_of


@dataclass(frozen=True, slots=True)
class Point:
    """A motion of the agenda and what was said of it."""

    item: AgendaLine
    text: str


@dataclass(frozen=True, slots=True)
class AmendmentShown:
    """What somebody wants changed: pairs of (`same` | `out` | `in`, text); `stale`: the point has changed meanwhile."""

    id: UUID
    title: str
    changes: tuple[tuple[str, str], ...]
    why: str
    who: str
    at: datetime
    state: AmendmentState
    reason: str
    stale: bool
    is_own: bool


@dataclass(frozen=True, slots=True)
class VersionShown:
    number: int
    at: datetime
    by: str
    changes: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class SignerLine:
    """An attending member and whether the minutes bear the signature; `half`: on paper, recorded by one person as yet."""

    attendance_id: UUID
    name: str
    signed_at: datetime | None
    on_paper: bool
    half: bool


@dataclass(frozen=True, slots=True)
class MinutesPage:
    meeting: Meeting
    hall: Hall
    state: MinutesState
    may_keep: bool
    own_attendance: UUID | None
    may_sign: bool
    number: int
    points: tuple[Point, ...]
    amendments: tuple[AmendmentShown, ...]
    versions: tuple[VersionShown, ...]
    signers: tuple[SignerLine, ...]
    may_finish: bool

    @property
    def signed(self) -> int:
        return sum(one.signed_at is not None and not one.half for one in self.signers)

    @property
    def open_amendments(self) -> int:
        return sum(one.state is AmendmentState.OPEN for one in self.amendments)


def minutes_page(actor: Actor, id: UUID) -> MinutesPage:
    """Everything the page of the minutes shows, for staff and for who attended. Raises `NotFound`. At most fifteen statements."""
    meeting = find_meeting(id)
    hall = hall_of(meeting)
    of = {"street_code": meeting.street_code, "meeting": meeting}
    agenda = agenda_of(meeting)
    versions = list(MinutesVersion.objects.filter(**of).order_by("-number"))
    points = points_of(versions[0]) if versions else {}
    attendances = {one.id: one for one in Attendance.objects.filter(**of).order_by("at", "id")}
    names = _names(hall, attendances.values())
    signed = {one.attendance_id: one for one in Signature.objects.filter(**of)}
    own = attendance_of(actor, meeting)
    signers = tuple(
        _signer(one, names[one.id], signed.get(one.id)) for one in attendances.values() if one.votes
    )  # fmt: skip
    counted = sum(one.signed_at is not None and not one.half for one in signers)
    keeps = bool(parts_in_hall(actor, hall) & {Part.DESK, Part.CHAIR})
    state = MinutesState(meeting.minutes_state)
    titles = {str(one.id): one.title for one in agenda}
    return MinutesPage(
        meeting=meeting,
        hall=hall,
        state=state,
        may_keep=keeps,
        own_attendance=own and own.id,
        may_sign=state is MinutesState.SIGNING and own is not None and own.votes and own.id not in signed,
        number=versions[0].number if versions else 0,
        points=tuple(Point(one, points.get(str(one.id), "")) for one in agenda),
        amendments=tuple(
            _amendment(one, titles, names, points, own) for one in Amendment.objects.filter(**of).order_by("-at", "-id")
        ),
        versions=_history(versions, titles),
        signers=signers,
        may_finish=state is MinutesState.SIGNING
        and may_finish(counted, len(signers), meeting.signing_since, clock.now()),
    )


def published_points(meeting: Meeting) -> tuple[Point, ...]:
    """Final minutes as everybody reads them: no name of who attended or sits there, no number, no home. At most nine statements."""
    of = {"street_code": meeting.street_code, "meeting": meeting}
    last = MinutesVersion.objects.filter(**of).order_by("-number").first()
    points, names = points_of(last), {}
    seated = HallMember.objects.filter(street_code=meeting.street_code, hall_id=meeting.hall_id)
    for one in seated:
        names[one.name.reveal()] = f"小议员{one.number}" if one.is_minor else "成员"
    for one in Attendance.objects.filter(**of):
        names.setdefault(one.name.reveal(), "居民")
    return tuple(
        Point(one, without_persons(points.get(str(one.id), ""), names)) for one in agenda_of(meeting)
    )  # fmt: skip


def _names(hall: Hall, attendances) -> dict[UUID, str]:
    minors = dict(
        HallMember.objects.filter(street_code=hall.street_code, hall=hall, is_minor=True).values_list("id", "number")
    )
    return {
        one.id: f"小议员{minors[one.member_id]}" if one.member_id in minors else one.name.reveal()
        for one in attendances
    }


def _signer(row: Attendance, name: str, signed: Signature | None) -> SignerLine:
    on_paper = signed is not None and signed.on_paper
    return SignerLine(row.id, name, signed and signed.at, on_paper, on_paper and signed.confirmed_by is None)


def _amendment(
    row: Amendment, titles: Mapping[str, str], names: Mapping[UUID, str], points: Mapping[str, str], own: Attendance | None
) -> AmendmentShown:  # fmt: skip
    before = row.before.reveal()
    return AmendmentShown(
        id=row.id,
        title=titles.get(str(row.item_id), ""),
        changes=tuple(difference(before, row.text.reveal())),
        why=row.why.reveal(),
        who=names.get(row.attendance_id, ""),
        at=row.at,
        state=AmendmentState(row.state),
        reason=row.reason,
        stale=row.state == AmendmentState.OPEN and points.get(str(row.item_id)) != before,
        is_own=own is not None and row.attendance_id == own.id,
    )


def _history(versions: list[MinutesVersion], titles: Mapping[str, str]) -> tuple[VersionShown, ...]:
    shown = []
    for later, earlier in pairwise(versions):
        before, after = points_of(earlier), points_of(later)
        changed = [item for item in after if after[item] != before.get(item, "")]
        shown.append(
            VersionShown(
                later.number,
                later.at,
                later.by_name,
                tuple((titles.get(item, ""), tuple(difference(before.get(item, ""), after[item]))) for item in changed),
            )
        )
    return tuple(shown)
