"""蒲江社区: two renovations in estates without a property firm, asked about before, during and after (practices.md C6)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from uuid import UUID

from linli.alliance.models import Project
from linli.alliance.rules.project_figures import MoneySource, QuantityUnit
from linli.alliance.rules.project_loop import ProjectState
from linli.forms.actions.answer_survey import answer_survey
from linli.forms.actions.close_survey import close_survey
from linli.forms.actions.draft_survey import draft_survey
from linli.forms.actions.open_survey import open_survey
from linli.forms.asked import asked_in
from linli.forms.models import Question
from linli.forms.rules.question import QuestionKind, Stage
from linli.forms.rules.survey import AgeGroup, Channel, OncePer
from linli.forms.survey_plan import SurveyPlan
from linli.forms.take_sheet import Respondent, Sheet
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.people.models import Household

from .acting import actors_of, ago, deed_key, resident
from .elsewhere import FIRE_ESTATES, PARKING_ESTATES, PUJIANG, PUJIANG_COMMUNITY
from .load_elsewhere import estate_id
from .load_places import Progress
from .load_projects import ProjectStory, carry_out
from .plan import dice

PARKING_PLACES, MARKED_METRES = "301", "1121.5"
"""Published: parking places drawn, metres of lanes marked for bicycles."""

PARKING = ProjectStory(
    "老旧小区停车整治", "专家到现场量地规划，划清车位和非机动车道，乱停不再堵门。", ProjectState.MAINTAINED, 240, PARKING_ESTATES,
    (("标线和地坪", MoneySource.FISCAL, 268_000, 254_600), ("标牌", MoneySource.PARTNERS, 12_000, 11_400)),
    (("停车位", QuantityUnit.PIECE, "290", PARKING_PLACES), ("非机动车标线", QuantityUnit.METRE, "1100", MARKED_METRES)),
    (("现场勘测", 200, 201), ("划线", 150, 149), ("完工", 120, 121)), (5, 4, 5, 5, 4),
)  # fmt: skip
FIRE = ProjectStory(
    "老旧小区消防隐患整改", "打通消防通道，换灭火器，清楼道杂物，逐户上门说明。", ProjectState.ACCEPTED, 180, FIRE_ESTATES,
    (("器材", MoneySource.FISCAL, 96_000, 93_100),), (("灭火器", QuantityUnit.SET, "252", "252"), ("消防通道标线", QuantityUnit.METRE, "640", "655")),
    (("清楼道", 140, 139), ("换器材", 90, 92), ("验收前检查", 60, 61)), (5, 5, 4),
)  # fmt: skip

ASKED = {
    Stage.BEFORE: ("reno.overall", "reno.parking", "reno.night_parking", "reno.roads", "reno.safety", "reno.first"),
    Stage.DURING: ("reno.overall", "reno.parking", "reno.plan", "reno.told", "reno.bother"),
    Stage.AFTER: ("reno.overall", "reno.parking", "reno.night_parking", "reno.roads", "reno.safety", "reno.solved"),
}
"""Questions of the bank in each of the three surveys: the shared ones are compared."""

WHEN = {Stage.BEFORE: (235, 222, 14), Stage.DURING: (190, 178, 10), Stage.AFTER: (12, -6, 16)}
"""Days ago a survey opened and closes, and how many answered by the page."""

HOW_WELL = {Stage.BEFORE: (1, 2, 2, 3), Stage.DURING: (2, 3, 3, 4), Stage.AFTER: (3, 4, 4, 5)}

SAYS_YES = {Stage.BEFORE: 0.3, Stage.DURING: 0.6, Stage.AFTER: 0.85}


def load_pujiang(progress: Progress) -> None:
    """Both projects by the real deeds; the three surveys of the first with answers, the last one running."""
    with acting_in(Scope.everything()):
        if Project.objects.filter(street_code=int(PUJIANG[:9])).exists():
            return
    actors = actors_of(("pujiang", "pujiang_shuji"))
    staff, lead = actors["pujiang"], actors["pujiang_shuji"]
    places = {name: estate_id(PUJIANG_COMMUNITY, name) for name in (*PARKING_ESTATES, *FIRE_ESTATES)}
    parking = carry_out(staff, lead, PUJIANG, PARKING, [places[name] for name in PARKING_ESTATES])
    carry_out(staff, lead, PUJIANG, FIRE, [places[name] for name in FIRE_ESTATES])
    answers = _ask_three_times(staff, parking.id, tuple(places[name] for name in PARKING_ESTATES))
    progress(f"改造项目 2 个，问需、问计、问效收到 {answers} 份")


def _ask_three_times(staff: Actor, project: UUID, estates: tuple[UUID, ...]) -> int:
    with acting_in(Scope.everything()):
        homes = list(
            Household.objects.filter(street_code=int(PUJIANG[:9]), dwelling__building__estate_id__in=estates).order_by(
                "id"
            )[:80]
        )
    count = 0
    for stage, (opened, closed, answered) in WHEN.items():
        first_on, last_on = ago(opened).date(), ago(closed).date()
        survey = _open(staff, project, estates, stage, first_on, last_on)
        chance = dice("survey", stage)
        for number, home in enumerate(chance.sample(homes, answered)):
            with clock.at(min(ago(opened, 18) + timedelta(days=number % 6), clock.now())):
                answer_survey(
                    actor=resident(PUJIANG, "answers", stage, number), key=deed_key("answers", stage, number), survey=survey,
                    who=Respondent(dwelling=RowKey(home.street_code, home.dwelling_id)),
                    sheet=_sheet(survey, stage, chance), channel=Channel.PAGE,
                )  # fmt: skip
            count += 1
        if closed > 0:
            with clock.at(ago(closed - 1)):
                close_survey(actor=staff, key=deed_key("closes survey", stage), survey=survey)
    return count


def _open(
    staff: Actor, project: UUID, estates: tuple[UUID, ...], stage: Stage, first_on: date, last_on: date
) -> RowKey:
    bank = {one.code: one.id for one in Question.objects.filter(code__in=ASKED[stage], prefix="")}
    plan = SurveyPlan(
        PUJIANG, f"停车整治{stage.long}", "改之前听大家要什么，改的时候商量怎么改，改完听大家满不满意。",
        "只用于这个项目，按户收一份，看不出是谁答的。", OncePer.DWELLING, (Channel.PAGE, Channel.DOOR, Channel.PAPER), first_on, last_on,
        tuple(bank[code] for code in ASKED[stage]), estate_ids=estates, series_id=project, stage=stage,
    )  # fmt: skip
    with clock.at(ago((clock.today() - first_on).days, 9)):
        survey = draft_survey(actor=staff, key=deed_key("survey", stage), plan=plan)
        open_survey(actor=staff, key=deed_key("opens survey", stage), survey=survey.key)
    return survey.key


def _sheet(survey: RowKey, stage: Stage, chance: Random) -> Sheet:
    given: list[tuple[int, tuple[str, ...]]] = []
    for one in asked_in(survey):
        known = [value for value, _words in one.wording.choices]
        match one.wording.kind:
            case QuestionKind.SCALE:
                value = str(chance.choice(HOW_WELL[stage]))
            case QuestionKind.YES_NO:
                value = known[0] if chance.random() < SAYS_YES[stage] else known[1]
            case _:
                value = chance.choice(known[:5])
        given.append((one.position, (value,)))
    return Sheet(given, chance.choice(list(AgeGroup)[1:4]).value)
