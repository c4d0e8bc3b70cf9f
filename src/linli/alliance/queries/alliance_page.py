"""The alliance of a community (共治联盟): members, advisers, meetings, and what came of it, all from the data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from linli.cases.models import Case
from linli.cases.rules import State
from linli.kernel import clock
from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import street_of
from linli.ledger.read_together import read_together, summed_up
from linli.ledger.street_row import RowKey, scope_condition
from linli.teams.models import Organisation, Post

from ..meeting_dates import next_day
from ..models import Adviser, JointMeeting, MeetingPoint, MeetingRhythm, MemberUnit, Need, Pledge, PledgeUse
from ..rules import UseState
from ..rules.member_kinds import MemberKind
from ..rules.need_loop import NeedState

LATEST = 6


@dataclass(frozen=True, slots=True)
class Member:
    """A member with what it put up and delivered: a record of organisations, in the order of their names."""

    id: UUID
    organisation_id: UUID
    name: str
    kind: str
    liaison: str
    phone: str
    joined_on: date
    left_on: date | None
    pledges: int
    promised: int
    delivered: int


@dataclass(frozen=True, slots=True)
class AdviserShown:
    id: UUID
    name: str
    title: str
    unit: str
    named_on: date


@dataclass(frozen=True, slots=True)
class MeetingLine:
    id: UUID
    starts_at: datetime
    venue: str
    state: str
    points: int
    to_do: int
    done: int
    attended: int


@dataclass(frozen=True, slots=True)
class RhythmShown:
    every_months: int
    nth: int
    weekday: int
    hour: int
    venue: str


class Settled(NamedTuple):
    """Numerator and denominator."""

    settled: int
    of: int


@dataclass(frozen=True, slots=True)
class AlliancePage:
    """`due_on` is the day the rhythm asks for next, None without a rhythm; `called` the meeting that is called already."""

    members: tuple[Member, ...]
    advisers: tuple[AdviserShown, ...]
    rhythm: RhythmShown | None
    due_on: date | None
    called: MeetingLine | None
    meetings: tuple[MeetingLine, ...]
    held_this_year: int
    whistled: Settled
    needs: Settled
    points: Settled


def alliance_page(community: str) -> AlliancePage:
    """Everything the page shows. Three statements, within the caller's scope."""
    here = {"street_code": street_of(community), "place_code": community}
    meetings = meeting_lines(community, LATEST)
    now = clock.now()
    latest = next((one.starts_at for one in meetings if one.state != "cancelled"), None)
    year = clock.morning_of(clock.today().replace(month=1, day=1))
    area = scope_condition(community)
    members = MemberUnit.objects.filter(**here, left_on__isnull=True)
    advisers = Adviser.objects.filter(**here, left_on__isnull=True)
    rhythms, held, whistled, needs, points, *rest = read_together(
        MeetingRhythm.objects.filter(**here),
        summed_up(JointMeeting.objects.filter(**here, state="held", starts_at__gte=year), Count("id")),
        _settled(Case.objects.filter(area, was_whistled=True, raised_at__gte=year), Q(state=State.CLOSED.value)),
        _settled(
            Need.objects.filter(area).exclude(state=NeedState.WITHDRAWN.value), Q(state=NeedState.CONFIRMED.value)
        ),
        _settled(MeetingPoint.objects.filter(**here, due_on__isnull=False), Q(done_at__isnull=False)),
        *_reads_of_members(community, members),
        *_reads_of_advisers(advisers),
    )
    rhythm = rhythms[0] if rhythms else None
    return AlliancePage(
        members=_members(*rest[:4]),
        advisers=_advisers(*rest[4:]),
        rhythm=RhythmShown(rhythm.every_months, rhythm.nth, rhythm.weekday, rhythm.hour, rhythm.venue)
        if rhythm
        else None,
        due_on=next_day(rhythm, latest) if rhythm else None,
        called=next((one for one in reversed(meetings) if one.state == "called" and one.starts_at > now), None),
        meetings=tuple(meetings),
        held_this_year=sum(n for (n,) in held),
        whistled=Settled(*whistled[0]) if whistled else Settled(0, 0),
        needs=Settled(*needs[0]) if needs else Settled(0, 0),
        points=Settled(*points[0]) if points else Settled(0, 0),
    )


