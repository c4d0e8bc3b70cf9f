"""A survey is drafted."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed

from ..models import Survey
from ..rules.survey import KEEPERS, SurveyState
from ..survey_plan import SurveyPlan, write_plan


@action
def draft_survey(*, actor: Actor, key: UUID | None, plan: SurveyPlan) -> Survey:
    """Write the draft; nobody can answer yet. Raises `NotAllowed` and what `write_plan` raises."""
    with deed(actor, key, "survey.draft") as d:
        d.allow(KEEPERS, "survey.draft", on=plan.place_code)
        survey = Survey(
            place_code=plan.place_code,
            street_code=street_of(plan.place_code),
            state=SurveyState.DRAFT.value,
            drafted_at=d.now,
            drafted_by=actor.id,
        )
        write_plan(d, survey, plan)
        d.record(survey)
    return survey
