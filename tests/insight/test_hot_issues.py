"""Hot issues: the same problem of the same place, named by its own words, kept up with every new voice (practices E3, D4)."""

from __future__ import annotations

import itertools
import random
from datetime import timedelta
from uuid import uuid4

import pytest

from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.second_case import second_case
from linli.cases.models import Case, Entry
from linli.cases.rules import Deed
from linli.insight.actions.merge_issues import merge_issues
from linli.insight.actions.mute_issue import mute_issue
from linli.insight.actions.rename_issue import rename_issue
from linli.insight.actions.take_out_case import take_out_case
from linli.insight.actions.unmute_issue import unmute_issue
from linli.insight.hot_issues import Asked, hot_issues, issue_of_case, issue_page
from linli.insight.issue_jobs import hear_unheard, settle_issues
from linli.insight.issue_steps import refresh
from linli.insight.models import HotIssue, IssueTurn, KeptSpread, Telling
from linli.insight.same_matter.heat import heat_at
from linli.insight.sort_into_issue import hear_entry
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.cases.in_the_loop import a_matter, do, make_categories, raised
from tests.insight.hot_issues import LIFT, NIGHT, issues, tellings, told, told_all
from tests.small_community import NEIGHBOUR, make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    made = make_small_community()
    make_categories()
    return made


def page_of(town, issue, who="staff"):
    actor = town.actor(who)
    with acting_in(actor.scope):
        return issue_page(actor, issue.id)


def listed(town, who="staff", **asked):
    with acting_in(town.actor(who).scope):
        return hot_issues(Asked(**asked)).items


def test_neighbours_who_tell_one_problem_in_other_words_make_one_issue(town):
    told_all(town, NIGHT)
    told(town, "13911110000", LIFT)
    (found,) = issues()
    assert (found.messages, found.people) == (5, 5)
    assert "施工" in found.name
    assert "湖东苑" in found.name
    assert found.estate_id == town.estate_a.id
    assert found.place_name == "湖东苑"


def test_the_same_problem_of_another_estate_is_another_issue(town):
    told_all(town, NIGHT[:2])
    for number in (1, 2):
        told(town, f"1380000000{number}", "啤酒厂小区旁边的工地夜间施工，噪音扰民，孩子没法休息。", town.estate_b)
    assert sorted(one.estate_id for one in issues()) == sorted([town.estate_a.id, town.estate_b.id])


def test_the_same_words_after_a_year_are_a_new_matter(town):
    told_all(town, NIGHT[:2], days_apart=365)
    assert issues() == []


def test_a_repeated_event_counts_once(town):
    told_all(town, NIGHT[:2])
    with acting_in(Scope.everything()):
        entry = Entry.objects.order_by("id").last()
    hear_entry(entry.street_code, entry.id)
    (found,) = issues()
    assert found.messages == 2


def test_one_person_who_writes_again_stays_one_person(town):
    told(town, "13900001111", NIGHT[0])
    told(town, "13900001111", NIGHT[1])
    (found,) = issues()
    assert (found.messages, found.people) == (2, 1)
    assert listed(town) == []
    assert [one.messages for one in listed(town, people=1)] == [2]


def test_another_voice_of_a_known_case_is_a_voice_of_the_issue(town):
    case = told(town, "13900001111", NIGHT[0])
    matter = a_matter(town, body="我家也一样", voice=a_matter(town).voice)
    add_entry(actor=town.actor("staff"), key=uuid4(), case=case.key, matter=matter)
    deliver()
    (found,) = issues()
    assert found.people == 2


def test_merged_cases_are_one_matter_in_whatever_words(town):
    one, other = told(town, "13900001111", NIGHT[0]), told(town, "13900002222", LIFT)
    assert issues() == []
    merge_case(actor=town.actor("staff"), key=uuid4(), case=other.key, into=one.key)
    deliver()
    (found,) = issues()
    assert found.messages == 2


@pytest.mark.parametrize("seed", range(4))
def test_the_order_in_which_they_came_does_not_matter(town, seed):
    bodies = [*NIGHT, LIFT, "2号楼电梯又坏了，老人上下楼困难，三天没人修。"]
    random.Random(seed).shuffle(bodies)
    told_all(town, tuple(bodies), days_apart=0.01)
    assert [(one.messages, one.people) for one in issues()] == [(5, 5), (2, 2)]


def test_heat_counts_people_and_halves_in_half_a_month(town):
    told_all(town, NIGHT[:2], days_apart=0)
    (found,) = issues()
    now = clock.now()
    assert heat_at(found.heat_mark, now) == pytest.approx(20, rel=0.01)
    assert heat_at(found.heat_mark, now + timedelta(days=15)) == pytest.approx(10, rel=0.01)


