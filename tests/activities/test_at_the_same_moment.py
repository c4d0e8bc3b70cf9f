"""The last place and the one free room: one wins, however many come at once; the database holds it too."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError

from linli.activities.actions.answer_booking import answer_booking
from linli.activities.actions.ask_for_room import ask_for_room
from linli.activities.actions.book_time import book_time
from linli.activities.actions.leave_activity import leave_activity
from linli.activities.actions.sign_up import sign_up
from linli.activities.models import Booking, SignUp
from linli.activities.plan import Participant, PartPlan
from linli.activities.rules import BookingState
from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_venue, again, comes, in_days, parts_of, published, room_of
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community


@pytest.fixture
def town(committed_database):
    return make_small_community()


def signing(town, activity, phone):
    return partial(
        sign_up, actor=reporter(uuid4(), town.code), key=uuid4(), activity=activity.key, community=town.code,
        part=parts_of(activity)[0].id, who=Participant("居民", "adults", phone),
    )  # fmt: skip


def test_of_eight_at_once_for_the_last_place_one_gets_it_and_seven_wait_in_order(town):
    for _ in range(4):
        activity = published(town, parts=(PartPlan(capacity=1),))
        found = at_once(*(signing(town, activity, f"1390000100{n}") for n in range(8)))
        assert sorted(one.state for one in found) == ["confirmed"] + ["waiting"] * 7
        part = parts_of(activity)[0]
        assert (part.taken, part.waiting) == (1, 7)
        with acting_in(Scope.everything()):
            assert SignUp.objects.filter(activity_id=activity.id, state="confirmed").count() == 1


def test_one_person_pressing_on_four_devices_has_one_place(town):
    activity = published(town, parts=(PartPlan(capacity=10),))
    found = at_once(*(signing(town, activity, "13900001000") for _ in range(4)))
    assert sum(isinstance(one, Conflict) for one in found) == 3
    assert parts_of(activity)[0].taken == 1


def test_two_leave_at_once_and_two_who_waited_come_in(town):
    activity = published(town, parts=(PartPlan(capacity=2),))
    people = [comes(town, activity, f"1390000200{n}") for n in range(5)]
    at_once(
        *(
            partial(
                leave_activity, actor=reporter(one.id, town.code), key=uuid4(), sign_up=one.key, community=town.code
            )
            for one in people[:2]
        )
    )
    assert [again(one).state for one in people] == ["withdrawn", "withdrawn", "confirmed", "confirmed", "waiting"]


def test_of_two_bookings_at_once_one_holds_the_room(town):
    room = room_of(a_venue(town))
    for days in range(1, 6):
        hours = [(9, 11), (10, 12)]
        _, refused = winner_and_loser(
            at_once(
                *(
                    partial(
                        book_time, actor=town.actor(name), key=uuid4(), room=room.key, starts_at=in_days(days, first),
                        ends_at=in_days(days, last), purpose="合唱队排练",
                    )
                    for name, (first, last) in zip(("staff", "staff2"), hours, strict=True)
                )
            )
        )  # fmt: skip
        assert isinstance(refused, Conflict)
        assert refused.what == "room_taken"


def test_of_two_requests_agreed_to_at_once_one_holds_the_room(town):
    room = room_of(a_venue(town))
    asked = [
        ask_for_room(
            actor=reporter(uuid4(), town.code), key=uuid4(), room=room.key, starts_at=in_days(2, 9), ends_at=in_days(2, 10),
            purpose="下棋", name="老李", phone=f"1390000300{n}",
        )
        for n in range(2)
    ]  # fmt: skip
    _, refused = winner_and_loser(
        at_once(
            *(
                partial(answer_booking, actor=town.actor(who), key=uuid4(), booking=one.key, answer=BookingState.HELD)
                for who, one in zip(("staff", "staff2"), asked, strict=True)
            )
        )
    )
    assert refused.what == "room_taken"
    with acting_in(Scope.everything()):
        assert sorted(Booking.objects.values_list("state", flat=True)) == ["asked", "held"]


def test_the_database_itself_keeps_overlapping_bookings_out(town):
    room = room_of(a_venue(town))
    held = book_time(
        actor=town.actor("staff"),
        key=uuid4(),
        room=room.key,
        starts_at=in_days(1),
        ends_at=in_days(1, 11),
        purpose="课",
    )
    held.id = uuid4()
    with pytest.raises(IntegrityError, match="booking_never_overlaps"), acting_in(Scope.everything()):
        held.save(force_insert=True)