def meeting_lines(community: str, most: int = 60) -> list[MeetingLine]:
    """The meetings, latest first. Two statements."""
    here = {"street_code": street_of(community), "place_code": community}
    rows = list(JointMeeting.objects.filter(**here).order_by("-starts_at", "-id")[:most])
    counts = {
        row["meeting_id"]: row
        for row in MeetingPoint.objects.filter(street_code=here["street_code"], meeting_id__in=[row.id for row in rows])
        .order_by()
        .values("meeting_id")
        .annotate(
            points=Count("id"),
            to_do=Count("id", filter=Q(due_on__isnull=False)),
            done=Count("id", filter=Q(due_on__isnull=False, done_at__isnull=False)),
        )
    }
    none = {"points": 0, "to_do": 0, "done": 0}
    return [
        MeetingLine(
            row.id,
            row.starts_at,
            row.venue,
            row.state,
            attended=len(row.attended),
            **{name: counts.get(row.id, none)[name] for name in none},
        )
        for row in rows
    ]


def members_of(community: str, *, gone: bool = False) -> tuple[Member, ...]:
    """The members by name (with `gone` those that left), with what they put up. One statement."""
    here = {"street_code": street_of(community), "place_code": community}
    rows = MemberUnit.objects.filter(**here, left_on__isnull=not gone)
    return _members(*read_together(*_reads_of_members(community, rows)))


def _reads_of_members(community: str, rows: QuerySet[MemberUnit]) -> tuple[QuerySet, ...]:
    """The members, their organisations, what each put up, and what was promised and kept of it."""
    units = rows.values("organisation_id")
    promised = [UseState.COMMITTED, UseState.UNDER_WAY, UseState.FULFILLED, UseState.CONFIRMED]
    kept = [UseState.FULFILLED, UseState.CONFIRMED]
    return (
        rows,
        Organisation.objects.filter(id__in=units),
        Pledge.objects.filter(scope_condition(community), organisation_id__in=units)
        .order_by()
        .values_list("organisation_id")
        .annotate(n=Count("id")),
        PledgeUse.objects.filter(street_code=street_of(community), pledge__organisation_id__in=units)
        .order_by()
        .values_list("pledge__organisation_id")
        .annotate(
            promised=Count("id", filter=Q(state__in=[one.value for one in promised])),
            kept=Count("id", filter=Q(state__in=[one.value for one in kept])),
        ),
    )


def _members(
    rows: list[MemberUnit], units: list[Organisation], pledges: list[tuple], uses: list[tuple]
) -> tuple[Member, ...]:
    organisations, put_up = {one.id: one for one in units}, dict(pledges)
    done = {id: (promised, kept) for id, promised, kept in uses}
    found = [
        Member(
            row.id,
            row.organisation_id,
            organisations[row.organisation_id].name,
            MemberKind(row.kind or organisations[row.organisation_id].kind).label,
            str(row.liaison),
            str(row.phone),
            row.joined_on,
            row.left_on,
            put_up.get(row.organisation_id, 0),
            *done.get(row.organisation_id, (0, 0)),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.id)))


def advisers_of(community: str) -> tuple[AdviserShown, ...]:
    """The advisers of the community. One statement."""
    rows = Adviser.objects.filter(street_code=street_of(community), place_code=community, left_on__isnull=True)
    return _advisers(*read_together(*_reads_of_advisers(rows)))


def _reads_of_advisers(rows: QuerySet[Adviser]) -> tuple[QuerySet, ...]:
    return (
        rows,
        Post.public.filter(id__in=rows.values("post_id")),
        Organisation.objects.filter(id__in=rows.values("organisation_id")).values_list("id", "short_name"),
    )


def _advisers(rows: list[Adviser], held: list[Post], units: list[tuple]) -> tuple[AdviserShown, ...]:
    posts, names = {one.id: one for one in held}, dict(units)
    shown = [
        AdviserShown(
            row.id,
            posts[row.post_id].holder_name,
            posts[row.post_id].title,
            names.get(row.organisation_id, ""),
            row.named_on,
        )
        for row in rows
        if row.post_id in posts
    ]
    return tuple(sorted(shown, key=lambda one: (one.unit, one.title)))


def adviser_choices(community: str) -> list[tuple[str, str]]:
    """The department liaisons over the community who are not its advisers yet. Two statements."""
    taken = Adviser.objects.filter(street_code=street_of(community), place_code=community, left_on__isnull=True)
    above = [community[:length] for length in (6, 9, 12)]
    posts = Post.public.filter(
        role=Role.DEPARTMENT_LIAISON.value, place_code__in=above, closed_at__isnull=True, organisation_id__isnull=False
    ).exclude(id__in=list(taken.values_list("post_id", flat=True)))
    return [(str(one.id), f"{one.title} {one.holder_name}".strip()) for one in posts.order_by("title", "id")]


def adviser_key(id: UUID) -> RowKey:
    """The row of an adviser in the caller's scope. Raises `NotFound`. One statement."""
    row = Adviser.objects.filter(id=id).first()
    if row is None:
        raise NotFound("adviser", id)
    return row.key


def _settled(rows: QuerySet, done: Q) -> QuerySet:
    return summed_up(rows, Count("id", filter=done), Count("id"))
