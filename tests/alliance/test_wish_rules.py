"""The way of a wish, decided without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from linli.alliance.rules import (
    ENDED,
    Check,
    FulfilmentRate,
    Part,
    PledgeFacts,
    ResourceKind,
    WishDeed,
    WishFacts,
    WishKind,
    WishState,
    available,
    candidates,
    days_of,
    decide,
    due_after,
    ends_soon,
    looks_personal,
)
from linli.alliance.rules.wish_loop import TABLE
from linli.kernel.deed_table import BrokenDeedTable, check_deed_table
from linli.kernel.errors import BadInput, MissingField, NotAllowed, WrongState
from linli.kernel.work_calendar import WorkCalendar

TODAY = date(2026, 3, 2)
ALL_CHECKS = tuple(check.value for check in Check)


def ask(deed, state, given=None, *, by="someone", parts=(Part.DESK,), reported_by=None):
    facts = WishFacts(state=state, reported_by=reported_by)
    return decide(deed, facts, given or {}, by=by, parts=parts, today=TODAY)


def test_the_table_reaches_every_state_and_leaves_nobody_waiting_for_nobody():
    check_deed_table(TABLE, WishState, ENDED)


def test_a_table_with_a_dead_end_is_refused():
    with pytest.raises(BrokenDeedTable, match="fulfilled"):
        check_deed_table([row for row in TABLE if WishState.FULFILLED not in row.sources], WishState, ENDED)


def test_every_open_state_has_a_day_on_which_somebody_is_reminded():
    calendar, now = WorkCalendar({}, frozenset()), datetime(2026, 3, 2, 2, tzinfo=UTC)
    for state in WishState:
        due = due_after(state, now=now, calendar=calendar, promised_on=TODAY + timedelta(days=3))
        assert (due is None) is (state in ENDED)


def test_a_review_is_due_after_three_working_days_and_a_claim_after_thirty_days():
    calendar, friday = WorkCalendar({}, frozenset()), datetime(2026, 3, 6, 2, tzinfo=UTC)
    assert due_after(WishState.COLLECTED, now=friday, calendar=calendar).date() == date(2026, 3, 11)
    assert due_after(WishState.PUBLISHED, now=friday, calendar=calendar) == friday + timedelta(days=30)


def test_a_wish_is_published_only_when_small_reasonable_and_doable():
    given = {"kind": "goods", "public_words": "想要一盏台灯"}
    with pytest.raises(BadInput, match="unmet"):
        ask(WishDeed.APPROVE, WishState.COLLECTED, given | {"checks": ALL_CHECKS[:2]})
    assert ask(WishDeed.APPROVE, WishState.COLLECTED, given | {"checks": ALL_CHECKS}) is WishState.PUBLISHED


@pytest.mark.parametrize("words", ["电话13900005678", "3号楼201想要台灯", "502室的老人", "2单元301"])
def test_what_is_published_may_not_tell_who_it_is(words):
    assert looks_personal(words)
    with pytest.raises(BadInput, match="personal"):
        ask(WishDeed.APPROVE, WishState.COLLECTED, {"kind": "goods", "public_words": words, "checks": ALL_CHECKS})


def test_a_refusal_says_why():
    with pytest.raises(MissingField):
        ask(WishDeed.REFUSE, WishState.COLLECTED)


def test_whoever_reports_it_done_does_not_confirm_it_for_the_wisher():
    with pytest.raises(NotAllowed, match="own_report"):
        ask(WishDeed.CONFIRM, WishState.FULFILLED, {"said": "她说好"}, by="staff", reported_by="staff")
    said = {"said": "她说很好"}
    assert ask(WishDeed.CONFIRM, WishState.FULFILLED, said, by="staff2", reported_by="staff") is WishState.CONFIRMED
    own = available(WishFacts(state=WishState.FULFILLED, reported_by="staff"), by="staff", parts={Part.DESK})
    assert [one.why_not != "" for one in own if one.deed is WishDeed.CONFIRM] == [True]


def test_staff_confirm_only_with_the_wishers_own_words_and_she_herself_without():
    with pytest.raises(MissingField):
        ask(WishDeed.CONFIRM, WishState.FULFILLED)
    assert ask(WishDeed.CONFIRM, WishState.FULFILLED, parts={Part.WISHER}) is WishState.CONFIRMED


def test_who_wished_cannot_claim_and_a_stranger_can_only_claim():
    with pytest.raises(NotAllowed):
        ask(WishDeed.CLAIM, WishState.PUBLISHED, parts={Part.WISHER})
    for state in WishState:
        offered = {one.deed for one in available(WishFacts(state=state), by="x", parts={Part.PUBLIC})}
        assert offered <= {WishDeed.CLAIM}


def test_nothing_is_done_with_an_ended_wish_but_its_story_told():
    for state in ENDED:
        for deed in set(WishDeed) - {WishDeed.TELL_STORY}:
            with pytest.raises(WrongState):
                ask(deed, state, parts=set(Part))


@pytest.mark.parametrize("days", [-1, 181])
def test_a_promise_is_for_a_day_within_half_a_year(days):
    with pytest.raises(BadInput, match="promised_on"):
        ask(
            WishDeed.CLAIM, WishState.PUBLISHED, {"claimer": "x", "promised_on": TODAY + timedelta(days=days)},
            parts={Part.PUBLIC},
        )  # fmt: skip


def test_a_rate_of_nothing_is_no_figure():
    assert FulfilmentRate(0, 0).percent is None
    assert FulfilmentRate(1, 3).percent == 33
    assert days_of(None) is None
    assert days_of(timedelta(hours=36)) == 1.5


def pledge(number, kind=ResourceKind.GOODS, area="341702010901", left="3", first=-10, last=100):
    day = timedelta(days=1)
    return PledgeFacts(UUID(int=number), kind, area, Decimal(left), TODAY + first * day, TODAY + last * day)


def test_pledges_are_offered_by_kind_then_nearness_then_what_ends_first():
    offered = [
        pledge(1, ResourceKind.FUNDS),
        pledge(2, last=200),
        pledge(3, last=20),
        pledge(4, area="3417020109011001"),
    ]
    found = candidates(WishKind.GOODS, "3417020109011001", offered, TODAY)
    assert [one.pledge.id.int for one in found] == [4, 3, 2, 1]


@pytest.mark.parametrize(
    "unfit",
    [{"kind": ResourceKind.WORKS}, {"left": "0"}, {"last": -1}, {"first": 1}, {"area": "341702010902"}],
    ids=["kind", "used up", "over", "not yet", "elsewhere"],
)
def test_a_pledge_that_cannot_serve_is_not_offered(unfit):
    assert candidates(WishKind.GOODS, "3417020109011001", [pledge(1, **unfit)], TODAY) == []


def test_a_pledge_is_pointed_at_thirty_days_before_it_ends():
    assert [ends_soon(TODAY + timedelta(days=n), TODAY) for n in (-1, 0, 30, 31)] == [False, True, True, False]
