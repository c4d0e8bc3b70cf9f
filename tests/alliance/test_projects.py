"""Projects on a real database: what is computed, who is told, what nobody may do."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.alliance.actions.count_turnout import count_turnout
from linli.alliance.actions.drop_project_line import LineKind, drop_project_line
from linli.alliance.actions.finish_milestone import finish_milestone
from linli.alliance.actions.follow_project import follow_project
from linli.alliance.actions.look_after_project import look_after_project
from linli.alliance.actions.rate_project import rate_project
from linli.alliance.actions.set_project_parts import PartTaken, set_project_parts
from linli.alliance.actions.set_project_places import Touched, set_project_places
from linli.alliance.actions.write_milestone import write_milestone
from linli.alliance.actions.write_project_money import write_project_money
from linli.alliance.actions.write_project_quantity import write_project_quantity
from linli.alliance.models import ProjectFollower
from linli.alliance.project_jobs import remind_of_project_looks, sweep_project_milestones
from linli.alliance.queries.project_gain import gains_of
from linli.alliance.queries.project_list import ProjectFilter, ProjectTab, project_figures, project_list
from linli.alliance.queries.project_page import project_page, public_project_page
from linli.alliance.rules.project_figures import Money, MoneySource, Quantity, QuantityUnit, TurnoutKind
from linli.alliance.rules.project_loop import ProjectDeed
from linli.cases.models import Case
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.alliance import projects
from tests.alliance.projects import do, read_again
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def told(town, who) -> list[str]:
    deliver()
    with acting_in(Scope.everything()):
        return list(Notice.objects.filter(user_id=town.users[who].id).order_by("id").values_list("kind", flat=True))


def gain_of(project):
    with acting_in(Scope.everything()):
        return gains_of([project.key])[project.id]


def test_a_project_goes_its_way_and_whoever_opened_it_hears_each_turn(town):
    project = projects.maintained(town)
    assert (project.state, project.keeper) == ("maintained", "湖畔物业")
    assert told(town, "lead") == ["project_propose"]
    assert told(town, "staff") == ["project_approve", "project_accept"], "not of what she did herself"
    steps = [turn.deed.value for turn in project_page(town.actor("staff"), project.id).turns]
    assert steps == ["propose", "approve", "start", "accept", "hand_over"]


def test_only_the_lead_decides_on_a_project(town):
    with pytest.raises(NotAllowed):
        do(town, projects.proposed(town), ProjectDeed.APPROVE, "staff")


def test_a_project_is_stopped_with_a_reason_that_is_published(town):
    project = projects.under_way(town)
    with pytest.raises(MissingField):
        do(town, project, ProjectDeed.STOP)
    project = do(town, project, ProjectDeed.STOP, reason="管线权属不清，年内不能施工")
    assert public_project_page(town.code, project.id).reason == "管线权属不清，年内不能施工"
    with pytest.raises(WrongState):
        do(town, project, ProjectDeed.START)


def test_what_was_never_decided_on_is_not_public(town):
    project = projects.proposed(town)
    with pytest.raises(NotFound):
        public_project_page(town.code, project.id)
    do(town, project, ProjectDeed.STOP, reason="与年度计划重复")
    with pytest.raises(NotFound):
        public_project_page(town.code, project.id)


def test_who_gains_is_counted_from_the_dwellings_touched(town):
    projects.settle(town, people=3)
    project = projects.proposed(town)
    gain = gain_of(project)
    assert (gain.estates, gain.buildings, gain.dwellings, gain.households, gain.people) == (2, 4, 8, 8, 24)
    only = town.buildings[0]
    set_project_places(
        actor=town.actor("staff"),
        key=uuid4(),
        project=project.key,
        touched=(Touched(only.estate_id, only.id), Touched(only.estate_id, only.id, "1")),
    )
    gain = gain_of(project)
    assert (gain.buildings, gain.dwellings, gain.people) == (1, 2, 6), "a home touched twice counts once"


def test_estates_without_a_property_firm_are_flagged_as_of_the_day_they_were_seen(town):
    project = projects.proposed(town)
    assert gain_of(project).without_firm == (("啤酒厂小区", clock.today()),)


def test_a_project_touches_only_its_own_community(town):
    with pytest.raises(NotFound):
        projects.proposed(town, estate_ids=(town.neighbour_estate.id,))
    project = projects.proposed(town)
    with pytest.raises(BadInput, match="unknown"):
        set_project_places(
            actor=town.actor("staff"),
            key=uuid4(),
            project=project.key,
            touched=(Touched(town.estate_a.id, town.buildings[-1].id),),
        )


def test_money_and_quantities_add_up(town):
    project, staff = projects.under_way(town), town.actor("staff")
    for money in (
        Money("路面", MoneySource.FISCAL, Decimal("800000"), Decimal("760000.50")),
        Money("路灯", MoneySource.FISCAL, Decimal("120000")),
        Money("车位线", MoneySource.RESIDENTS, Decimal("30100")),
    ):
        write_project_money(actor=staff, key=uuid4(), project=project.key, money=money)
    with pytest.raises(BadInput, match="twice"):
        write_project_money(
            actor=staff, key=uuid4(), project=project.key, money=Money("路灯", MoneySource.FISCAL, Decimal(1))
        )
    for quantity in (
        Quantity("停车位", QuantityUnit.PIECE, Decimal(301), Decimal(301)),
        Quantity("标线", QuantityUnit.METRE, Decimal("1121.5"), Decimal("1121.5")),
    ):
        write_project_quantity(actor=staff, key=uuid4(), project=project.key, quantity=quantity)
    page = project_page(staff, project.id)
    assert (page.money_sums.planned, page.money_sums.spent) == (Decimal("950100"), Decimal("760000.50"))
    assert [(source.value, one.planned) for source, one in page.money_by_source] == [
        ("fiscal", Decimal(920000)),
        ("residents", Decimal(30100)),
    ]
    assert [(one.item, one.done.normalize()) for one in page.quantities] == [
        ("停车位", Decimal(301)),
        ("标线", Decimal("1121.5")),
    ]
    drop_project_line(actor=staff, key=uuid4(), project=project.key, kind=LineKind.MONEY, line=page.money[0].id)
    assert len(project_page(staff, project.id).money) == 2


def test_a_late_milestone_rises_rung_by_rung_and_is_told_to_residents_once(town):
    project = projects.under_way(town)
    projects.milestone(town, project, days=0, post_id=town.posts["officer_a"].id)
    start = clock.now()
    for days, rung in ((0, 0), (1, 1), (2, 0), (4, 1), (11, 1), (12, 0), (25, 1)):
        with clock.at(start + timedelta(days=days)):
            assert sweep_project_milestones() == rung, days
            deliver()
    assert told(town, "officer_a").count("project_milestone_late") == 4
    assert told(town, "staff").count("project_milestone_late") == 2, "the desk on the first two rungs"
    assert told(town, "lead").count("project_milestone_late") == 1
    assert told(town, "street_lead").count("project_milestone_late") == 2
    late = [turn for turn in public_project_page(town.code, project.id).turns if turn.deed.value == "milestone_late"]
    assert len(late) == 1


def test_moving_a_milestones_day_asks_for_a_reason_that_everybody_reads(town):
    project = projects.under_way(town)
    row = projects.milestone(town, project)
    with pytest.raises(MissingField):
        projects.milestone(town, project, days=30, line=row.id)
    projects.milestone(town, project, days=30, line=row.id, delayed="连续降雨")
    shown = public_project_page(town.code, project.id)
    assert shown.milestones[0].delayed == "连续降雨"
    assert shown.turns[-1].deed.value == "milestone_moved"


def test_whoever_answers_for_a_milestone_says_that_it_is_done_and_nobody_else_of_the_grid(town):
    project = projects.under_way(town)
    row = projects.milestone(town, project, post_id=town.posts["officer_a"].id)
    give = {"key": uuid4(), "milestone": row.key, "done_on": clock.today()}
    with pytest.raises(NotAllowed):
        finish_milestone(actor=town.actor("captain"), **give)
    with pytest.raises(NotFound):
        finish_milestone(actor=town.actor("neighbour_staff"), **give)
    finish_milestone(actor=town.actor("officer_a"), note="全部铺完", **give)
    assert project_page(town.actor("staff"), project.id).milestones[0].note == "全部铺完"


def test_a_project_with_open_milestones_is_not_accepted(town):
    project = projects.under_way(town)
    row = projects.milestone(town, project)
    with pytest.raises(WrongState, match="open_milestones"):
        do(town, project, ProjectDeed.ACCEPT, note="合格")
    finish_milestone(actor=town.actor("staff"), key=uuid4(), milestone=row.key, done_on=clock.today())
    assert do(town, project, ProjectDeed.ACCEPT, note="合格").state == "completed"
    with pytest.raises(WrongState):
        write_milestone(
            actor=town.actor("staff"), key=uuid4(), project=project.key, title="再来一个", due_on=clock.today()
        )


def test_one_leads_and_others_help(town):
    project, staff = projects.proposed(town), town.actor("staff")
    lead = PartTaken(post_id=town.posts["staff"].id, is_lead=True)
    with pytest.raises(BadInput, match="two_leads"):
        set_project_parts(
            actor=staff, key=uuid4(), project=project.key,
            parts=(lead, PartTaken(organisation_id=town.housing.id, is_lead=True)),
        )  # fmt: skip
    set_project_parts(
        actor=staff, key=uuid4(), project=project.key,
        parts=(lead, PartTaken(organisation_id=town.housing.id, does="方案审查")),
    )  # fmt: skip
    page = project_page(staff, project.id)
    assert (page.lead.name, page.lead.holder) == ("测试社区专干", "陈静")
    assert page.parts[1].does == "方案审查"


def test_a_fault_found_afterwards_is_a_case_of_its_own(town):
    project, staff = projects.maintained(town), town.actor("staff")
    with clock.at(clock.now() + timedelta(days=31)):
        assert [remind_of_project_looks() for _ in range(2)] == [1, 0]
        assert "project_look_due" in told(town, "officer_a")
        with pytest.raises(MissingField):
            look_after_project(actor=staff, key=uuid4(), project=project.key, looked_on=clock.today(), is_fine=False)
        look = look_after_project(
            actor=staff, key=uuid4(), project=project.key, looked_on=clock.today(), is_fine=False, note="两盏路灯不亮"
        )
        with acting_in(Scope.everything()):
            assert "两盏路灯不亮" in Case.objects.get(code=look.case_code).subject
        assert read_again(project).next_look_on == clock.today() + timedelta(days=30)
        assert remind_of_project_looks() == 0


def test_residents_follow_by_a_code_and_rate_the_finished_project(town):
    project = projects.under_way(town)
    row = projects.followed(town, project)
    with pytest.raises(Conflict):
        projects.followed(town, project)
    with pytest.raises(WrongState):
        rate_project(actor=reporter(row.id, town.code), key=uuid4(), follower=row.key, rating=5)
    project = do(town, project, ProjectDeed.ACCEPT, note="合格")
    with pytest.raises(NotAllowed):
        rate_project(actor=reporter(uuid4(), town.code), key=uuid4(), follower=row.key, rating=1)
    rate_project(actor=reporter(row.id, town.code), key=uuid4(), follower=row.key, rating=4, said="晚上亮堂了")
    rating = project_page(town.actor("staff"), project.id).rating
    assert (rating.followers, rating.n, rating.mean) == (1, 1, 4.0)
    with acting_in(Scope.everything()):
        assert str(ProjectFollower.objects.get().said) == "****"


def test_nobody_follows_what_is_not_public(town):
    with pytest.raises(NotFound):
        follow_project(
            actor=reporter(uuid4(), town.code), key=uuid4(), project=projects.proposed(town).key, phone="13900005678"
        )


def test_residents_who_took_part_are_counted_not_named(town):
    project, staff = projects.under_way(town), town.actor("staff")
    give = {"actor": staff, "project": project.key, "held_on": clock.today()}
    count_turnout(key=uuid4(), kind=TurnoutKind.MEETING, people=34, words="方案说明会", **give)
    count_turnout(key=uuid4(), kind=TurnoutKind.LABOUR, people=12, **give)
    assert project_page(staff, project.id).turned_out == 46
    with pytest.raises(BadInput, match="people"):
        count_turnout(key=uuid4(), kind=TurnoutKind.LABOUR, people=0, **give)


def test_the_list_says_what_is_late_and_what_it_costs(town):
    project = projects.under_way(town)
    projects.milestone(town, project, days=-2)
    projects.proposed(town, title="加装电梯")
    write_project_money(
        actor=town.actor("staff"),
        key=uuid4(),
        project=project.key,
        money=Money("路面", MoneySource.FISCAL, Decimal(100)),
    )
    staff = town.actor("staff")
    (line,) = project_list(staff, ProjectFilter(late_only=True)).items
    assert (line.title, line.late, line.money.planned) == ("湖东苑停车和路灯改造", 1, 100)
    assert [one.title for one in project_list(staff, ProjectFilter(words="电梯")).items] == ["加装电梯"]
    assert len(project_list(staff, ProjectFilter(ProjectTab.PROPOSED)).items) == 1
    figures = project_figures(staff)
    assert (figures.late, figures.money.planned, sum(figures.counts.values())) == (1, 100, 2)
    assert project_list(town.actor("neighbour_staff"), ProjectFilter()).items == []


def test_an_officer_of_a_grid_reads_the_projects_of_her_community(town):
    project = projects.proposed(town)
    page = project_page(town.actor("officer_a"), project.id)
    assert (page.title, page.deeds, page.may_keep) == (project.title, (), False)
    with pytest.raises(NotFound):
        project_page(town.actor("neighbour_officer"), project.id)
