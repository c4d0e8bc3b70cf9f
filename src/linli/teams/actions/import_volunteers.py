"""A register of volunteers is taken in: thousands at once, each once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.ledger.copy_rows import copy_rows
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_codes

from ..models import Team, TeamMember, Volunteer
from ..queries.preview_volunteers import preview_volunteers
from ..registration import FOLLOWED_AS
from ..rules.volunteer_rows import VolunteerRow, team_kind_of
from ..rules.volunteers import ACCEPTERS, VolunteerState, Way


@action
def import_volunteers(*, actor: Actor, key: UUID | None, community: str, rows: Sequence[VolunteerRow]) -> int:
    """Register everybody of `rows` who is not yet, as accepted, and open the teams they name; returns how many are new.
    All of it or nothing: raises `BadInput` on `file` with `rows` where a row cannot be taken. Some 20 statements and COPY."""
    with deed(actor, key, "volunteer.import") as d:
        d.allow(ACCEPTERS, d.name, on=community)
        plan = preview_volunteers(community, rows)
        if plan.bad:
            raise BadInput("file", "rows", len(plan.bad))
        street = street_of(community)
        opened = [
            Team(
                place_code=community,
                street_code=street,
                name=name,
                kind=team_kind_of(name).value,
                founded_on=d.now.astimezone(SHANGHAI).date(),
            )
            for name in plan.new_teams
        ]
        Team.objects.bulk_create(opened)
        teams = dict(plan.teams) | {team.name: team.id for team in opened}
        made = [_volunteer(d, row, community, plan.places.get(row.estate)) for row in plan.new]
        for one, code in zip(made, take_follow_codes(made, FOLLOWED_AS), strict=True):
            one.code = code
        copy_rows(Volunteer, made)
        members = [
            TeamMember(
                place_code=one.place_code, street_code=street, team_id=teams[name], volunteer_id=one.id, joined_at=d.now
            )
            for one, row in zip(made, plan.new, strict=True)
            for name in row.teams
        ]
        copy_rows(TeamMember, members)
        d.record(*opened, *made)
    return len(made)


def _volunteer(d, row: VolunteerRow, community: str, estate: tuple[UUID, str] | None) -> Volunteer:
    place_code = estate[1] if estate else community
    return Volunteer(
        place_code=place_code,
        street_code=street_of(community),
        state=VolunteerState.ACTIVE.value,
        way=Way.REGISTER.value,
        name=row.name,
        phone=row.phone,
        birth_year=row.birth_year,
        guardian_name=row.guardian_name,
        guardian_phone=row.guardian_phone,
        consent_at=d.now if row.guardian_name else None,
        skills=list(row.skills),
        skill_words=row.skill_words,
        estate_id=estate[0] if estate else None,
        registered_at=d.now,
        registered_by=d.actor.id,
        accepted_at=d.now,
        accepted_by=d.actor.id,
    )
