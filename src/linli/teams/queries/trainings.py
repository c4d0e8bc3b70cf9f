"""Trainings of an area, who came, and who still lacks what a duty demands; mentors and apprentices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from linli.kernel.actor import Role
from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.queries import place_facts_of

from ..models import Mentoring, Post, Training, TrainingAttendance, Volunteer
from ..rules.training import TrainingKind
from ..rules.volunteers import VolunteerState

TRAINED_ROLES = (Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER)
"""Whose duties ask for training (practices.md B2)."""


@dataclass(frozen=True, slots=True)
class TrainingLine:
    key: RowKey
    title: str
    topic: str
    kind: TrainingKind
    place: str
    place_code: str
    held_at: datetime
    minutes: int
    where: str
    teacher: str
    materials: str
    came: int


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who may have come: the holder of a post, by the name that hangs on every board, or a volunteer, masked."""

    id: UUID
    name: str
    words: str
    came: bool
    is_volunteer: bool = False


@dataclass(frozen=True, slots=True)
class TrainingPage:
    line: TrainingLine
    people: tuple[Attendee, ...]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """Of the holders of posts in the area, how many have been trained in the topic."""

    topic: str
    trained: int
    posts: int


@dataclass(frozen=True, slots=True)
class Pair:
    key: RowKey
    mentor: str
    apprentice: str
    goals: str
    first_on: date
    last_on: date
    ended_on: date | None
    outcome: str


def training_list(prefix: str, most: int = 100) -> list[TrainingLine]:
    """The trainings of a jurisdiction and of those above it, latest first; how many of the caller's scope came. Three statements."""
    above = [
        prefix[:length]
        for length in (PlaceLevel.COUNTY, PlaceLevel.STREET, PlaceLevel.COMMUNITY)
        if length < len(prefix)
    ]
    rows = list(
        Training.public.filter(scope_condition(prefix) | Q(place_code__in=above)).order_by("-held_at", "-id")[:most]
    )
    return _lines(rows)


def training_page(prefix: str, street: int, id: UUID) -> TrainingPage:
    """One training and the people of the caller's area who may have come: holders of posts below a desk, and volunteers who are
    noted. Raises `NotFound`. Five statements."""
    row = Training.public.filter(street_code=street, id=id).first()
    if row is None:
        raise NotFound("training", id)
    area = max(prefix, row.place_code, key=len)
    came = list(TrainingAttendance.objects.filter(training_id=row.id).values_list("post_id", "volunteer_id"))
    posts_came = {post for post, _volunteer in came if post}
    people = []
    if area.startswith(row.place_code):
        posts = Post.public.filter(scope_condition(area), role__in=TRAINED_ROLES, closed_at__isnull=True)
        for post in posts.exclude(holder_name="").order_by("role", "place_code", "title")[:600]:
            people.append(Attendee(post.id, post.holder_name, post.title, post.id in posts_came))
        noted = {volunteer for _post, volunteer in came if volunteer}
        for one in Volunteer.objects.filter(id__in=noted, state=VolunteerState.ACTIVE.value):
            people.append(Attendee(one.id, str(one.name), str(one.phone), True, True))
    return TrainingPage(_lines([row])[0], tuple(people))


def own_posts_in(user_id: UUID, place_code: str) -> list[UUID]:
    """The open posts of a user within a place. One statement."""
    rows = Post.public.filter(scope_condition(place_code), holder_id=user_id, closed_at__isnull=True)
    return list(rows.values_list("id", flat=True))


def topic_figures(prefix: str) -> list[TopicFigures]:
    """For every topic taught, how many holders of posts in the jurisdiction have been trained in it. Two statements."""
    posts = set(
        Post.public.filter(scope_condition(prefix), role__in=TRAINED_ROLES, closed_at__isnull=True)
        .exclude(holder_name="")
        .values_list("id", flat=True)
    )
    trained: dict[str, set[UUID]] = {}
    for topic, post in (
        TrainingAttendance.objects.filter(post_id__isnull=False).order_by().values_list("topic", "post_id")
    ):
        if post in posts:
            trained.setdefault(topic, set()).add(post)
    return [TopicFigures(topic, len(who), len(posts)) for topic, who in sorted(trained.items())]


def untrained_in(prefix: str, topic: str) -> list[tuple[str, str]]:
    """Name and post of those in the jurisdiction who have not been trained in a topic, for the next invitation. One statement."""
    have = TrainingAttendance.objects.filter(topic=topic, post_id__isnull=False).values("post_id")
    rows = Post.public.filter(scope_condition(prefix), role__in=TRAINED_ROLES, closed_at__isnull=True)
    return list(
        rows.exclude(holder_name="")
        .exclude(id__in=have)
        .order_by("place_code", "title")
        .values_list("holder_name", "title")[:600]
    )


def mentor_pairs(prefix: str) -> list[Pair]:
    """The pairs of a jurisdiction, those that run first. Two statements."""
    rows = list(Mentoring.public.filter(scope_condition(prefix)).order_by("-first_on", "-id")[:200])
    ids = {id for row in rows for id in (row.mentor_post_id, row.apprentice_post_id)}
    names = {one.id: f"{one.holder_name} {one.title}".strip() for one in Post.public.filter(id__in=ids)} if ids else {}
    pairs = [
        Pair(
            row.key,
            names.get(row.mentor_post_id, ""),
            names.get(row.apprentice_post_id, ""),
            row.goals,
            row.first_on,
            row.last_on,
            row.ended_on,
            row.outcome,
        )
        for row in rows
    ]
    return sorted(pairs, key=lambda one: one.ended_on is not None)


def post_choices(prefix: str, roles: Iterable[Role] = TRAINED_ROLES) -> list[tuple[str, str]]:
    """Id and words of the held posts of a jurisdiction. One statement."""
    rows = Post.public.filter(scope_condition(prefix), role__in=list(roles), closed_at__isnull=True)
    rows = rows.exclude(holder_name="").order_by("role", "place_code", "title")
    return [(str(id), f"{name} {title}") for id, name, title in rows.values_list("id", "holder_name", "title")[:600]]


def _lines(rows: list[Training]) -> list[TrainingLine]:
    counts = dict(
        TrainingAttendance.objects.filter(training_id__in=[row.id for row in rows])
        .order_by()
        .values_list("training_id")
        .annotate(Count("id"))
    )
    places = place_facts_of({(row.place_code, None, None) for row in rows}) if rows else {}
    return [
        TrainingLine(
            key=row.key,
            title=row.title,
            topic=row.topic,
            kind=TrainingKind(row.kind),
            place=places[row.place_code, None, None].short,
            place_code=row.place_code,
            held_at=row.held_at,
            minutes=row.minutes,
            where=row.where,
            teacher=row.teacher,
            materials=row.materials,
            came=counts.get(row.id, 0),
        )
        for row in rows
    ]
