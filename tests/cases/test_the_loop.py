"""The loop on the database: the main line and its bypasses, by the real deeds."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.cases.actions.add_entry import add_entry
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.jobs import sweep_alarms
from linli.cases.matter import Source
from linli.cases.models import Assignment, Case, Entry, Step
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.errors import Conflict, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.limits import Limit
from linli.kernel.scope import Scope
from linli.ledger.models import FollowCode, OutboxMessage
from linli.ledger.scoped import acting_in
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do, read_again
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    loop.make_categories()
    return make_small_community()


def test_the_main_line_ends_rated_and_closed(town):
    case = loop.closed(town)
    assert (case.state, case.solved, case.satisfaction) == ("closed", True, "satisfied")
    with acting_in(Scope.everything()):
        deeds = list(Step.objects.filter(case=case).order_by("at", "id").values_list("deed", flat=True))
        assert not Assignment.objects.filter(case=case, ended_at__isnull=True).exists()
    assert deeds == ["raise", "file", "dispatch", "accept", "record_contact", "feed_back", "pass_inspection", "rate"]
    assert OutboxMessage.objects.filter(topic="CaseMoved").count() == 7


def test_filing_starts_both_clocks_of_the_category(town):
    case = loop.filed(town)
    assert (case.response_limit, case.handle_limit) == ("2wh", "4wh")
    assert case.filed_at < case.response_due_at < case.handle_due_at
    assert case.alarm_at < case.handle_due_at


def test_the_handler_may_not_inspect_his_own_work(town):
    case = loop.fed_back(town)
    with pytest.raises(NotAllowed, match="handler"):
        do(town, "officer_a", case, Deed.PASS_INSPECTION)


def test_a_reasoned_no_reopens_the_case_with_new_clocks(town):
    case = loop.calling_back(town)
    case = by_reporter(case, Deed.RATE, {"resolved": False, "satisfaction": "dissatisfied", "reason": "还在漏"})
    assert (case.state, case.reopenings, case.lead_post_id) == ("reopened", 1, None)
    with pytest.raises(NotAllowed):
        do(town, "staff2", case, Deed.DISPATCH, {"lead": town.posts["officer_a"].id})
    assert do(town, "staff", case, Deed.DISPATCH, {"lead": town.posts["officer_a"].id}).state == "dispatched"


def test_the_second_return_goes_to_consultation_and_the_first_receiver_leads(town):
    case = do(town, "officer_a", loop.dispatched(town), Deed.RETURN, {"reason": "不在本网格"})
    assert (case.state, case.lead_title) == ("returned", "")
    case = do(town, "staff", case, Deed.DISPATCH, {"lead": town.posts["firm"].id})
    case = do(town, "firm", case, Deed.RETURN, {"reason": "不归物业"})
    assert case.state == "consulting"
    case = do(town, "staff", case, Deed.CONCLUDE_CONSULTATION, {"minutes": "无人认领", "nobody_owns": True})
    assert (case.state, case.lead_post_id) == ("dispatched", town.posts["officer_a"].id)


def test_departments_come_to_the_whistle_and_their_arrival_is_kept(town):
    case = loop.handling(town)
    given = {"kind": "joint_enforcement", "departments": {town.posts["chengguan"].id, town.posts["zhujian"].id}}
    case = do(town, "officer_a", case, Deed.WHISTLE, given)
    assert (case.state, case.was_whistled) == ("whistled", True)
    case = do(town, "chengguan", case, Deed.RESPOND)
    assert case.state == "joined"
    with acting_in(Scope.everything()):
        arrivals = dict(Assignment.objects.filter(case=case, part="called").values_list("post_title", "arrived_at"))
    assert arrivals["城管联络员"] is not None
    assert arrivals["住建联络员"] is None
    with pytest.raises(NotAllowed):
        do(town, "water", case, Deed.RESPOND)


def test_the_ab_partner_covers_the_other_grid(town):
    case = do(town, "officer_b", loop.dispatched(town, to="officer_a"), Deed.ACCEPT)
    assert case.state == "accepted"


def test_an_extension_needs_another_person_and_is_granted_once(town):
    case = loop.handling(town)
    due = case.handle_due_at
    given = {"reason": "配件未到", "extension": Limit.parse("4wh")}
    case = do(town, "officer_a", case, Deed.ASK_EXTENSION, given)
    assert case.proposed == "extension"
    case = do(town, "staff", case, Deed.GRANT_EXTENSION)
    assert case.handle_due_at > due
    assert (case.is_extended, case.proposed) == (True, "")
    with pytest.raises(NotAllowed):
        do(town, "officer_a", case, Deed.ASK_EXTENSION, given)


def test_a_suspension_stops_the_clock_and_resumes_with_what_was_left(town):
    case = loop.handling(town)
    due = case.handle_due_at
    day = clock.today() + timedelta(days=20)
    case = do(town, "lead", case, Deed.SUSPEND, {"reason": "等雨季过", "review_on": day})
    assert (case.state, case.review_on) == ("suspended", day)
    with clock.at(clock.now() + timedelta(days=7)):
        case = do(town, "staff", case, Deed.RESUME)
    assert case.state == "handling"
    assert case.handle_due_at > due
    assert case.paused_at is None


def test_only_the_reporter_withdraws(town):
    case = loop.raised(town)
    with pytest.raises((NotAllowed, WrongState)):
        do(town, "staff", case, Deed.WITHDRAW)
    assert by_reporter(case, Deed.WITHDRAW).state == "withdrawn"


def test_the_same_matter_from_two_sides_is_one_case_with_two_entries(town):
    case = loop.raised(town)
    add_entry(
        actor=town.actor("captain"),
        key=uuid4(),
        case=case.key,
        matter=loop.a_matter(
            town, source=Source.CAPTAIN, body="一号楼地下室积水发臭", post_id=town.posts["captain"].id
        ),
    )
    with acting_in(Scope.everything()):
        assert Entry.objects.filter(case=case).count() == 2
    case = by_reporter(case, Deed.WITHDRAW)
    assert case.state == "reported"


def test_a_merged_case_points_at_the_one_that_goes_on(town):
    first, second = loop.raised(town), loop.raised(town)
    merge_case(actor=town.actor("staff"), key=uuid4(), case=second.key, into=first.key)
    second = read_again(second)
    assert (second.state, second.merged_into_id) == ("merged", first.id)
    with pytest.raises((Conflict, NotAllowed, WrongState)):
        merge_case(actor=town.actor("staff"), key=uuid4(), case=first.key, into=second.key)


def test_who_raised_a_merged_matter_rates_the_case_that_goes_on(town):
    other = loop.raised(town)
    case = loop.fed_back(town)
    merge_case(actor=town.actor("staff"), key=uuid4(), case=other.key, into=case.key)
    case = do(town, "staff2", case, Deed.PASS_INSPECTION)
    case = do(town, loop.the_reporter(other), case, Deed.RATE, {"resolved": True, "satisfaction": "satisfied"})
    assert case.state == "closed"


def test_the_officer_settles_a_simple_matter_on_the_spot(town):
    case = settle_on_the_spot(
        actor=town.actor("officer_a"),
        key=uuid4(),
        matter=loop.a_matter(town, source=Source.OFFICER),
        category="0301",
        result="当场清走",
    )
    case = read_again(case)
    assert (case.state, case.is_self_closed, case.answer) == ("self_closed", True, "当场清走")


def test_two_persons_find_a_demand_unreasonable_and_a_third_hears_the_appeal(town):
    case = do(town, "staff", loop.filed(town), Deed.PROPOSE_UNREASONABLE, {"reason": "要求没有依据"})
    with pytest.raises(NotAllowed):
        do(town, "staff", case, Deed.CONFIRM_UNREASONABLE, {"reason": "同意"})
    case = do(town, "street_staff", case, Deed.CONFIRM_UNREASONABLE, {"reason": "经复核无依据"})
    assert case.state == "unreasonable"
    case = by_reporter(case, Deed.APPEAL, {"reason": "我有合同"})
    with pytest.raises(NotAllowed):
        do(town, "street_staff", case, Deed.GRANT_APPEAL, {"reason": "成立"})
    assert do(town, "street_lead", case, Deed.GRANT_APPEAL, {"reason": "成立"}).state == "reopened"


def test_alarms_warn_then_climb_the_ladder_and_silence_closes(town):
    case = loop.handling(town)
    with clock.at(case.alarm_at):
        assert sweep_alarms() == 1
    assert read_again(case).alarm_step == 1
    with clock.at(case.handle_due_at + timedelta(minutes=1)):
        sweep_alarms()
        assert read_again(case).alarm_step == 2
    with clock.at(case.handle_due_at + timedelta(days=10)):
        sweep_alarms()
        assert read_again(case).alarm_step == 5
        assert read_again(case).alarm_at is None
    rated = loop.calling_back(town)
    with clock.at(clock.now() + timedelta(days=8)):
        sweep_alarms()
        assert read_again(rated).state == "closed"


def test_dispatching_to_an_officer_says_in_which_grid_it_is(town):
    case = loop.raised(town, place=loop.PlaceChosen(town.code, text="社区里"))
    case = do(town, "staff", case, Deed.FILE, {"category": "0301"})
    case = do(town, "staff", case, Deed.DISPATCH, {"lead": town.posts["officer_a"].id})
    assert case.place_code == town.grid_a
    with acting_in(Scope.everything()):
        assert set(Step.objects.filter(case=case).values_list("place_code", flat=True)) == {town.grid_a}
    assert FollowCode.objects.get(code=case.code).place_code == town.grid_a


def test_sending_a_deed_twice_does_it_once(town):
    case, key = loop.filed(town), uuid4()
    given = {"lead": town.posts["officer_a"].id}
    first, again = (
        move_case(actor=town.actor("staff"), key=key, case=case.key, deed_done=Deed.DISPATCH, given=given)
        for _ in range(2)
    )
    assert first.id == again.id


def test_a_deed_without_its_reason_is_refused_and_leaves_nothing(town):
    case = loop.raised(town)
    with pytest.raises(MissingField):
        do(town, "staff", case, Deed.REJECT)
    with acting_in(Scope.everything()):
        assert Step.objects.filter(case=case).count() == 1


def test_the_neighbouring_community_does_not_see_the_case(town):
    case = loop.raised(town)
    with pytest.raises(NotFound):
        do(town, "neighbour_staff", case, Deed.FILE, {"category": "0301"})
    with acting_in(town.actor("neighbour_staff").scope):
        assert not Case.objects.filter(id=case.id).exists()
