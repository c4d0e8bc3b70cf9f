"""Venues, their rooms, bookings, requests, closures."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from linli.activities.actions.answer_booking import answer_booking
from linli.activities.actions.ask_for_room import ask_for_room
from linli.activities.actions.book_time import book_time
from linli.activities.models import Booking
from linli.activities.queries.venues import requests_of, venue_page, week_of
from linli.activities.rules import ActivityDeed, BookingState
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.activities.programme import a_venue, again, do, draft, in_days, published, room_of
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


@pytest.fixture
def room(town):
    return room_of(a_venue(town))


def book(town, room, **changed):
    wanted = {"starts_at": in_days(1), "ends_at": in_days(1, 11), "purpose": "合唱队排练", **changed}
    return book_time(actor=town.actor("staff"), key=uuid4(), room=room.key, **wanted)


def ask(town, room, **changed):
    wanted = {
        "starts_at": in_days(1), "ends_at": in_days(1, 11), "purpose": "读书会", "name": "老李", "phone": "13900005678",
        **changed,
    }  # fmt: skip
    return ask_for_room(actor=reporter(uuid4(), town.code), key=uuid4(), room=room.key, **wanted)


def answer(town, booking, to, reason="", who="staff"):
    return answer_booking(actor=town.actor(who), key=uuid4(), booking=booking.key, answer=to, reason=reason)


def test_a_weekly_booking_is_all_or_nothing(town, room):
    first = book(town, room, until=clock.today() + timedelta(days=22))
    with acting_in(Scope.everything()):
        assert Booking.objects.filter(series_id=first.series_id).count() == 4
    with pytest.raises(Conflict):
        book(town, room, starts_at=in_days(15, 10), ends_at=in_days(15, 12))
    with pytest.raises(Conflict):
        book(town, room, starts_at=in_days(8, 8), ends_at=in_days(8, 10), until=clock.today() + timedelta(days=30))
    with acting_in(Scope.everything()):
        assert Booking.objects.count() == 4, "none of the second series was written"
    assert book(town, room, starts_at=in_days(1, 11), ends_at=in_days(1, 12)), "one ends as the next begins"


def test_a_closure_keeps_bookings_out(town, room):
    book(town, room, starts_at=in_days(2, 0), ends_at=in_days(5, 0), purpose="粉刷", is_closure=True)
    with pytest.raises(Conflict):
        book(town, room, starts_at=in_days(3), ends_at=in_days(3, 10))


def test_a_request_holds_nothing_until_the_keeper_agrees(town, room):
    one, other = ask(town, room), ask(town, room, phone="13900005679")
    with acting_in(town.actor("staff").scope):
        assert len(requests_of(town.code)) == 2
    answer(town, one, BookingState.HELD)
    with acting_in(town.actor("staff").scope):
        assert [waits.clashes for waits in requests_of(town.code)] == [True]
    with pytest.raises(Conflict):
        answer(town, other, BookingState.HELD)
    with pytest.raises(MissingField):
        answer(town, other, BookingState.REFUSED)
    assert answer(town, other, BookingState.REFUSED, "这时段已有人订，请换一天").reason
    with pytest.raises(NotAllowed):
        answer(town, one, BookingState.CANCELLED, "不办了", who="street_staff")


def test_a_request_keeps_to_opening_hours_and_room(town, room):
    for changed in (
        {"starts_at": in_days(1, 6), "ends_at": in_days(1, 9)},
        {"starts_at": in_days(1, 20), "ends_at": in_days(1, 22)},
        {"starts_at": in_days(1, 11), "ends_at": in_days(1, 10)},
        {"starts_at": in_days(-2), "ends_at": in_days(-2, 10)},
        {"phone": ""},
        {"purpose": " "},
    ):
        with pytest.raises(BadInput):
            ask(town, room, **changed)
    closed = room_of(a_venue(town, name="档案室", by_request=False))
    with pytest.raises(NotFound):
        ask(town, closed)


def test_a_week_shows_what_is_held_and_names_nobody(town, room):
    book(town, room)
    answer(town, ask(town, room, starts_at=in_days(1, 14), ends_at=in_days(1, 15)), BookingState.HELD)
    week = week_of(venue_page(town.code, room.venue_id), clock.today() + timedelta(days=1))
    shown = [one for _room, days in week.rooms for day in days for one in day]
    assert [one.purpose for one in shown] == ["合唱队排练", "读书会"]
    assert not hasattr(shown[1], "name")


def test_an_activity_holds_its_room_and_gives_it_back(town, room):
    activity = draft(town, room_id=room.id, place_words="")
    with pytest.raises(Conflict):
        draft(town, room_id=room.id, starts_at=in_days(3, 10), ends_at=in_days(3, 12))
    do(town, activity, ActivityDeed.CANCEL)
    assert published(town, room_id=room.id).room_id == room.id
    series = draft(town, room_id=room.id, starts_at=in_days(4), ends_at=in_days(4, 10), weeks=3)
    with acting_in(Scope.everything()):
        assert Booking.objects.filter(series_id=series.series_id, state="held").count() == 3
    assert again(series).series_id == series.series_id