def test_who_met_with_it_too_makes_it_hotter_by_the_root_of_their_number(town):
    cases = told_all(town, NIGHT[:2], days_apart=0)
    (found,) = issues()
    before = heat_at(found.heat_mark, clock.now())
    for case in cases:
        do(town, "staff", case, Deed.FILE, {"category": "0506"})
    for number in range(9):
        second_case(actor=reporter(uuid4(), town.code), key=uuid4(), case_id=cases[number % 2].id, mark=f"m{number}")
    deliver()
    deliver()
    (found,) = issues()
    assert (found.people, found.messages, found.votes) == (2, 2, 9), "nobody becomes a voice by it"
    assert heat_at(found.heat_mark, clock.now()) == pytest.approx(before + 9, rel=0.02), "3 × √9"
    assert listed(town)[0].votes == 9


def test_a_person_names_an_issue_and_new_messages_do_not_rename_it(town):
    told_all(town, NIGHT[:3])
    (found,) = issues()
    rename_issue(actor=town.actor("staff"), key=uuid4(), issue=found.key, name="  北门工地  夜间施工 ")
    told(town, "13933330000", NIGHT[3])
    (found,) = issues()
    assert (found.name, found.messages) == ("北门工地 夜间施工", 4)
    assert [turn.deed for turn in page_of(town, found).turns] == ["改了名称", "自动发现"]


@pytest.mark.parametrize(("name", "refusal"), [(" \x00 ", MissingField), ("长" * 61, BadInput)])
def test_a_name_is_neither_empty_nor_longer_than_a_line(town, name, refusal):
    told_all(town, NIGHT[:2])
    with pytest.raises(refusal):
        rename_issue(actor=town.actor("staff"), key=uuid4(), issue=issues()[0].key, name=name)


def test_a_message_taken_out_does_not_come_back_by_itself(town):
    cases = told_all(town, NIGHT[:3])
    (found,) = issues()
    take_out_case(actor=town.actor("staff"), key=uuid4(), issue=found.key, case_id=cases[0].id, code=cases[0].code)
    told(town, "13933330000", NIGHT[3])
    (found,) = issues()
    assert found.messages == 3
    assert {(one.issue_id, one.is_apart) for one in tellings(cases[0])} == {(None, True)}
    add_entry(actor=town.actor("staff"), key=uuid4(), case=cases[0].key, matter=a_matter(town, body=NIGHT[1]))
    deliver()
    assert issues()[0].messages == 3, "nor by another voice of it"
    with pytest.raises(NotFound):
        take_out_case(actor=town.actor("staff"), key=uuid4(), issue=found.key, case_id=cases[0].id, code=cases[0].code)


def test_two_issues_joined_by_a_person_keep_the_first_ones_address(town):
    told_all(town, NIGHT[:2])
    for number in (1, 2):
        told(town, f"1380000000{number}", "湖东苑2号楼电梯坏了，没有人来修。")
    one, other = sorted(issues(), key=lambda issue: issue.id)
    merge_issues(actor=town.actor("staff"), key=uuid4(), issue=other.key, into=one.key)
    (found,) = issues()
    assert (found.id, found.messages) == (one.id, 4)
    page = page_of(town, found)
    assert page.joined == ((other.id, other.name),)
    assert page_of(town, other).part_of == one.id
    with pytest.raises(WrongState):
        merge_issues(actor=town.actor("staff"), key=uuid4(), issue=other.key, into=one.key)
    with pytest.raises(Conflict):
        merge_issues(actor=town.actor("staff"), key=uuid4(), issue=one.key, into=one.key)


def test_two_issues_grow_together_when_a_message_ties_them(town):
    told(town, "13900000001", "湖东苑北门工地半夜施工")
    told(town, "13900000002", "湖东苑北门工地半夜施工，吵")
    with acting_in(Scope.everything()):
        rows = list(Telling.objects.order_by("id"))
        second = HotIssue(
            place_code=rows[1].place_code, opened_at=clock.now(), first_at=rows[1].at, last_at=rows[1].at,
            heat_mark=0, name="另一个", messages=1, people=1,
        )  # fmt: skip
        second.save(force_insert=True)
        Telling.objects.filter(id=rows[1].id).update(issue=second)
    first = next(one for one in issues() if one.id != second.id)
    told(town, "13900000003", "湖东苑北门工地半夜施工，吵死人")
    (found,) = issues()
    assert (found.id, found.messages) == (first.id, 3)
    with acting_in(Scope.everything()):
        turns = set(IssueTurn.objects.values_list("issue_id", "deed"))
    assert {(second.id, "joined"), (first.id, "took_over")} <= turns


def test_a_muted_issue_leaves_the_list_with_its_reason_and_comes_back(town):
    told_all(town, NIGHT[:2])
    (found,) = issues()
    with pytest.raises(MissingField):
        mute_issue(actor=town.actor("staff"), key=uuid4(), issue=found.key, reason=" ")
    mute_issue(actor=town.actor("staff"), key=uuid4(), issue=found.key, reason="工地月底完工")
    assert listed(town) == []
    assert [one.key for one in listed(town, muted=True)] == [found.key]
    unmute_issue(actor=town.actor("lead"), key=uuid4(), issue=found.key)
    assert [one.key for one in listed(town)] == [found.key]
    with pytest.raises(WrongState):
        unmute_issue(actor=town.actor("lead"), key=uuid4(), issue=found.key)


