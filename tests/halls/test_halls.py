"""Halls from the opinion to the rating, on a real database."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.alliance.models import Project
from linli.alliance.rules.project_loop import ProjectState
from linli.halls.actions.back_motion import back_motion
from linli.halls.actions.call_meeting import call_meeting
from linli.halls.actions.cancel_meeting import cancel_meeting
from linli.halls.actions.decide_amendment import decide_amendment
from linli.halls.actions.move_minutes import move_minutes
from linli.halls.actions.propose_amendment import propose_amendment
from linli.halls.actions.put_to_vote import put_to_vote
from linli.halls.actions.rate_motion import rate_motion
from linli.halls.actions.report_undertaking import report_undertaking
from linli.halls.actions.sign_minutes import sign_minutes
from linli.halls.actions.sort_opinion import sort_opinion
from linli.halls.actions.tick_attendance import tick_attendance
from linli.halls.actions.unseat_member import unseat_member
from linli.halls.jobs import sweep_motions
from linli.halls.models import Amendment, HallMember, Undertaking
from linli.halls.queries.hall_figures import hall_figures, opinion_figures
from linli.halls.queries.minutes_page import published_points
from linli.halls.queries.voices import voices_of
from linli.halls.rules import Becomes, MotionDeed, Outcome, Rating, Sorting
from linli.halls.subscribers import tell_of_a_vote
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.people.sealing import fingerprint
from linli.votes.events import VoteClosed
from linli.votes.models import Vote
from linli.votes.rules.counting_rules import YES
from tests.halls import life
from tests.halls.life import BACKER, PHONE, again, do
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def sort(town, opinion, sorting, **more):
    return sort_opinion(actor=town.actor("staff"), key=uuid4(), opinion=opinion.key, sorting=sorting, **more)


def back(motion, phone=BACKER):
    return back_motion(actor=reporter(uuid4(), motion.place_code), key=uuid4(), motion=motion.key, phone=phone)


def test_an_opinion_is_answered_or_becomes_a_case_or_a_motion_and_both_ends_know(town):
    hall = life.hall(town)
    answered = sort(town, life.opinion(town), Sorting.ANSWERED, answer="周三上午可以办")
    assert answered.settled_at is not None
    case = sort(town, life.opinion(town), Sorting.CASE)
    assert len(case.target_code) == 10
    assert case.settled_at is None
    motion = sort(town, life.opinion(town), Sorting.MOTION, hall=hall.key, title="装充电桩")
    with acting_in(Scope.everything()):
        moved = life.Motion.objects.get(id=motion.target_id)
        assert (moved.origin, moved.origin_code, moved.title) == ("opinion", motion.code, "装充电桩")
        figures = opinion_figures()
    assert (figures.collected, figures.open, figures.settled.part) == (3, 0, 1)
    assert figures.sorted_as == {Sorting.ANSWERED: 1, Sorting.CASE: 1, Sorting.MOTION: 1, Sorting.NEED: 0}
    with pytest.raises(WrongState):
        sort(town, answered, Sorting.CASE)
    with pytest.raises(MissingField):
        sort(town, life.opinion(town), Sorting.ANSWERED)


def test_one_telephone_backs_a_motion_once_and_a_merged_motion_keeps_its_voices(town):
    hall = life.hall(town)
    first, second = life.admitted(town, hall), life.admitted(town, hall, words="车棚也要充电桩", phone="13600000001")
    back(first)
    with pytest.raises(Conflict):
        back(first)
    with pytest.raises(Conflict):
        back(first, PHONE)
    back(second, "13600000002")
    back(second, BACKER)
    do(town, second, MotionDeed.MERGE, {"into": first.id})
    with acting_in(Scope.everything()):
        assert voices_of([again(first)])[first.id] == 3, "the other mover, her backer, and whoever backed both, once"


def test_a_motion_is_refused_with_its_reason_or_reminded_of_and_then_one_level_higher(town):
    hall, _members = life.full_hall(town)
    refused = do(town, life.raised(town, hall), MotionDeed.REFUSE, {"reason": "这件事归供电公司"})
    assert refused.reason == "这件事归供电公司"
    with pytest.raises(MissingField):
        do(town, life.raised(town, hall), MotionDeed.REFUSE)
    deliver()
    with clock.at(clock.now() + timedelta(days=20)):
        assert sweep_motions() == 1
        deliver()
        assert "motion_waits_raised" in kinds(town, "patch_leader")
        assert "motion_waits_raised" not in kinds(town, "lead")
    with clock.at(clock.now() + timedelta(days=24)):
        sweep_motions()
        deliver()
        assert "motion_waits_raised" in kinds(town, "lead")


def kinds(town, name):
    from linli.accounts.models import Notice

    with acting_in(Scope.everything()):
        return set(Notice.objects.filter(user_id=town.users[name].id).values_list("kind", flat=True))


def test_a_title_that_tells_a_home_is_not_published(town):
    motion = life.raised(town, life.hall(town))
    with pytest.raises(BadInput, match="tells_who"):
        do(town, motion, MotionDeed.ADMIT, {"title": "3号楼201漏水"})


def test_a_meeting_is_called_in_time_or_with_the_reason(town):
    hall = life.hall(town, notice_days=5)
    meeting = life.planned(town, hall, life.admitted(town, hall), days=2)
    call = {"actor": town.actor("staff"), "meeting": meeting.key}
    with pytest.raises(BadInput, match="too_late"):
        call_meeting(key=uuid4(), **call)
    assert call_meeting(key=uuid4(), short_notice="水管爆了，等不得", **call).state == "called"
    with pytest.raises(BadInput, match="agenda"):
        call_meeting(actor=town.actor("staff"), key=uuid4(), meeting=life.planned(town, hall).key)


def test_a_cancelled_meeting_gives_its_motions_back(town):
    hall = life.hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    assert again(motion).state == "scheduled"
    cancel_meeting(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, reason="台风")
    assert again(motion).state == "admitted"


def test_attending_counts_once_by_code_by_list_and_on_paper(town):
    hall, members = life.full_hall(town)
    meeting = life.called(town, hall, life.admitted(town, hall))
    with pytest.raises(WrongState):
        life.attend(meeting)
    with life.during(meeting):
        life.attend(meeting)
        with pytest.raises(Conflict):
            life.attend(meeting)
        chair = life.attend(meeting, "冯涛", life.CHAIR_PHONE)
        assert chair.votes, "a member is known by the telephone"
        assert life.tick(town, meeting, *members) == 2
        lines = (("王秀英", PHONE), ("李没电话", ""), ("卢民警", "13700002222"))
        tick = {"actor": town.actor("staff"), "meeting": meeting.key, "lines": lines}
        assert tick_attendance(key=uuid4(), **tick) == 1
    assert len(life.attendances(meeting)) == 5


def test_nothing_is_adopted_without_the_quorum_or_against_the_hands(town):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    with life.during(meeting):
        life.tick(town, meeting, members[0])
        with pytest.raises(WrongState, match="no_quorum"):
            life.resolve(town, meeting, motion, life.adopted())
        life.tick(town, meeting, *members)
        with pytest.raises(BadInput, match="not_carried"):
            life.resolve(town, meeting, motion, life.adopted(in_favour=1, against=2))
        with pytest.raises(BadInput, match="more_than_attending"):
            life.resolve(town, meeting, motion, life.adopted(in_favour=4))
        with pytest.raises(BadInput, match="carried"):
            life.resolve(town, meeting, motion, life.adopted(outcome=Outcome.REJECTED, in_favour=3))
        life.resolve(town, meeting, motion, life.adopted(in_favour=3))
    assert again(motion).state == "under_way"


def test_what_is_undertaken_is_reported_and_the_last_one_asks_for_ratings(town):
    _hall, _meeting, motion = life.under_way(town)
    with acting_in(Scope.everything()):
        undertaking = Undertaking.objects.get(motion=motion)
    report = {"actor": town.actor("patch_leader"), "undertaking": undertaking.key}
    report_undertaking(key=uuid4(), note="20个口已通电", **report)
    assert again(motion).state == "to_rate"
    with clock.at(clock.now() + timedelta(days=16)):
        sweep_motions()
        assert again(motion).state == "closed"
    with acting_in(Scope.everything()):
        figures = hall_figures()
    assert (figures.conversion.shown, figures.fulfilment.shown) == ("100%", "100%")


def test_a_resolution_becomes_a_project_and_its_acceptance_carries_it_out(town):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    with life.during(meeting):
        life.tick(town, meeting, *members)
        resolution = life.resolve(town, meeting, motion, life.adopted(in_favour=3, becomes=Becomes.PROJECT))
    with acting_in(Scope.everything()):
        project = Project.objects.get(id=resolution.target_id)
        assert (project.origin, project.origin_id, project.title) == ("motion", motion.id, life.TITLE)
        from linli.alliance.events import ProjectMoved
        from linli.halls.subscribers import carry_on_with_project

        Project.objects.filter(id=project.id).update(state=ProjectState.ACCEPTED.value)
    carry_on_with_project(ProjectMoved(project.id, project.street_code, uuid4()))
    carry_on_with_project(ProjectMoved(project.id, project.street_code, uuid4()))
    assert again(motion).state == "to_rate"


def test_what_is_put_to_a_vote_is_decided_by_its_declared_result_alone(town):
    hall, _members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    put = {
        "actor": town.actor("staff"), "motion": motion.key, "rule": "simple_majority",
        "opens_at": clock.now() + timedelta(days=8), "closes_at": clock.now() + timedelta(days=15),
    }  # fmt: skip
    vote = put_to_vote(key=uuid4(), **put)
    assert (vote.origin, vote.origin_id, vote.title) == ("motion", motion.id, life.TITLE)
    with pytest.raises(Conflict):
        put_to_vote(key=uuid4(), **put)
    with life.during(meeting):
        with pytest.raises(WrongState, match="vote_running"):
            life.resolve(town, meeting, motion, life.adopted())
        with acting_in(Scope.everything()):
            Vote.objects.filter(id=vote.id).update(phase="declared", result={"passed": [YES]})
        with pytest.raises(BadInput, match="vote_carried"):
            life.resolve(town, meeting, motion, life.adopted(outcome=Outcome.REJECTED))
        resolution = life.resolve(town, meeting, motion, life.adopted(in_favour=None))
    assert (resolution.vote_id, resolution.in_favour) == (vote.id, None)
    tell_of_a_vote(VoteClosed(vote.id, vote.street_code))
    assert "motion_vote_closed" in kinds(town, "patch_leader")


def test_only_those_concerned_rate_and_each_telephone_once(town):
    hall, _meeting, motion = life.done(town)
    stranger = {"motion": motion.key, "rating": Rating.SATISFIED}
    with pytest.raises(NotAllowed, match="not_concerned"):
        rate_motion(actor=reporter(uuid4(), hall.place_code), key=uuid4(), phone="13500000000", **stranger)
    with pytest.raises(BadInput, match="why"):
        rate_motion(
            actor=reporter(motion.id, hall.place_code), key=uuid4(), motion=motion.key, rating=Rating.DISSATISFIED
        )
    rated = rate_motion(actor=reporter(motion.id, hall.place_code), key=uuid4(), **stranger)
    assert (rated.part, rated.voice_mark) == ("raised", fingerprint(PHONE))
    with pytest.raises(Conflict):
        rate_motion(actor=reporter(uuid4(), hall.place_code), key=uuid4(), phone=PHONE, **stranger)
    lives = {"phone": "13500000000", "dwelling": town.dwellings[0].key}
    assert rate_motion(actor=reporter(uuid4(), hall.place_code), key=uuid4(), **stranger, **lives).part == "lives"


def test_minutes_are_amended_by_who_attended_then_signed_and_never_changed_again(town):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    staff = town.actor("staff")
    with life.during(meeting):
        life.tick(town, meeting, *members[:2])
        guest = life.attend(meeting)
        life.minutes(town, meeting)
        (item,) = life.items_of(meeting)
        amend = {
            "meeting": meeting.key,
            "item": item.id,
            "text": "冯涛：同意装在南侧。卢民警：要留消防通道。电话13912345678",
        }
        with pytest.raises(NotAllowed, match="not_attending"):
            propose_amendment(actor=reporter(uuid4(), hall.place_code), key=uuid4(), **amend)
        theirs = propose_amendment(actor=reporter(guest.id, hall.place_code), key=uuid4(), **amend)
        with pytest.raises(WrongState, match="open_amendments"):
            move_minutes(actor=staff, key=uuid4(), meeting=meeting.key)
        with pytest.raises(MissingField):
            decide_amendment(actor=staff, key=uuid4(), amendment=theirs.key, taken=False)
        decide_amendment(actor=staff, key=uuid4(), amendment=theirs.key, taken=True)
        with pytest.raises(Conflict):
            life.minutes(town, meeting, "晚了一步", against=1)
        with pytest.raises(WrongState, match="unresolved"):
            move_minutes(actor=staff, key=uuid4(), meeting=meeting.key)
        life.resolve(town, meeting, motion, life.adopted())
        move_minutes(actor=staff, key=uuid4(), meeting=meeting.key)
        with pytest.raises(WrongState):
            life.minutes(town, meeting, "再改", against=2)
        chair, police = life.attendances(meeting)[:2]
        sign_minutes(actor=town.actor("patch_leader"), key=uuid4(), meeting=meeting.key)
        sign_minutes(actor=staff, key=uuid4(), meeting=meeting.key, paper_of=police.id)
        with pytest.raises(WrongState, match="unsigned"):
            move_minutes(actor=staff, key=uuid4(), meeting=meeting.key, final=True)
        with pytest.raises(NotAllowed, match="two_people"):
            sign_minutes(actor=staff, key=uuid4(), meeting=meeting.key, paper_of=police.id)
        sign_minutes(actor=town.actor("staff2"), key=uuid4(), meeting=meeting.key, paper_of=police.id)
        with pytest.raises(NotAllowed):
            sign_minutes(actor=reporter(guest.id, hall.place_code), key=uuid4(), meeting=meeting.key)
        move_minutes(actor=staff, key=uuid4(), meeting=meeting.key, final=True)
    with acting_in(Scope.everything()):
        assert Amendment.objects.get().state == "taken"
        (point,) = published_points(again(meeting))
    assert point.text == "成员：同意装在南侧。成员：要留消防通道。电话…"
    assert chair.votes


def test_a_child_sits_with_a_guardians_consent_and_is_erased_when_it_is_withdrawn(town):
    council = life.hall(town, kind="children", name="儿童议事会")
    with pytest.raises(BadInput, match="guardian"):
        life.seated(town, council, "小明")
    consent = {"guardian": "明妈妈", "guardian_phone": PHONE, "consent_on": clock.today(), "consent_way": "paper"}
    child = life.seated(town, council, "小明", **consent)
    said = life.opinion(town, "滑梯旁边想有树荫", hall=council.key, member=child.key, source=life.OpinionWay.MEETING)
    assert not said.name
    assert not said.phone
    unseat_member(actor=town.actor("staff"), key=uuid4(), member=child.key, consent_withdrawn=True)
    with acting_in(Scope.everything()):
        left = HallMember.objects.get(id=child.id)
    assert (bool(left.name), bool(left.guardian), left.number) == (False, False, 1)
    assert left.left_at
    assert left.consent_withdrawn_at
