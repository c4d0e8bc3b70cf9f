"""What a survey is to be, as a door hands it in, and how it is written down. Takes part in the caller's deed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import PlaceLevel
from linli.kernel.plain_text import read_words
from linli.ledger.deed import DeedInHand
from linli.places.models import Estate

from .models import Question, Survey, SurveyQuestion
from .rules.question import Stage
from .rules.survey import Channel, OncePer, Period, groups_between

MOST_QUESTIONS = 60


@dataclass(frozen=True, slots=True)
class SurveyPlan:
    """A survey before it is opened. `place_code` is a community; without estates it asks all of it. `questions` are
    versions of the bank in the order asked, `required` those that must be answered."""

    place_code: str
    title: str
    purpose: str
    consent: str
    once_per: OncePer
    channels: tuple[Channel, ...]
    first_on: date
    last_on: date
    questions: tuple[UUID, ...]
    required: tuple[UUID, ...] = ()
    estate_ids: tuple[UUID, ...] = ()
    age_first: int | None = None
    age_last: int | None = None
    asks_age: bool = True
    series_id: UUID | None = None
    stage: Stage | None = None


def write_plan(d: DeedInHand, survey: Survey, plan: SurveyPlan) -> None:
    """Let the unsaved or locked draft be as planned. About five statements.

    Raises `BadInput` on `title`, `purpose`, `consent`, `place`, `last_on`, `channels`, `estates`, `age_last`, `stage`, and on
    `questions`: `empty`, `too_many`, `unknown`, `other_version` (a survey of the same series asks another wording of it).
    """
    period = Period(plan.first_on, plan.last_on).checked(d.now.astimezone(SHANGHAI).date())
    if len(plan.place_code) != PlaceLevel.COMMUNITY:
        raise BadInput("place", "not_a_community")
    if not plan.channels:
        raise BadInput("channels", "empty")
    if not groups_between(plan.age_first, plan.age_last) or (plan.age_first or 0) > (plan.age_last or 200):
        raise BadInput("age_last", "out_of_order")
    if (plan.series_id is None) != (plan.stage is None):
        raise BadInput("stage", "without_series")
    survey.title = read_words(plan.title, "title", 80)
    survey.purpose = read_words(plan.purpose, "purpose", 200)
    survey.consent = read_words(plan.consent, "consent", 400)
    survey.once_per, survey.asks_age = plan.once_per.value, plan.asks_age
    survey.age_first, survey.age_last = plan.age_first, plan.age_last
    survey.channels = [one.value for one in Channel if one in plan.channels]
    survey.first_on, survey.last_on = period.first_on, period.last_on
    survey.series_id, survey.stage = plan.series_id, plan.stage.value if plan.stage else ""
    survey.estate_ids = _estates(plan)
    questions = _questions(plan)
    survey.save()
    SurveyQuestion.objects.filter(street_code=survey.street_code, survey=survey).delete()
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(
            place_code=survey.place_code,
            street_code=survey.street_code,
            survey=survey,
            position=number,
            question_id=one.id,
            code=one.code,
            required=one.id in plan.required,
        )
        for number, one in enumerate(questions, start=1)
    )


def _estates(plan: SurveyPlan) -> list[str]:
    wanted = set(plan.estate_ids)
    if not wanted:
        return []
    here = Estate.public.filter(street_code=int(plan.place_code[:9]), place_code__startswith=plan.place_code)
    known = set(here.filter(id__in=wanted).values_list("id", flat=True))
    if known != wanted:
        raise BadInput("estates", "unknown")
    return sorted(str(one) for one in known)


def _questions(plan: SurveyPlan) -> list[Question]:
    if not plan.questions:
        raise BadInput("questions", "empty")
    if len(plan.questions) > MOST_QUESTIONS:
        raise BadInput("questions", "too_many", len(plan.questions))
    bank = Question.objects.in_bulk(list(plan.questions))
    found = [bank[id] for id in dict.fromkeys(plan.questions) if id in bank]
    mine = [one for one in found if plan.place_code.startswith(one.prefix)]
    if len(mine) != len(set(plan.questions)) or len({one.code for one in mine}) != len(mine):
        raise BadInput("questions", "unknown")
    if plan.series_id is not None:
        asked = dict(
            SurveyQuestion.public.filter(
                survey__in=Survey.public.filter(series_id=plan.series_id).exclude(stage=plan.stage.value).values("id"),
                code__in=[one.code for one in mine],
            ).values_list("code", "question_id")
        )
        other = [one.text for one in mine if asked.get(one.code, one.id) != one.id]
        if other:
            raise BadInput("questions", "other_version", other[0])
    return mine