def test_each_level_sees_its_own(town):
    told_all(town, NIGHT[:2])
    assert [len(listed(town, who)) for who in ("officer_a", "staff", "street_lead", "centre")] == [1, 1, 1, 1]
    assert listed(town, "neighbour_staff") == []
    (found,) = issues()
    with pytest.raises(NotFound):
        page_of(town, found, "neighbour_staff")
    with pytest.raises(NotAllowed):
        rename_issue(actor=town.actor("officer_a"), key=uuid4(), issue=found.key, name="我起的名")
    with pytest.raises(NotFound):
        rename_issue(actor=town.actor("neighbour_staff"), key=uuid4(), issue=found.key, name="我起的名")


def test_an_issue_of_two_communities_is_the_streets(town):
    told(town, "13900000001", "学士路丁字路口没有红绿灯，学生过马路很危险", town.estate_a)
    told(town, "13900000002", "学士路丁字路口没有红绿灯，学生过马路危险")
    (found,) = issues()
    assert found.place_code == town.grid_a
    with acting_in(Scope.everything()):
        row = Telling.objects.order_by("-id").first()
        Telling.objects.filter(id=row.id).update(place_code=NEIGHBOUR + "1001", estate_id=None)
        refresh(HotIssue.objects.get(id=found.id))
    (found,) = issues()
    assert found.place_code == town.street
    assert listed(town) == []
    assert len(listed(town, "street_staff")) == 1


def test_the_page_has_days_cases_and_how_it_goes(town):
    cases = told_all(town, NIGHT, days_apart=2)
    (found,) = issues()
    page = page_of(town, found)
    assert [line.code for line, _voices in page.cases] == [case.code for case in reversed(cases)]
    assert [count for _day, count in page.days] == [1, 0, 1, 0, 1, 0, 1, 0, 1]
    assert (page.line.this_week, page.line.week_before, page.line.trend) == (4, 1, "rising")
    with acting_in(town.actor("staff").scope):
        assert issue_of_case(cases[0].key) == (found.id, found.name, 5)


def test_pages_cost_the_same_whatever_they_hold(town, django_assert_max_num_queries):
    told_all(town, NIGHT)
    (found,) = issues()
    actor = town.actor("staff")
    with acting_in(actor.scope):
        with django_assert_max_num_queries(3):
            hot_issues(Asked())
        with django_assert_max_num_queries(10):
            issue_page(actor, found.id)


def test_each_decision_is_on_the_audit_trail(town):
    told_all(town, NIGHT[:2])
    (found,) = issues()
    mute_issue(actor=town.actor("staff"), key=uuid4(), issue=found.key, reason="已约谈")
    with acting_in(Scope.everything()):
        line = AuditLine.objects.filter(deed="hot_issue.mute", subject="insight.hotissue").get()
    assert line.changes["mute_reason"] == ["", "已约谈"]


def test_what_no_event_told_of_is_heard_later_and_what_is_gone_is_let_go(town):
    first = raised(town, body=NIGHT[0])
    second = raised(town, body=NIGHT[1])
    assert hear_unheard() == 2
    assert hear_unheard() == 0
    (found,) = issues()
    assert found.messages == 2
    with acting_in(Scope.everything()):
        Entry.objects.filter(case=Case.objects.get(id=second.id)).update(withdrawn_at=clock.now())
    assert settle_issues() == 1
    (found,) = issues()
    assert found.messages == 1
    assert KeptSpread.objects.get().messages == 2
    assert tellings(first)


@pytest.mark.parametrize(
    "body",
    ["😡😡😡", "？？？", "<script>alert(1)</script>", "湖东苑\u200b北门" + "吵" * 1_900, "実(shí)在(zài)太吵了\ufeff"],
)
def test_odd_texts_are_heard_without_harm(town, body):
    told(town, "13900000001", body)
    told(town, "13900000002", body)
    assert len(issues()) <= 1


def test_traditional_characters_tell_the_same_matter(town):
    told(town, "13900000001", "湖东苑北门工地夜间施工，噪音扰民")
    told(town, "13900000002", "湖東苑北門工地夜間施工，噪音擾民")
    assert [one.people for one in issues()] == [2]


def test_all_orders_of_three(town):
    for order in itertools.permutations(NIGHT[:3]):
        with acting_in(Scope.everything()):
            Telling.objects.all().delete()
            IssueTurn.objects.all().delete()
            HotIssue.objects.all().delete()
        told_all(town, order, days_apart=0)
        assert [one.messages for one in issues()] == [3]
