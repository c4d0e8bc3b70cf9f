"""Somebody answers a survey: on the page, by the card's QR code, or with an officer at the door."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed, NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Survey
from ..rules.survey import AT_THE_DOOR, KEEPERS, Channel
from ..take_sheet import Respondent, Sheet, take_sheet, target_dwelling


@action
def answer_survey(
    *, actor: Actor, key: UUID | None, survey: RowKey, who: Respondent, sheet: Sheet, channel: Channel
) -> None:
    """Count the sheet. A resident acts as `kernel.actor.reporter(id, place)` on the page; at the door an officer enters it
    for a dwelling of her own jurisdiction.

    Raises what `take_sheet` raises, `NotAllowed`, `NotFound`. About 14 statements.
    """
    with deed(actor, key, "survey.answer") as d:
        row = Survey.public.filter(street_code=survey.street_code, id=survey.id).first()
        if row is None:
            raise NotFound("survey")
        by_resident = Role.REPORTER in actor.roles
        if by_resident:
            d.allow({Role.REPORTER}, "survey.answer", on=row)
            if channel not in (Channel.PAGE, Channel.QR):
                raise NotAllowed("survey.answer", "role")
        else:
            _allow_staff(actor, row, who)
        take_sheet(d, row, who, sheet, channel, None if by_resident else actor.id)


def _allow_staff(actor: Actor, survey: Survey, who: Respondent) -> None:
    """At the door stands who has the dwelling in her own jurisdiction; a telephone is asked by whoever works there."""
    roles = AT_THE_DOOR | KEEPERS
    if who.dwelling is not None:
        if not actor.may(roles, target_dwelling(survey, who.dwelling).place_code):
            raise NotAllowed("survey.answer", "scope")
    elif not any(
        grant.role in roles
        and (grant.prefix.startswith(survey.place_code) or survey.place_code.startswith(grant.prefix))
        for grant in actor.grants
    ):
        raise NotAllowed("survey.answer", "scope")
