"""Places, the waiting list, and who may come."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.accounts.models import Notice
from linli.activities.actions.change_activity import change_activity
from linli.activities.actions.sign_up import sign_up
from linli.activities.plan import Participant, PartPlan
from linli.activities.rules import ActivityDeed, SignUpState, admit, promoted
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound, TooLate, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_plan, again, comes, do, draft, in_days, leaves, parts_of, published
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def test_places_go_in_order_and_the_next_one_waits(town):
    activity = published(town)
    states = [comes(town, activity, f"1390000000{n}").state for n in range(4)]
    assert states == ["confirmed", "confirmed", "waiting", "waiting"]
    part = parts_of(activity)[0]
    assert (part.taken, part.waiting) == (2, 2)


def test_who_leaves_makes_room_for_who_waited_longest(town):
    activity = published(town)
    first, _second, third, fourth = (comes(town, activity, f"1390000000{n}") for n in range(4))
    leaves(town, first)
    assert (again(third).state, again(third).waited, again(fourth).state) == ("confirmed", True, "waiting")
    deliver()
    with acting_in(Scope.everything()):
        assert "activity_place_given" in set(Notice.objects.values_list("kind", flat=True))


def test_who_waits_and_leaves_frees_no_place(town):
    activity = published(town)
    people = [comes(town, activity, f"1390000000{n}") for n in range(3)]
    leaves(town, people[2])
    part = parts_of(activity)[0]
    assert (part.taken, part.waiting) == (2, 0)
    with pytest.raises(WrongState):
        leaves(town, again(people[2]))


def test_one_person_has_one_place_in_an_activity(town):
    activity = published(town)
    one = comes(town, activity)
    with pytest.raises(Conflict, match="sign_up"):
        comes(town, activity, name="换个名字")
    leaves(town, one)
    assert comes(town, activity).state == "confirmed"


def test_a_child_comes_by_its_guardian_with_consent_and_two_children_of_one_telephone_are_two(town):
    activity = published(town, parts=(PartPlan(capacity=5),))
    with pytest.raises(BadInput, match="guardian"):
        comes(town, activity, group="children", name="小明")
    with pytest.raises(BadInput, match="consent"):
        comes(town, activity, group="children", name="小明", guardian="王妈妈")
    for name in ("小明", "小红"):
        assert comes(town, activity, group="children", name=name, guardian="王妈妈", consented=True).consented_at
    with pytest.raises(Conflict):
        comes(town, activity, group="children", name="小明", guardian="王妈妈", consented=True)


def test_a_captain_signs_up_a_neighbour_without_a_telephone(town):
    activity = published(town)
    given_to = {"key": uuid4(), "activity": activity.key, "community": town.code, "part": parts_of(activity)[0].id}
    one = sign_up(actor=town.actor("captain"), who=Participant("王奶奶", "old"), **given_to)
    assert one.registered_by == town.users["captain"].id
    assert not one.phone
    given_to["key"] = uuid4()
    with pytest.raises(NotAllowed):
        sign_up(actor=town.actor("neighbour_officer"), who=Participant("王奶奶", "old"), **given_to)


def test_the_list_closes_in_time_and_a_draft_has_none(town):
    activity = published(town, sign_up_until=in_days(2))
    with clock.at(in_days(2) + timedelta(minutes=1)), pytest.raises(TooLate):
        comes(town, activity)
    called_off = do(town, published(town), ActivityDeed.CANCEL, "台风")
    with pytest.raises(WrongState):
        comes(town, called_off)


def test_more_places_go_to_who_waits_and_fewer_than_given_are_refused(town):
    activity = published(town)
    people = [comes(town, activity, f"1390000000{n}") for n in range(4)]
    staff = town.actor("staff")
    more = a_plan(town, parts=(PartPlan(capacity=3),), starts_at=activity.starts_at, ends_at=activity.ends_at)
    change_activity(actor=staff, key=uuid4(), activity=activity.key, plan=more)
    assert [again(one).state for one in people] == ["confirmed"] * 3 + ["waiting"]
    fewer = a_plan(town, parts=(PartPlan(capacity=2),), starts_at=activity.starts_at, ends_at=activity.ends_at)
    with pytest.raises(BadInput, match="capacity"):
        change_activity(actor=staff, key=uuid4(), activity=activity.key, plan=fewer)


def test_calling_it_off_asks_for_a_reason_and_tells_those_who_signed_up_somebody(town):
    activity = published(town)
    given_to = {"activity": activity.key, "community": town.code, "part": parts_of(activity)[0].id}
    sign_up(actor=town.actor("captain"), key=uuid4(), who=Participant("王奶奶", "old"), **given_to)
    with pytest.raises(MissingField):
        do(town, activity, ActivityDeed.CANCEL)
    do(town, activity, ActivityDeed.CANCEL, "老师生病，改到下月")
    deliver()
    with acting_in(Scope.everything()):
        told = set(Notice.objects.values_list("kind", "user_id"))
    assert ("activity_cancelled", town.users["captain"].id) in told
    assert ("activity_call_round", town.users["staff"].id) in told


def test_only_organisers_plan_and_move(town):
    activity = draft(town)
    for name in ("captain", "officer_a", "street_staff", "neighbour_staff"):
        with pytest.raises((NotAllowed, NotFound)):
            do(town, activity, ActivityDeed.PUBLISH, who=name)
    assert do(town, activity, ActivityDeed.PUBLISH).state == "published"


@given(st.one_of(st.none(), st.integers(1, 6)), st.lists(st.booleans(), max_size=40))
def test_no_order_of_coming_and_going_gives_more_places_than_there_are_or_passes_anybody(capacity, turns):
    taken, waiting, number = [], [], 0
    for comes_in in turns:
        if comes_in:
            number += 1
            state = admit(capacity, len(taken), len(waiting))
            (taken if state is SignUpState.CONFIRMED else waiting).append(number)
        elif taken:
            taken.pop(0)
            lucky = promoted(capacity, len(taken), waiting)
            taken, waiting = [*taken, *lucky], waiting[len(lucky) :]
        assert capacity is None or len(taken) <= capacity
        assert not waiting or capacity == len(taken)
        assert waiting == sorted(waiting)
        assert not waiting or max(taken) < max(waiting)
