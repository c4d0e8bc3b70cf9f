"""Steps several deeds of volunteers share; each takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed, NotFound, WrongState
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey

from .models import Team, TeamMember, Volunteer
from .rules.volunteers import VolunteerState


def community_of(place_code: str) -> str:
    """The community a place lies in; wider places stand for themselves."""
    return place_code[: PlaceLevel.COMMUNITY]


def is_herself(actor: Actor, volunteer: Volunteer) -> bool:
    """Whether the volunteer acts, by her code."""
    return Role.REPORTER in actor.roles_at(community_of(volunteer.place_code)) and actor.id == volunteer.id


def allow_herself_or(d: DeedInHand, roles: Iterable[Role], volunteer: Volunteer) -> None:
    """Raise `NotAllowed` unless the volunteer herself acts, or somebody in one of `roles` for her place."""
    if not is_herself(d.actor, volunteer):
        d.allow(roles, d.name, on=volunteer)


def active_volunteer(d: DeedInHand, key: RowKey) -> Volunteer:
    """The volunteer, locked. Raises `NotFound`, and `WrongState` unless she is accepted and has not left."""
    row = d.lock(Volunteer, key)
    if row.state != VolunteerState.ACTIVE:
        raise WrongState(d.name, row.state, [VolunteerState.ACTIVE])
    return row


def only_herself(actor: Actor, volunteer: Volunteer, deed: object) -> None:
    """Raise `NotAllowed` unless the volunteer herself acts."""
    if not is_herself(actor, volunteer):
        raise NotAllowed(deed, "role")


def join_teams(d: DeedInHand, volunteer: Volunteer, team_ids: Iterable[UUID]) -> list[TeamMember]:
    """The volunteer joins the teams she is not in yet. Raises `NotFound` for one that is closed or of another community."""
    wanted = set(team_ids)
    if not wanted:
        return []
    teams = Team.objects.filter(street_code=volunteer.street_code, id__in=wanted, closed_at__isnull=True)
    found = [team for team in teams if community_of(team.place_code) == community_of(volunteer.place_code)]
    if len(found) != len(wanted):
        raise NotFound("team")
    there = set(
        TeamMember.objects.filter(
            street_code=volunteer.street_code, volunteer=volunteer, left_at__isnull=True
        ).values_list("team_id", flat=True)
    )
    rows = [
        TeamMember(
            place_code=volunteer.place_code,
            street_code=volunteer.street_code,
            team=team,
            volunteer=volunteer,
            joined_at=d.now,
        )
        for team in found
        if team.id not in there
    ]
    TeamMember.objects.bulk_create(rows)
    return rows
