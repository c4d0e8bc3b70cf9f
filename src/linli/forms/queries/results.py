"""What a survey found: every question counted, and a series of surveys laid side by side."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import Aggregate, Count, DecimalField, F, Sum

from linli.kernel.place_codes import PlaceLevel
from linli.kernel.scope import Scope
from linli.ledger.read_together import read_together
from linli.ledger.scoped import acting_in

from ..asked import Asked, asked_in_each
from ..models import Survey, SurveySheet, SurveyValue
from ..rules.question import QuestionKind, Stage
from ..rules.survey import SMALLEST_SHOWN, SurveyState
from ..rules.tally import Difference, NumberSums, Tally, differences, tally
from .find_survey import SurveyFacts, facts_of


class _Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DecimalField()


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """One question counted; `topics` are the staff's of its texts, with how many, the most first."""

    asked: Asked
    tally: Tally
    topics: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """A survey counted: `sheets` answers in all."""

    survey: SurveyFacts
    sheets: int
    questions: tuple[QuestionResult, ...]


def results_of(survey: SurveyFacts) -> Results:
    """Count every question within the caller's scope. Two statements whatever the number of questions."""
    return results_of_each([survey])[0]


def results_of_each(surveys: list[SurveyFacts]) -> list[Results]:
    """Count several surveys within the caller's scope. Two statements however many; none for none."""
    if not surveys:
        return []
    asked = asked_in_each([one.key for one in surveys])
    here = {"street_code__in": {one.key.street_code for one in surveys}, "survey_id__in": [one.id for one in surveys]}
    values, pair = SurveyValue.objects.filter(**here).order_by(), ("survey_id", "question_id")
    chosen, told, summed, written, counted = read_together(
        values.exclude(choice="").values_list(*pair, "choice").annotate(n=Count("id")),
        values.values_list(*pair).annotate(n=Count("sheet_id", distinct=True)),
        values.filter(number__isnull=False)
        .values_list(*pair)
        .annotate(n=Count("id"), total=Sum("number"), squares=Sum(F("number") * F("number")), median=_Median("number")),
        values.exclude(text=b"").values_list(*pair, "topic").annotate(n=Count("id")),
        SurveySheet.objects.filter(**here).order_by().values_list("survey_id").annotate(n=Count("id")),
    )
    counts: dict[tuple[UUID, UUID], dict[str, int]] = defaultdict(dict)
    for survey, question, choice, n in chosen:
        counts[survey, question][choice] = n
    answered = {(survey, question): n for survey, question, n in told}
    numbers = {
        (survey, question): NumberSums(n, total, squares, _rounded(median))
        for survey, question, n, total, squares, median in summed
    }
    topics: dict[tuple[UUID, UUID], list[tuple[str, int]]] = defaultdict(list)
    for survey, question, topic, n in written:
        topics[survey, question].append((topic, n))
    sheets = dict(counted)
    return [
        Results(
            survey,
            sheets.get(survey.id, 0),
            tuple(
                QuestionResult(
                    one,
                    tally(
                        one.wording,
                        answered.get((survey.id, one.id), 0),
                        counts.get((survey.id, one.id), {}),
                        numbers.get((survey.id, one.id)),
                    ),
                    tuple(sorted(topics[survey.id, one.id], key=lambda pair: (not pair[0], -pair[1], pair[0]))),
                )
                for one in asked[survey.id]
            ),
        )
        for survey in surveys
    ]


def public_results(survey: SurveyFacts) -> Results | None:
    """What everybody may read: of a closed survey with at least five answers. Two statements, own scope."""
    if survey.state is not SurveyState.CLOSED:
        return None
    with acting_in(Scope.of([survey.place_code])):
        found = results_of(survey)
    return found if _is_public(found) else None


@dataclass(frozen=True, slots=True)
class Compared:
    """One question of a series: its tally in each survey that asks this very wording, and what changed from the first to
    the last of them. `other_wording`: some survey of the series asks it in other words, which is not compared."""

    asked: Asked
    tallies: tuple[tuple[Stage, Tally], ...]
    changes: tuple[Difference, ...]
    other_wording: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The surveys of a series in order of their stages, each counted, and the questions two of them share."""

    surveys: tuple[Results, ...]
    compared: tuple[Compared, ...]

    def at(self, stage: Stage) -> Results | None:
        """The survey of a stage, the latest where there are several."""
        return next((one for one in reversed(self.surveys) if one.survey.stage is stage), None)


def series_of(series_id: UUID, place_code: str, *, public: bool = False) -> Series:
    """The series of a project, counted within the scope of its place. With `public` only what everybody may read: closed
    surveys with at least five answers are counted, of others there is only the name. Nine
    statements however many surveys."""
    rows = Survey.public.filter(street_code=int(place_code[:9]), series_id=series_id)
    if public:
        rows = rows.exclude(state=SurveyState.DRAFT.value)
    order = list(Stage)
    facts = sorted(map(facts_of, rows[:12]), key=lambda one: (order.index(one.stage), one.first_on, one.id))
    with acting_in(Scope.of([place_code[: PlaceLevel.COMMUNITY]])):
        found = results_of_each(facts)
    counted = [Results(one.survey, one.sheets, ()) if public and not _is_public(one) else one for one in found]
    return Series(tuple(counted), tuple(_compare(counted)))


def _is_public(found: Results) -> bool:
    return found.survey.state is SurveyState.CLOSED and found.sheets >= SMALLEST_SHOWN


def _compare(counted: list[Results]) -> list[Compared]:
    met: dict[str, list[tuple[Stage, QuestionResult]]] = defaultdict(list)
    for one in counted:
        for question in one.questions:
            met[question.asked.code].append((one.survey.stage, question))
    found = []
    for times in met.values():
        first = times[0][1]
        same = [(stage, one) for stage, one in times if one.asked.id == first.asked.id]
        if len(same) < 2 or first.asked.wording.kind is QuestionKind.TEXT:
            continue
        tallies = tuple((stage, one.tally) for stage, one in same)
        changes = tuple(differences(first.asked.wording, tallies[0][1], tallies[-1][1]))
        found.append(Compared(first.asked, tallies, changes, len(same) < len(times)))
    return found


def _rounded(value: Decimal | float | None) -> Decimal | None:
    return None if value is None else round(Decimal(str(value)), 2)
