"""Surveys brought to any state by real deeds, for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from linli.forms.actions.answer_survey import answer_survey
from linli.forms.actions.draft_survey import draft_survey
from linli.forms.actions.open_survey import open_survey
from linli.forms.asked import asked_in
from linli.forms.models import Question, Survey
from linli.forms.queries.find_survey import SurveyFacts, facts_of
from linli.forms.rules.question import QuestionKind
from linli.forms.rules.survey import Channel, OncePer
from linli.forms.survey_plan import SurveyPlan
from linli.forms.take_sheet import Respondent, Sheet
from linli.kernel import clock
from linli.kernel.actor import reporter

CONSENT = "答案只用于改造，不记姓名；谁答了、答了什么分开保存。"


def question(code: str) -> UUID:
    return Question.objects.get(code=code, prefix="").id


def plan(town: Any, codes: tuple[str, ...] = ("reno.overall", "reno.wants", "reno.say"), **changed: Any) -> SurveyPlan:
    today = clock.today()
    given = {
        "place_code": town.code,
        "title": "湖东苑改造问需",
        "purpose": "看看大家最想改什么",
        "consent": CONSENT,
        "once_per": OncePer.DWELLING,
        "channels": tuple(Channel),
        "first_on": today,
        "last_on": today + timedelta(days=14),
        "questions": tuple(question(code) for code in codes),
        "estate_ids": (town.estate_a.id,),
        **changed,
    }
    return SurveyPlan(**given)


def drafted(town: Any, *codes: str, **changed: Any) -> Survey:
    chosen = plan(town, codes, **changed) if codes else plan(town, **changed)
    return draft_survey(actor=town.actor("staff"), key=uuid4(), plan=chosen)


def opened(town: Any, *codes: str, **changed: Any) -> Survey:
    return open_survey(actor=town.actor("staff"), key=uuid4(), survey=drafted(town, *codes, **changed).key)


def facts(survey: Survey) -> SurveyFacts:
    return facts_of(Survey.public.get(id=survey.id))


def sheet(survey: Survey, **by_code: Any) -> Sheet:
    """Answers by code, `reno.overall` written `reno_overall`; whatever is not named is left open."""
    given = {code.replace("_", ".", 1): value for code, value in by_code.items() if code != "age"}
    answers = tuple(
        (one.position, tuple(str(v) for v in (value if isinstance(value, list) else [value])))
        for one in asked_in(survey.key)
        for code, value in given.items()
        if code == one.code
    )
    return Sheet(answers, by_code.get("age", ""))


def answer(town: Any, survey: Survey, dwelling: Any, key: UUID | None = None, **by_code: Any) -> None:
    """A resident answers for her dwelling on the page."""
    answer_survey(
        actor=reporter(uuid4(), town.code),
        key=key or uuid4(),
        survey=survey.key,
        who=Respondent(dwelling.key),
        sheet=sheet(survey, **by_code),
        channel=Channel.PAGE,
    )


def any_answer(kind: QuestionKind) -> str:
    return {"number": "1", "text": "很好", "yes_no": "yes"}.get(kind.value, "1")


def question_of(town: Any, code: str) -> UUID:
    """The town's own current version of a question."""
    return Question.objects.get(code=code, prefix=town.code, replaced_at__isnull=True).id
