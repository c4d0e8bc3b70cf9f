"""A volunteer team is founded or changed."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, MissingField, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Team, Volunteer
from ..rules.training import TeamKind
from ..rules.volunteers import ACCEPTERS, VolunteerState
from ..volunteer_in_hand import community_of, join_teams


@action
def open_team(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    name: str,
    kind: str,
    aim: str = "",
    estate_id: UUID | None = None,
    leader_id: UUID | None = None,
    team: RowKey | None = None,
    closes: bool = False,
) -> Team:
    """Found a team of the area, or with `team` change or close that one. The leader is a member too. Raises `MissingField`
    on `name`, `BadInput` on `kind` or on `name` (`taken`), `NotFound` for a leader who is no volunteer of the community."""
    with deed(actor, key, "team.close" if closes else "team.change" if team else "team.open") as d:
        row = (
            d.lock(Team, team)
            if team
            else Team(
                id=uuid7(),
                place_code=place_code,
                street_code=street_of(place_code),
                founded_on=d.now.astimezone(SHANGHAI).date(),
            )
        )
        d.allow(ACCEPTERS, d.name, on=row)
        row.name, row.aim = clean_text(name)[:40], clean_text(aim)[:200]
        if not row.name:
            raise MissingField(d.name, ["name"])
        if kind not in TeamKind.codes():
            raise BadInput("kind", "unknown", kind)
        row.kind, row.estate_id = kind, estate_id
        leader = None
        if leader_id:
            leader = Volunteer.objects.filter(
                street_code=row.street_code, id=leader_id, state=VolunteerState.ACTIVE.value
            ).first()
            if leader is None or community_of(leader.place_code) != community_of(row.place_code):
                raise NotFound("volunteer", leader_id)
        row.leader = leader
        if closes:
            row.closed_at = d.now
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise BadInput("name", "taken", row.name) from None
        d.record(row, *(join_teams(d, leader, [row.id]) if leader and not closes else ()))
    return row
