"""A survey is opened: from its first day on it may be answered, and nothing of it changes any more."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import SurveyOpened
from ..models import Survey
from ..rules.survey import KEEPERS, Period, SurveyState


@action
def open_survey(*, actor: Actor, key: UUID | None, survey: RowKey) -> Survey:
    """Open the draft. Raises `WrongState` for any other, `BadInput` on `last_on` where its days are over, `NotAllowed`."""
    with deed(actor, key, "survey.open") as d:
        row = d.lock(Survey, survey)
        d.allow(KEEPERS, "survey.open", on=row)
        if row.state != SurveyState.DRAFT.value:
            raise WrongState("survey.open", row.state)
        Period(row.first_on, row.last_on).checked(d.now.astimezone(SHANGHAI).date())
        row.state, row.opened_at = SurveyState.OPEN.value, d.now
        row.save(update_fields=["state", "opened_at"])
        d.record(row)
        d.announce(SurveyOpened(row.id, row.street_code))
    return row
