"""Somebody registers as a volunteer: on the page without an account, with an officer, or from a paper."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import Conflict, NotAllowed
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code

from ..events import VolunteerApplied
from ..models import Volunteer
from ..registration import FOLLOWED_AS, Registration
from ..rules.volunteers import ACCEPTERS, REGISTRARS, VolunteerState
from ..volunteer_in_hand import join_teams


@action
def register_volunteer(*, actor: Actor, key: UUID | None, said: Registration) -> Volunteer:
    """Write the registration down and return it with its code. Whoever accepts volunteers there has accepted this one; any other
    waits for the community.

    A resident acts as `kernel.actor.reporter(id, community)`; the volunteer then has this id. Raises `BadInput` (see
    `Registration.checked`), `NotAllowed`, `NotFound` for a team of elsewhere, `Conflict` on `volunteer` for somebody who is
    registered in the street under this name and telephone. About 12 statements.
    """
    with deed(actor, key, "volunteer.register") as d:
        said = said.checked(d.now.astimezone(SHANGHAI).date())
        held = actor.roles_at(said.place_code)
        by_herself = Role.REPORTER in held
        if not (by_herself or held & REGISTRARS):
            raise NotAllowed(d.name, "role" if held else "scope")
        accepted = bool(held & ACCEPTERS)
        row = Volunteer(
            id=actor.id if by_herself else uuid7(),
            place_code=said.place_code,
            street_code=street_of(said.place_code),
            state=(VolunteerState.ACTIVE if accepted else VolunteerState.APPLIED).value,
            way=said.way.value,
            name=said.name,
            phone=said.phone,
            birth_year=said.birth_year,
            guardian_name=said.guardian_name,
            guardian_phone=said.guardian_phone,
            consent_at=d.now if said.guardian_consents else None,
            skills=list(said.skills),
            skill_words=said.skill_words,
            times=list(said.times),
            estate_id=said.estate_id,
            registered_at=d.now,
            registered_by=None if by_herself else actor.id,
            accepted_at=d.now if accepted else None,
            accepted_by=actor.id if accepted else None,
        )
        row.code = take_follow_code(row, FOLLOWED_AS)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError as failure:
            if "volunteer_once" not in str(failure):
                raise
            raise Conflict("volunteer") from None
        d.record(row, *join_teams(d, row, said.team_ids))
        if not accepted:
            d.announce(VolunteerApplied(row.id, row.street_code))
    return row
