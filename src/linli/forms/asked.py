"""The questions of a survey as they are asked: the bank's own versions, in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from linli.ledger.read_together import read_together
from linli.ledger.street_row import RowKey

from .models import Question, SurveyQuestion
from .rules.question import Given, QuestionKind, Wording, read_answer


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a survey; `name` is its field on every form."""

    position: int
    id: UUID
    code: str
    version: int
    wording: Wording
    required: bool = False

    @property
    def name(self) -> str:
        return f"q{self.position}"


def asked_in(survey: RowKey) -> list[Asked]:
    """The questions of a survey, in order. One statement."""
    return asked_in_each([survey])[survey.id]


def asked_in_each(surveys: Iterable[RowKey]) -> dict[UUID, list[Asked]]:
    """The questions of several surveys, each in order. One statement."""
    keys = list(surveys)
    here = SurveyQuestion.public.filter(
        street_code__in={key.street_code for key in keys}, survey_id__in=[key.id for key in keys]
    )
    rows, questions = read_together(
        here.order_by("position"), Question.objects.filter(id__in=here.values("question_id"))
    )
    bank = {question.id: question for question in questions}
    found: dict[UUID, list[Asked]] = {key.id: [] for key in keys}
    for row in rows:
        question = bank[row.question_id]
        found[row.survey_id].append(
            Asked(row.position, question.id, row.code, question.version, wording_of(question), row.required)
        )
    return found


def wording_of(row: Question) -> Wording:
    """The wording a row of the bank holds."""
    options = tuple((str(value), str(words)) for value, words in row.options)
    return Wording(QuestionKind(row.kind), row.text, options, row.unit, row.low, row.high)


Answers = Sequence[tuple[int, tuple[str, ...]]]
"""What was given, as doors hand it in: position and the raw values."""


def read_answers(asked: Iterable[Asked], answers: Answers) -> dict[UUID, tuple[Given, ...]]:
    """The values by question, those left open left out. Raises `BadInput` on `q<position>`."""
    raw: Mapping[int, tuple[str, ...]] = dict(answers)
    found = {
        one.id: read_answer(one.wording, raw.get(one.position, ()), one.name, required=one.required) for one in asked
    }
    return {id: given for id, given in found.items() if given}
