"""Two answers of one dwelling at the same moment: one counts, the other is told; the database holds it too."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from linli.forms.actions.answer_survey import answer_survey
from linli.forms.models import SurveyReturn, SurveySheet
from linli.forms.rules.survey import Channel
from linli.forms.take_sheet import Respondent
from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.at_once import at_once, winner_and_loser
from tests.forms import surveys
from tests.small_community import make_small_community

ROUNDS = 15


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_two_answers_of_a_dwelling_at_once_one_counts(town):
    home = town.dwellings[0]
    for _ in range(ROUNDS):
        survey = surveys.opened(town, "reno.overall")
        _, refusal = winner_and_loser(
            at_once(
                *(
                    partial(
                        answer_survey,
                        actor=reporter(uuid4(), town.code),
                        key=uuid4(),
                        survey=survey.key,
                        who=Respondent(home.key),
                        sheet=surveys.sheet(survey, reno_overall=mark),
                        channel=Channel.PAGE,
                    )
                    for mark in (1, 5)
                )
            )
        )
        assert isinstance(refusal, Conflict)
        with acting_in(Scope.everything()):
            assert SurveyReturn.objects.filter(survey_id=survey.id).count() == 1
            assert SurveySheet.objects.filter(survey_id=survey.id).count() == 1
