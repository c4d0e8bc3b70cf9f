"""Surveys on a real database: who counts, who is missing, what nobody can find out."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.forms.actions.answer_survey import answer_survey
from linli.forms.actions.change_survey import change_survey
from linli.forms.actions.close_survey import close_survey
from linli.forms.actions.draft_survey import draft_survey
from linli.forms.actions.enter_paper import enter_paper
from linli.forms.actions.settle_paper import settle_paper
from linli.forms.actions.sort_texts import sort_texts
from linli.forms.actions.write_question import write_question
from linli.forms.jobs import close_ended_surveys
from linli.forms.models import Question, SurveyReturn, SurveySheet, SurveyValue
from linli.forms.queries.bank import bank_of
from linli.forms.queries.papers import differing_paper, papers_of
from linli.forms.queries.response import response_of
from linli.forms.queries.results import public_results, results_of, series_of
from linli.forms.queries.texts import texts_of
from linli.forms.rules.question import QuestionKind, Stage, Wording
from linli.forms.rules.survey import Channel, OncePer
from linli.forms.slip_word import slip_word
from linli.forms.take_sheet import Respondent
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.forms import surveys
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def counted(town, survey):
    with acting_in(Scope.everything()):
        return results_of(surveys.facts(survey))


def test_a_dwelling_answers_once_whatever_the_way(town):
    survey, home = surveys.opened(town), town.dwellings[0]
    surveys.answer(town, survey, home, reno_overall=2)
    with pytest.raises(Conflict, match="survey_return"):
        surveys.answer(town, survey, home, reno_overall=5)
    assert counted(town, survey).sheets == 1


def test_a_form_sent_twice_is_one_answer(town):
    survey, who, key = surveys.opened(town), reporter(uuid4(), town.code), uuid4()
    given = {
        "survey": survey.key,
        "who": Respondent(town.dwellings[0].key),
        "sheet": surveys.sheet(survey, reno_overall=3),
        "channel": Channel.PAGE,
    }
    for _ in range(2):
        answer_survey(actor=who, key=key, **given)
    assert counted(town, survey).sheets == 1


def test_nothing_leads_from_a_dwelling_to_what_it_answered(town):
    survey = surveys.opened(town)
    surveys.answer(town, survey, town.dwellings[0], reno_overall=1, reno_say="楼道灯不亮", age="60_79")
    with acting_in(Scope.everything()):
        sheet, back = SurveySheet.objects.get(), SurveyReturn.objects.get()
        lines = str(list(AuditLine.objects.values("subject_id", "changes")))
        texts = SurveyValue.objects.exclude(text=b"")
        assert str(texts.get().text) == "****"
    assert (sheet.id.version, back.mark) != (7, str(town.dwellings[0].id))
    assert str(sheet.id) not in lines
    assert "楼道灯不亮" not in lines
    assert not {"dwelling_id", "building_id"} & {field.attname for field in SurveySheet._meta.fields}


def test_by_telephone_everybody_answers_once_and_the_number_is_not_kept(town):
    survey = surveys.opened(town, once_per=OncePer.PHONE)
    give = {"survey": survey.key, "sheet": surveys.sheet(survey, reno_overall=4), "channel": Channel.QR}
    answer_survey(actor=reporter(uuid4(), town.code), key=uuid4(), who=Respondent(phone="139 0000 5678"), **give)
    with pytest.raises(Conflict):
        answer_survey(actor=reporter(uuid4(), town.code), key=uuid4(), who=Respondent(phone="13900005678"), **give)
    with pytest.raises(BadInput, match="missing"):
        answer_survey(actor=reporter(uuid4(), town.code), key=uuid4(), who=Respondent(), **give)
    with acting_in(Scope.everything()):
        assert "13900005678" not in str(SurveyReturn.objects.values().get())


def test_a_home_that_is_not_asked_does_not_answer(town):
    survey = surveys.opened(town)
    with pytest.raises(BadInput, match="not_asked"):
        surveys.answer(town, survey, town.dwellings[-1], reno_overall=1)


def test_answers_are_taken_on_the_surveys_days_alone(town):
    survey = surveys.opened(town, first_on=clock.today() + timedelta(days=1))
    with pytest.raises(WrongState, match="not_yet"):
        surveys.answer(town, survey, town.dwellings[0], reno_overall=1)
    with clock.at(clock.now() + timedelta(days=20)):
        with pytest.raises(WrongState, match="over"):
            surveys.answer(town, survey, town.dwellings[0], reno_overall=1)
        assert close_ended_surveys() == 1
        assert close_ended_surveys() == 0
        deliver()
    with acting_in(Scope.everything()):
        kinds = set(Notice.objects.values_list("user_id", "kind"))
    assert (town.users["staff"].id, "survey_closed") in kinds
    assert (town.users["officer_a"].id, "survey_opened") in kinds


def test_a_captain_answers_at_the_door_of_her_own_grid_only(town):
    survey = surveys.opened(town, estate_ids=())
    give = {"survey": survey.key, "sheet": surveys.sheet(survey, reno_overall=4), "channel": Channel.DOOR}
    captain = town.actor("captain")
    answer_survey(actor=captain, key=uuid4(), who=Respondent(town.dwellings[0].key), **give)
    with pytest.raises((NotAllowed, BadInput)):
        answer_survey(actor=captain, key=uuid4(), who=Respondent(town.dwellings[-1].key), **give)


def test_the_response_is_told_with_the_groups_that_are_missing(town):
    survey = surveys.opened(town)
    for home in town.dwellings[:2]:
        surveys.answer(town, survey, home, reno_overall=5, age="35_59")
    with acting_in(Scope.everything()):
        found = response_of(surveys.facts(survey))
    assert (found.answered, found.asked, found.percent) == (2, 4, 50)
    assert [one.name for one in found.missing_buildings] == ["湖东苑2号楼"]
    assert found.channels == {"page": 2}
    assert next(one for one in found.ages if one.id == "35_59").answered == 2


def test_what_was_opened_is_never_changed(town):
    survey = surveys.opened(town)
    with pytest.raises(WrongState):
        change_survey(actor=town.actor("staff"), key=uuid4(), survey=survey.key, plan=surveys.plan(town))


def test_a_draft_can_be_changed(town):
    survey = surveys.drafted(town)
    change_survey(
        actor=town.actor("staff"),
        key=uuid4(),
        survey=survey.key,
        plan=surveys.plan(town, ("reno.cars",), title="几辆车"),
    )
    assert surveys.facts(survey).title == "几辆车"


def test_a_changed_wording_is_a_new_version_and_is_not_compared_with_the_old(town):
    series, staff = uuid4(), town.actor("staff")
    surveys.opened(town, "reno.parking", series_id=series, stage=Stage.BEFORE)
    wording = Wording(QuestionKind.SCALE, "停车方便吗？")
    changed = write_question(
        actor=staff, key=uuid4(), place_code=town.code, wording=wording, instead_of=surveys.question("reno.parking")
    )
    assert (changed.code, changed.version) == ("reno.parking", 2)
    offered = {one.code: one for one in bank_of(town.code)}
    assert offered["reno.parking"].wording.text == "停车方便吗？"
    assert bank_of(town.neighbour_code)[1].wording.text != "停车方便吗？", "the neighbours keep the shipped wording"
    later = surveys.plan(town, (), questions=(changed.id,), series_id=series, stage=Stage.AFTER)
    with pytest.raises(BadInput, match="other_version"):
        draft_survey(actor=staff, key=uuid4(), plan=later)


def test_surveys_of_a_series_are_compared_question_by_question(town):
    series = uuid4()
    for stage, marks in ((Stage.BEFORE, (1, 2, 2)), (Stage.AFTER, (4, 5, 5))):
        survey = surveys.opened(town, "reno.parking", "reno.say", series_id=series, stage=stage)
        for home, mark in zip(town.dwellings, marks, strict=False):
            surveys.answer(town, survey, home, reno_parking=mark)
        close_survey(actor=town.actor("staff"), key=uuid4(), survey=survey.key)
    found = series_of(series, town.code)
    (parking,) = found.compared
    (change,) = parking.changes
    assert (change.base_n, change.later_n, round(change.value, 2)) == (3, 3, 3.0)
    assert change.is_clear
    assert series_of(series, town.code, public=True).compared == (), "so few answers are not published"


def test_results_are_public_once_closed_and_with_five_answers(town):
    survey = surveys.opened(town, estate_ids=())
    for home in town.dwellings[:5]:
        surveys.answer(town, survey, home, reno_wants=["1", "3"])
    assert public_results(surveys.facts(survey)) is None
    close_survey(actor=town.actor("staff"), key=uuid4(), survey=survey.key)
    shown = public_results(surveys.facts(survey))
    wants = next(one for one in shown.questions if one.asked.code == "reno.wants")
    assert [(one.count, one.n) for one in wants.tally.shares[:3]] == [(5, 5), (0, 5), (5, 5)]


def paper(town, survey, who, dwelling=None, serial="A001", **given):
    return enter_paper(
        actor=town.actor(who),
        key=uuid4(),
        survey=survey.key,
        serial=serial,
        dwelling=(dwelling or town.dwellings[0]).key,
        sheet=surveys.sheet(survey, **given),
    )


def test_a_paper_counts_when_two_people_entered_the_same(town):
    survey = surveys.opened(town)
    assert paper(town, survey, "staff", reno_overall=4).state == "once"
    assert counted(town, survey).sheets == 0
    with pytest.raises(NotAllowed, match="same_person"):
        paper(town, survey, "staff", reno_overall=4)
    slip = paper(town, survey, "staff2", reno_overall=4)
    assert (slip.state, bool(slip.entry), bool(slip.second)) == ("counted", False, False)
    assert counted(town, survey).sheets == 1
    with pytest.raises(Conflict, match="paper_slip"):
        paper(town, survey, "staff2", reno_overall=4)
    with pytest.raises(Conflict, match="survey_return"):
        surveys.answer(town, survey, town.dwellings[0], reno_overall=4)


def test_entries_that_differ_are_settled_from_the_paper(town):
    survey = surveys.opened(town)
    paper(town, survey, "staff", reno_overall=4, age="60_79")
    slip = paper(town, survey, "staff2", reno_overall=5, age="60_79")
    assert (slip.state, slip.differing) == ("differs", ["1"])
    with acting_in(town.actor("staff").scope):
        assert len(papers_of(surveys.facts(survey)).waiting) == 1
        found = differing_paper(surveys.facts(survey), slip.id)
    assert (found.first["1"], found.second["1"]) == ("4", "5")
    settle_paper(
        actor=town.actor("staff"), key=uuid4(), slip=slip.key, sheet=surveys.sheet(survey, reno_overall=5, age="60_79")
    )
    assert counted(town, survey).questions[0].tally.mean.value == 5


def test_texts_are_sorted_by_topic_and_counted(town):
    survey = surveys.opened(town)
    for home, words in zip(town.dwellings, ("灯不亮", "灯太暗", "想要车棚"), strict=False):
        surveys.answer(town, survey, home, reno_say=words)
    question = surveys.question("reno.say")
    with acting_in(town.actor("staff").scope):
        texts = texts_of(town.actor("staff"), surveys.facts(survey), question).items
    lamps = tuple(one.id for one in texts if "灯" in one.text)
    sort_texts(actor=town.actor("staff"), key=uuid4(), survey=survey.key, texts=lamps, topic="照明")
    say = next(one for one in counted(town, survey).questions if one.asked.code == "reno.say")
    assert say.topics == (("照明", 2), ("", 1))


def test_the_neighbouring_community_reaches_nothing(town):
    survey = surveys.opened(town)
    surveys.answer(town, survey, town.dwellings[0], reno_overall=4)
    with pytest.raises(NotAllowed):
        draft_survey(actor=town.actor("neighbour_staff"), key=uuid4(), plan=surveys.plan(town))
    with acting_in(town.actor("neighbour_staff").scope):
        assert results_of(surveys.facts(survey)).sheets == 0
    assert Question.objects.filter(prefix=town.neighbour_code).count() == 0


def test_with_slips_only_who_got_the_slip_answers_for_the_dwelling(town):
    survey = surveys.opened(town, "reno.overall", once_per=OncePer.SLIP)
    first, second = town.dwellings[:2]
    said = surveys.sheet(survey, reno_overall=3)
    neighbour = reporter(uuid4(), town.code)
    for word in ("", "000000", slip_word(survey.id, second.id)):
        who = Respondent(first.key, slip=word)
        with pytest.raises(BadInput, match="slip"):
            answer_survey(actor=neighbour, key=uuid4(), survey=survey.key, who=who, sheet=said, channel=Channel.PAGE)
    who = Respondent(first.key, slip=slip_word(survey.id, first.id))
    answer_survey(actor=neighbour, key=uuid4(), survey=survey.key, who=who, sheet=said, channel=Channel.PAGE)
    officer = town.actor("officer_a")
    at_the_door = Respondent(second.key)
    answer_survey(actor=officer, key=uuid4(), survey=survey.key, who=at_the_door, sheet=said, channel=Channel.DOOR)
    assert slip_word(survey.id, first.id) != slip_word(uuid4(), first.id), "another survey, another word"
