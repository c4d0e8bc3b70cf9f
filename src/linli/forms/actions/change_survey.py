"""A draft is changed. What has been opened is never changed: answers to different questions cannot be added up."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Survey
from ..rules.survey import KEEPERS, SurveyState
from ..survey_plan import SurveyPlan, write_plan


@action
def change_survey(*, actor: Actor, key: UUID | None, survey: RowKey, plan: SurveyPlan) -> Survey:
    """Let the draft be as planned. Raises `WrongState` once it was opened, `NotAllowed`, and what `write_plan` raises."""
    with deed(actor, key, "survey.change") as d:
        row = d.lock(Survey, survey)
        d.allow(KEEPERS, "survey.change", on=row)
        if row.state != SurveyState.DRAFT.value:
            raise WrongState("survey.change", row.state)
        if plan.place_code != row.place_code:
            raise BadInput("place", "moved")
        write_plan(d, row, plan)
        d.record(row)
    return row
