"""转到所属社区: a matter of another community goes there whole; and other things the loop owes to whoever waits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.actions.raise_case import raise_case
from linli.cases.actions.settle_on_the_spot import settle_on_the_spot
from linli.cases.jobs import sweep_alarms
from linli.cases.matter import PlaceChosen, Source
from linli.cases.models import Assignment, Case, Category, Entry, Step
from linli.cases.rules import Deed
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, MissingField, NotAllowed, NotFound, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import Attachment, AuditLine, FollowCode
from linli.ledger.outbox import deliver
from linli.ledger.photographs import Photograph
from linli.ledger.scoped import acting_in
from linli.places.models import Community, Division
from linli.teams.models import Post
from tests.cases import in_the_loop as loop
from tests.cases.in_the_loop import by_reporter, do, read_again
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OTHER_STREET = "341702003"
OTHER = OTHER_STREET + "001"


@pytest.fixture
def town():
    loop.make_categories()
    town = make_small_community()
    Division.objects.bulk_create(
        [Division(code=OTHER_STREET, name="秀山街道", parent_code="341702")], ignore_conflicts=True
    )
    with acting_in(Scope.everything()):
        Community.objects.create(place_code=OTHER, name="秀山社区")
    return town


def hand_over(town, who, case, place_code, **changed):
    given = {"place": PlaceChosen(place_code, text="邻家花园门口"), "reason": "地点在贵社区"} | changed
    return do(town, who, case, Deed.HAND_OVER, given)


def told(town, name):
    return set(Notice._base_manager.filter(user_id=town.users[name].id).values_list("kind", flat=True))


def test_a_filed_matter_goes_to_the_neighbours_with_its_limits_and_history(town):
    case = loop.filed(town)
    moved = hand_over(town, "staff", case, town.neighbour_code)
    assert (moved.state, moved.place_code, moved.handle_due_at) == ("filed", town.neighbour_code, case.handle_due_at)
    assert do(town, "neighbour_staff", case, Deed.ADD_NOTE, {"text": "收到"}).state == "filed"
    with pytest.raises(NotFound):
        do(town, "staff", case, Deed.ADD_NOTE, {"text": "还看得到吗"})
    with acting_in(town.actor("neighbour_staff").scope):
        steps = list(Step.objects.filter(case=moved).order_by("at", "id"))
    assert [step.deed for step in steps] == ["raise", "file", "hand_over", "add_note"]
    assert (steps[2].facts["from"], steps[2].facts["to"]) == ("测试社区第一网格", "邻近社区")


def test_the_receiving_desk_and_the_person_who_raised_it_are_told(town):
    case = loop.filed(town, source=Source.COMMUNITY)
    hand_over(town, "staff", case, town.neighbour_code)
    deliver(100)
    assert "case_hand_over" in told(town, "neighbour_staff")
    with acting_in(Scope.everything()):
        assert Step.objects.get(case=case, deed="hand_over").is_public


def test_to_another_street_everything_moves_entries_photographs_and_what_was_merged_into_it(town, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    picture = Photograph(b"\xff\xd8jpeg", 10, 10)
    case = loop.raised(town, photographs=(picture,))
    twin = loop.raised(town, photographs=(picture,))
    merge_case(actor=town.actor("staff"), key=uuid4(), case=twin.key, into=case.key)
    key, given = uuid4(), {"place": PlaceChosen(OTHER), "reason": "在秀山"}
    over = {"actor": town.actor("staff"), "key": key, "case": case.key, "deed_done": Deed.HAND_OVER, "given": given}
    first = move_case(**over)
    with acting_in(Scope.everything()):
        for model in (Case, Entry, Step, Attachment):
            rows = model.objects.exclude(street_code=int(OTHER_STREET))
            assert not rows.exists(), model.__name__
        moved = Case.objects.get(id=case.id)
        assert Case.objects.get(id=twin.id).merged_into_id == moved.id
        assert {row.place_code for row in Attachment.objects.all()} == {OTHER}
        assert Attachment.objects.count() == 2
    assert moved.street_code == int(OTHER_STREET)
    code = FollowCode.objects.get(code=case.code)
    assert (code.street_code, code.place_code) == (int(OTHER_STREET), OTHER)
    assert move_case(**over).id == first.id, "sending it again finds the first result where it is now"
    assert by_reporter(moved, Deed.SUPPLEMENT, {"text": "还在漏"}).state == "reported"


def test_what_was_announced_before_the_move_still_reaches_its_people(town):
    case = loop.filed(town)
    hand_over(town, "staff", case, OTHER)
    assert deliver(100) == 3
    assert deliver(100) == 0


def test_a_matter_nobody_could_locate_goes_from_the_county_to_its_community(town):
    matter = loop.a_matter(town, place=PlaceChosen(town.county, text="护城河边"))
    case = raise_case(actor=reporter(uuid4(), town.county), key=uuid4(), matter=matter)
    deliver(100)
    assert "case_raised" in told(town, "centre"), "where no nearer desk stands above the place, the centre is told"
    with pytest.raises(BadInput, match="elsewhere"):
        do(town, "centre", case, Deed.FILE, {"category": "0301", "place": PlaceChosen(town.code)})
    moved = hand_over(town, "centre", case, town.code)
    assert (moved.street_code, moved.place_code) == (int(town.street), town.code)
    assert do(town, "staff", moved, Deed.FILE, {"category": "0301"}).state == "filed"


def test_a_matter_may_be_handed_to_the_street_to_find_out_whose_it_is(town):
    case = hand_over(town, "staff", loop.raised(town), town.street)
    deliver(100)
    assert "case_hand_over" in told(town, "street_staff")
    assert hand_over(town, "street_staff", case, town.neighbour_code).place_code == town.neighbour_code


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("341702010901", "here"),
        ("3417020109011002", "here"),
        ("110101001001", "other_county"),
        ("341702010999", "unknown"),
    ],
)
def test_it_goes_only_to_another_community_of_the_county_that_there_is(town, place, reason):
    case = loop.filed(town)
    with pytest.raises(BadInput) as refusal:
        hand_over(town, "staff", case, place)
    assert (refusal.value.field, refusal.value.reason) == ("place", reason)
    assert read_again(case).place_code == case.place_code


def test_only_a_desk_hands_over_and_says_why_and_nothing_under_way(town):
    case = loop.filed(town)
    with pytest.raises(NotAllowed):
        hand_over(town, "officer_a", case, town.neighbour_code)
    with pytest.raises(MissingField):
        hand_over(town, "staff", case, town.neighbour_code, reason=" ")
    with pytest.raises(WrongState):
        hand_over(town, "staff", loop.dispatched(town), town.neighbour_code)


def test_filing_reaches_no_further_than_the_desks_own_jurisdiction(town):
    case = loop.raised(town)
    for place in (town.neighbour_code, OTHER):
        with pytest.raises(BadInput, match="elsewhere"):
            do(town, "staff", case, Deed.FILE, {"category": "0301", "place": PlaceChosen(place)})


def test_the_lead_sees_what_he_leads_also_in_the_next_grid(town):
    with acting_in(Scope.everything()):
        third = Post.objects.create(
            place_code=town.code + "1003",
            role="grid_officer",
            title="第三网格网格员",
            holder_id=uuid4(),
            holder_name="孙",
        )
    case = do(town, "staff", loop.filed(town), Deed.DISPATCH, {"lead": third.id})
    assert case.place_code == third.place_code
    assert case.building_id == town.buildings[0].id, "where it is stays as it was told"
    with pytest.raises(NotFound):
        do(town, "staff", loop.filed(town), Deed.DISPATCH, {"lead": town.posts["neighbour_officer"].id})


def test_a_matter_closed_without_an_answer_leaves_no_part_open(town):
    with clock.at(MONDAY):
        case = loop.calling_back(town)
    with clock.at(MONDAY + timedelta(days=8)):
        sweep_alarms()
    assert read_again(case).state == "closed"
    with acting_in(Scope.everything()):
        assert not Assignment.objects.filter(case=case, ended_at__isnull=True).exists()


def test_after_three_calls_that_reach_nobody_it_closes_without_waiting_for_the_week(town):
    with clock.at(MONDAY):
        case = loop.calling_back(town)
        for _ in range(3):
            do(town, "staff", case, Deed.CALL_BACK, {"reached": False})
        sweep_alarms()
    assert (read_again(case).state, read_again(case).rated_at) == ("closed", None)


def test_two_alarms_due_at_one_moment_both_ring(town):
    Category.objects.filter(code="0301").update(response_limit="4wh", handle_limit="4wh")
    with clock.at(MONDAY):
        case = loop.dispatched(town)
    with clock.at(case.handle_due_at):
        for _ in range(4):
            sweep_alarms()
        case = read_again(case)
        assert (case.response_alarmed, case.alarm_step) == (True, 2)
        assert case.alarm_at > case.handle_due_at


def test_a_reopened_matter_is_warned_late_in_its_new_round_not_at_once(town):
    with clock.at(MONDAY):
        case = loop.calling_back(town)
    with clock.at(MONDAY + timedelta(days=5)):
        no = {"resolved": False, "satisfaction": "dissatisfied", "reason": "还在漏"}
        case = by_reporter(case, Deed.RATE, no)
        assert case.alarm_at > clock.now()
    assert (case.answer, case.solved, case.rated_at) == ("", None, None), "the new round starts unrated"


def test_a_matter_settled_on_the_spot_has_limits_once_it_is_reopened(town):
    matter = loop.a_matter(town, source=Source.OFFICER)
    case = settle_on_the_spot(
        actor=town.actor("officer_a"), key=uuid4(), matter=matter, category="0301", result="当场清走"
    )
    case = by_reporter(case, Deed.REOPEN, {"reason": "又堆上了"})
    assert (case.state, case.handle_limit) == ("reopened", "4wh")
    assert case.handle_due_at > case.moved_at


def test_called_departments_may_arrive_after_the_lead_has_changed_and_be_called_again(town):
    case, zhujian = loop.handling(town), town.posts["zhujian"].id
    call = {"kind": "beyond_us", "departments": {zhujian}}
    do(town, "staff", case, Deed.WHISTLE, call)
    do(town, "staff", case, Deed.CONSULT, {"invited": ["住建"]})
    conclusion = {"minutes": "社区牵头", "lead": town.posts["staff2"].id}
    assert do(town, "staff", case, Deed.CONCLUDE_CONSULTATION, conclusion).state == "dispatched"
    assert do(town, "zhujian", case, Deed.RESPOND).state == "dispatched"
    with pytest.raises(NotAllowed):
        do(town, "zhujian", case, Deed.RESPOND)
    do(town, "staff", case, Deed.WHISTLE, call)
    assert do(town, "zhujian", case, Deed.RESPOND).state == "joined"


def test_a_called_street_desk_arrives_itself(town):
    case = loop.handling(town)
    do(town, "staff", case, Deed.WHISTLE, {"kind": "emergency", "departments": {town.posts["street_staff"].id}})
    assert do(town, "street_staff", case, Deed.RESPOND).state == "joined"


def test_whoever_raised_what_was_merged_twice_over_is_told_too(town):
    first = loop.raised(town, source=Source.COMMUNITY)
    second, third = loop.raised(town), loop.raised(town)
    with acting_in(Scope.everything()):
        Entry.objects.filter(case=first).update(entered_by=town.users["patch_leader"].id)
    for case, into in ((first, second), (second, third)):
        merge_case(actor=town.actor("staff"), key=uuid4(), case=case.key, into=into.key)
    deliver(100)
    Notice._base_manager.all().delete()
    do(town, "staff", third, Deed.FILE, {"category": "0301"})
    deliver(100)
    assert told(town, "patch_leader") == {"case_turn"}


def test_the_move_is_written_in_the_audit_trail(town):
    case = hand_over(town, "staff", loop.filed(town), OTHER)
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(subject_id=case.id, deed="case.hand_over")
    assert line.changes["street_code"] == [int(town.street), int(OTHER_STREET)]
