"""Who is told of surveys: those at the doors that one is open, who drafted it that it is over. Idempotent."""

from __future__ import annotations

from linli.accounts.tell import tell
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import scope_condition
from linli.teams.models import Post

from .events import SurveyClosed, SurveyOpened
from .models import Survey
from .rules.survey import AT_THE_DOOR, Channel


def tell_the_doors(event: SurveyOpened) -> None:
    """Officers and captains of the place learn of a survey that is also asked at the door."""
    with acting_in(Scope.everything()):
        survey = Survey.objects.get(street_code=event.street_code, id=event.survey_id)
        if Channel.DOOR.value not in survey.channels:
            return
        posts = Post.public.filter(
            scope_condition(survey.place_code),
            role__in=[role.value for role in AT_THE_DOOR],
            closed_at__isnull=True,
            holder_id__isnull=False,
        )
        _tell(set(posts.values_list("holder_id", flat=True)), "survey_opened", survey)


def tell_of_the_end(event: SurveyClosed) -> None:
    """Who drafted the survey learns that its results are there."""
    with acting_in(Scope.everything()):
        survey = Survey.objects.get(street_code=event.street_code, id=event.survey_id)
        _tell({survey.drafted_by}, "survey_closed", survey)


def _tell(users: set, kind: str, survey: Survey) -> None:
    if users:
        facts = {"subject": survey.title, "last_on": survey.last_on.isoformat()}
        tell(users, kind, survey, facts, f"{kind} {survey.id}")
