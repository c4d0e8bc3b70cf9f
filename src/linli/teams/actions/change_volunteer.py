"""What a volunteer can do and when changes; by herself or by the community."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.accounts.models import User
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import TeamMember, Volunteer
from ..rules.volunteers import ACCEPTERS, FreeTime, Skill, VolunteerState, known
from ..volunteer_in_hand import allow_herself_or, is_herself, join_teams


@action
def change_volunteer(
    *,
    actor: Actor,
    key: UUID | None,
    volunteer: RowKey,
    skills: Collection[str],
    skill_words: str,
    times: Collection[str],
    team_ids: Collection[UUID] | None = None,
    username: str | None = None,
) -> Volunteer:
    """Set skills and times; with `team_ids` the teams too. The community may name the account (`username`) of the same person,
    who then never confirms these hours. Raises `WrongState` for whoever left, `NotAllowed`, `NotFound` for a team of
    elsewhere, `BadInput` on `username`."""
    with deed(actor, key, "volunteer.change") as d:
        row = d.lock(Volunteer, volunteer)
        allow_herself_or(d, ACCEPTERS, row)
        if row.state not in (VolunteerState.ACTIVE, VolunteerState.APPLIED):
            raise BadInput("volunteer", "left")
        row.skills, row.times = known(Skill, skills), known(FreeTime, times)
        row.skill_words = clean_text(skill_words)[:60]
        if username is not None and not is_herself(actor, row):
            row.user_id = _account(username)
        row.save(update_fields=["skills", "times", "skill_words", "user_id"])
        changed: list[TeamMember] = []
        if team_ids is not None:
            leaving = TeamMember.objects.select_for_update().filter(
                street_code=row.street_code, volunteer=row, left_at__isnull=True
            )
            for member in leaving.exclude(team_id__in=set(team_ids)):
                member.left_at = d.now
                member.save(update_fields=["left_at"])
                changed.append(member)
            changed += join_teams(d, row, team_ids)
        d.record(row, *changed)
    return row


def _account(username: str) -> UUID | None:
    if not username.strip():
        return None
    user = User.objects.filter(username=username.strip().lower(), is_active=True).first()
    if user is None:
        raise BadInput("username", "unknown", username)
    return user.id
