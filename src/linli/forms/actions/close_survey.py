"""A survey is closed, by hand or by the platform after its last day; its results are public."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import SurveyClosed
from ..models import Survey
from ..rules.survey import KEEPERS, SurveyState


@action
def close_survey(*, actor: Actor, key: UUID | None, survey: RowKey) -> Survey:
    """Close the open survey. Raises `WrongState` for any other, `NotAllowed`."""
    with deed(actor, key, "survey.close") as d:
        row = d.lock(Survey, survey)
        d.allow(KEEPERS | {Role.SYSTEM}, "survey.close", on=row)
        if row.state != SurveyState.OPEN.value:
            raise WrongState("survey.close", row.state)
        row.state, row.closed_at = SurveyState.CLOSED.value, d.now
        row.save(update_fields=["state", "closed_at"])
        d.record(row)
        d.announce(SurveyClosed(row.id, row.street_code))
    return row
