"""Volunteers join a team or leave it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Team, TeamMember, Volunteer
from ..rules.volunteers import ACCEPTERS, VolunteerState
from ..volunteer_in_hand import community_of, join_teams


@action
def change_team_member(
    *, actor: Actor, key: UUID | None, team: RowKey, volunteer_ids: Collection[UUID], joins: bool
) -> int:
    """Let the volunteers join the team, or leave it; a leader who leaves leads it no more. Returns how many did. Raises
    `NotFound` for volunteers who are not active in the team's community, `WrongState` for a closed team."""
    with deed(actor, key, "team.join" if joins else "team.leave") as d:
        row = d.lock(Team, team)
        d.allow(ACCEPTERS, d.name, on=row)
        if row.closed_at:
            raise WrongState(d.name, "closed")
        ids = set(volunteer_ids)
        people = list(
            Volunteer.objects.filter(street_code=row.street_code, id__in=ids, state=VolunteerState.ACTIVE.value)
        )
        if len(people) != len(ids) or any(
            community_of(one.place_code) != community_of(row.place_code) for one in people
        ):
            raise NotFound("volunteer")
        changed: list[TeamMember] = []
        if joins:
            for one in people:
                changed += join_teams(d, one, [row.id])
        else:
            changed = list(
                TeamMember.objects.select_for_update().filter(
                    street_code=row.street_code, team=row, volunteer_id__in=ids, left_at__isnull=True
                )
            )
            for member in changed:
                member.left_at = d.now
                member.save(update_fields=["left_at"])
            if row.leader_id in ids:
                row.leader = None
                row.save(update_fields=["leader"])
        d.record(*changed)
    return len(changed)
