"""Volunteer teams of an area, one team with its members and what it did, and the party branches of the grids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from linli.kernel.errors import NotFound
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.places.models import Grid
from linli.places.queries import place_facts_of

from ..models import Organisation, Team, TeamMember
from ..rules.training import TeamKind
from ..volunteer_in_hand import community_of
from .hours import HoursLine, hours_of_team


@dataclass(frozen=True, slots=True)
class TeamLine:
    id: UUID
    key: RowKey
    name: str
    kind: TeamKind
    aim: str
    place: str
    place_code: str
    estate_id: UUID | None
    leader: str
    leader_id: UUID | None
    members: int
    founded_on: date
    is_closed: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    line: TeamLine
    members: tuple[tuple[UUID, str, str], ...]
    done: tuple[HoursLine, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """A party branch with the names of its grids."""

    id: UUID
    name: str
    prefix: str
    grid_codes: tuple[str, ...]
    grids: tuple[str, ...]


def team_list(kind: str = "") -> list[TeamLine]:
    """The open teams of the caller's scope, by kind and name, 500 at most. Two statements."""
    rows = Team.objects.filter(closed_at__isnull=True)
    if kind in TeamKind.codes():
        rows = rows.filter(kind=kind)
    return _lines(list(_with_members(rows).order_by("kind", "name", "id")[:500]))


def team_counts() -> dict[TeamKind, int]:
    """How many open teams there are of each kind. One statement."""
    rows = Team.objects.filter(closed_at__isnull=True).order_by().values_list("kind").annotate(Count("id"))
    return dict.fromkeys(TeamKind, 0) | {TeamKind(kind): n for kind, n in rows}


def team_page(id: UUID, most: int = 200) -> TeamPage:
    """One team, its members masked, and what it did. Raises `NotFound`. Six statements."""
    row = _with_members(Team.objects.filter(id=id)).first()
    if row is None:
        raise NotFound("team", id)
    with acting_in(Scope.of([community_of(row.place_code)])):
        members = (
            TeamMember.objects.filter(street_code=row.street_code, team=row, left_at__isnull=True)
            .select_related("volunteer")
            .order_by("joined_at", "id")[:most]
        )
        people = tuple((one.volunteer_id, str(one.volunteer.name), str(one.volunteer.phone)) for one in members)
        line = _lines(list(_with_members(Team.objects.filter(street_code=row.street_code, id=id))))[0]
        done = tuple(hours_of_team(row.key))
    return TeamPage(line, people, done)


def branches_within(prefix: str) -> list[Branch]:
    """The open party branches of a jurisdiction, by name. Two statements."""
    rows = list(
        Organisation.objects.filter(
            kind=Organisation.Kind.PARTY_BRANCH,
            prefix__startswith=prefix[: PlaceLevel.COMMUNITY],
            closed_at__isnull=True,
        ).order_by("prefix", "name")
    )
    codes = {code for row in rows for code in row.grid_codes}
    names = dict(Grid.public.filter(place_code__in=codes).values_list("place_code", "name")) if codes else {}
    return [
        Branch(
            row.id, row.name, row.prefix, tuple(row.grid_codes), tuple(names.get(code, code) for code in row.grid_codes)
        )
        for row in rows
    ]


def _with_members(rows):
    members = (
        TeamMember.objects.filter(street_code=OuterRef("street_code"), team_id=OuterRef("id"), left_at__isnull=True)
        .order_by()
        .values("team_id")
        .annotate(n=Count("id"))
        .values("n")
    )
    return rows.annotate(members=Coalesce(Subquery(members), 0)).select_related("leader")


def _lines(rows: list[Team]) -> list[TeamLine]:
    places = place_facts_of({(row.place_code, row.estate_id, None) for row in rows}) if rows else {}
    return [
        TeamLine(
            id=row.id,
            key=row.key,
            name=row.name,
            kind=TeamKind(row.kind),
            aim=row.aim,
            place=places[row.place_code, row.estate_id, None].short,
            place_code=row.place_code,
            estate_id=row.estate_id,
            leader=str(row.leader.name) if row.leader else "",
            leader_id=row.leader_id,
            members=row.members,
            founded_on=row.founded_on,
            is_closed=row.closed_at is not None,
        )
        for row in rows
    ]


def open_teams(community: str) -> list[tuple[UUID, str]]:
    """Id and name of a community's open teams, as a registration offers them. One statement and the scope."""
    with acting_in(Scope.of([community])):
        rows = Team.objects.filter(closed_at__isnull=True).order_by("name", "id")
        return list(rows.values_list("id", "name")[:100])
