"""Calls for help, hours confirmed by a second person, corrections, growth (E1, D2)."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from linli.accounts.models import Notice
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound, TooLate, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_call import answer_call
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.change_volunteer import change_volunteer
from linli.teams.actions.drop_call import drop_call
from linli.teams.actions.reverse_hours import reverse_hours
from linli.teams.actions.take_call import take_call
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.jobs import remind_of_calls
from linli.teams.models import HoursEntry, HoursShare
from linli.teams.queries.calls import call_page, public_calls
from linli.teams.queries.growth import growth
from linli.teams.queries.volunteer_figures import volunteer_figures
from linli.teams.rules.growth import Stage
from linli.teams.rules.volunteers import Fit
from tests.small_community import make_small_community
from tests.teams import volunteers as v

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    return make_small_community()


def told(town, name: str) -> list[str]:
    deliver()
    with acting_in(Scope.everything()):
        return list(Notice.objects.filter(user_id=town.users[name].id).order_by("at").values_list("kind", flat=True))


def answer(town, entry, by="staff2", confirmed=True, reason=""):
    return answer_hours(actor=town.actor(by), key=uuid4(), entry=entry.key, confirmed=confirmed, reason=reason)


def test_places_are_exact_and_one_given_back_is_free_again(town):
    call = v.opened(town, places=2)
    one, two, three = (v.active(town, n) for n in range(3))
    assert [v.take(call, one).seat, v.take(call, two).seat] == [1, 2]
    assert v.take(call, one).seat == 1, "taking it again changes nothing"
    with pytest.raises(Conflict, match="call_full"):
        v.take(call, three)
    drop_call(actor=v.herself(one), key=uuid4(), call=call.key, volunteer=one.key)
    assert v.take(call, three).seat == 1
    assert told(town, "staff").count("call_taken") == 3
    assert "call_dropped" in told(town, "staff")


def test_the_board_names_nobody_and_no_address(town):
    v.opened(town, estate_id=town.estate_a.id)
    shown = public_calls(town.code)
    assert [one.place for one in shown] == ["湖东苑"]
    assert "201" not in str(shown)
    assert "女儿" not in str(shown)


def test_who_suits_a_call_is_named_with_the_reason_and_in_no_order_of_merit(town):
    nurse = v.active(town, 1, skills=("medical",), place_code=town.grid_a)
    v.active(town, 2, skills=("law",))
    busy = v.active(town, 3, skills=("medical",), times=("evening",))
    start = clock.now().astimezone(clock.SHANGHAI).replace(hour=9, minute=0) + timedelta(days=7)
    call = v.opened(town, skills=("medical",), place_code=town.grid_a, starts_at=start)
    actor = town.actor("staff")
    with acting_in(actor.scope):
        page = call_page(actor, call.id)
    assert [(one.id, one.fit) for one in page.suitable] == [(nurse.id, {Fit.SKILL, Fit.GRID})]
    assert busy.id not in {one.id for one in page.suitable}


def test_a_call_to_come_is_remembered_once_and_again_when_it_is_over(town):
    call = v.opened(town)
    assert remind_of_calls() == 0
    with clock.at(call.starts_at - timedelta(hours=3)):
        assert remind_of_calls() == 1
        assert remind_of_calls() == 0
    with clock.at(call.ends_at + timedelta(minutes=1)):
        remind_of_calls()
        remind_of_calls()
        assert [told(town, "staff").count(kind) for kind in ("call_soon", "call_over")] == [1, 1]
        with pytest.raises(TooLate):
            v.take(call, v.active(town))


def test_a_call_is_not_closed_before_it_has_ended_and_only_once(town):
    call, helper = v.opened(town), v.active(town)
    v.take(call, helper)
    with pytest.raises(TooLate):
        v.finish_call(actor=town.actor("staff"), key=uuid4(), call=call.key, came=[helper.id])
    v.done(town, call, [helper])
    with pytest.raises(WrongState):
        v.done(town, call, [helper])
    with pytest.raises(WrongState):
        answer_call(actor=town.actor("staff"), key=uuid4(), call=call.key, opened=False, reason="取消")


def test_an_officers_call_is_taken_by_a_volunteer_of_another_grid(town):
    call = v.opened(town, by="officer_a", place_code=town.grid_a)
    helper = v.active(town, place_code=town.grid_b)
    v.take(call, helper)
    v.done(town, call, [helper], by="officer_a")
    with acting_in(Scope.everything()):
        entry = HoursEntry.objects.get()
    with clock.at(call.ends_at + timedelta(hours=2)):
        answer(town, entry, by="leader")
    assert v.balance(helper) == 180


def test_a_call_of_another_community_is_not_taken(town):
    call = v.opened(town, by="neighbour_staff", place_code=town.neighbour_code)
    with pytest.raises(NotFound):
        v.take(call, v.active(town))


def test_hours_count_once_a_second_person_has_confirmed_them(town):
    helper = v.active(town)
    entry = v.entered(town, [helper], served=12)
    assert v.balance(helper) == 0
    with pytest.raises(NotAllowed, match="own_entry"):
        answer(town, entry, by="staff")
    assert "hours_entered" in told(town, "staff2")
    assert "hours_entered" not in told(town, "staff")
    answer(town, entry)
    assert v.balance(helper) == 120
    with acting_in(Scope.everything()):
        figures = volunteer_figures()
    assert (figures.deeds, figures.served, figures.minutes, figures.active) == (1, 12, 120, 1)
    with pytest.raises(WrongState):
        answer(town, entry, by="lead")


def test_who_helped_does_not_confirm_even_with_an_account(town):
    helper = v.active(town)
    change_volunteer(
        actor=town.actor("staff"), key=uuid4(), volunteer=helper.key, skills=[], skill_words="", times=[],
        username="staff2",
    )  # fmt: skip
    entry = v.entered(town, [helper])
    with pytest.raises(NotAllowed, match="own_hours"):
        answer(town, entry)
    assert answer(town, entry, by="lead").state == "confirmed"


def test_a_volunteer_writes_down_her_own_hours_alone(town):
    one, other = v.active(town, 1), v.active(town, 2)
    given = {"place_code": town.code, "what": "陪读", "minutes": 60, "evidence": "在社区书屋，陈静知道"}
    entry = write_down_hours(actor=v.herself(one), key=uuid4(), volunteer_ids=[one.id], **given)
    with pytest.raises(NotAllowed):
        write_down_hours(actor=v.herself(one), key=uuid4(), volunteer_ids=[one.id, other.id], **given)
    assert answer(town, entry, by="staff").state == "confirmed"


def test_hours_without_from_and_to_need_words_that_bear_them_out(town):
    with pytest.raises(BadInput, match="evidence"):
        v.entered(town, [v.active(town)], evidence="")


def test_times_of_one_volunteer_never_overlap(town):
    helper, other = v.active(town, 1), v.active(town, 2)
    v.entered(town, [helper], span=v.span(10, 3))
    with pytest.raises(Conflict, match="hours_overlap"):
        v.entered(town, [helper, other], span=v.span(8, 3))
    v.entered(town, [other], span=v.span(8, 3))
    v.entered(town, [helper], span=v.span(7, 2))


def test_refused_hours_free_their_time_and_the_enterer_is_told(town):
    helper = v.active(town)
    entry = v.entered(town, [helper], span=v.span(10, 3))
    answer(town, entry, confirmed=False, reason="那天没有开展")
    assert "hours_refused" in told(town, "staff")
    v.entered(town, [helper], span=v.span(10, 3))


def test_confirmed_hours_are_corrected_by_a_reversal_two_people_make(town):
    helper = v.active(town)
    entry = v.entered(town, [helper], span=v.span(10, 3))
    answer(town, entry)
    back = reverse_hours(actor=town.actor("staff"), key=uuid4(), entry=entry.key, reason="记错了人")
    assert v.balance(helper) == 180, "nothing changes before it is confirmed"
    with pytest.raises(Conflict, match="hours_reversed"):
        reverse_hours(actor=town.actor("lead"), key=uuid4(), entry=entry.key, reason="再冲一次")
    with pytest.raises(NotAllowed, match="own_entry"):
        answer(town, back, by="staff")
    answer(town, back)
    assert v.balance(helper) == 0
    assert v.again(entry).state == "confirmed", "the entry itself is never changed"
    with acting_in(Scope.everything()):
        figures = volunteer_figures()
    assert (figures.minutes, figures.deeds) == (0, 0)
    v.entered(town, [helper], span=v.span(10, 3))
    with pytest.raises(WrongState):
        reverse_hours(actor=town.actor("lead"), key=uuid4(), entry=back.key, reason="反冲")


def test_the_database_itself_wants_a_second_person(town):
    entry = v.entered(town, [v.active(town)])
    with (
        pytest.raises(IntegrityError, match="hours_second_person"),
        acting_in(Scope.everything()),
        transaction.atomic(),
    ):
        HoursEntry.objects.filter(id=entry.id).update(confirmed_by=entry.entered_by)
    with acting_in(Scope.everything()):
        share = HoursShare.objects.filter(entry=v.entered(town, [v.active(town, 3)], span=v.span(9, 2))).get()
        share.id, share.entry_id = uuid4(), entry.id
        with pytest.raises(IntegrityError, match="hours_never_overlap"), transaction.atomic():
            share.save(force_insert=True)


def test_from_watching_to_doing_is_counted_once_a_quarter_at_the_furthest(town):
    watcher, helper, leader = (v.active(town, n) for n in range(3))
    entry = v.entered(town, [helper, leader], led_by=[leader.id], watched=[watcher.id, helper.id])
    answer(town, entry)
    with acting_in(town.actor("staff").scope):
        now = growth()[-1]
    assert dict(now.counts) == {Stage.WATCHING: 1, Stage.JOINING: 1, Stage.LEADING: 1}
    assert now.people == 3


def test_an_officer_takes_for_a_volunteer_who_has_no_telephone_at_hand(town):
    call, helper = v.opened(town), v.active(town)
    taker = take_call(actor=town.actor("staff2"), key=uuid4(), call=call.key, volunteer=helper.key)
    assert taker.registered_by == town.users["staff2"].id
    with pytest.raises((NotAllowed, NotFound)):
        take_call(actor=town.actor("neighbour_staff"), key=uuid4(), call=call.key, volunteer=helper.key)
