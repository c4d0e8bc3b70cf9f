"""What halls decide without a database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.halls.rules import (
    ENDED,
    TABLE,
    Majority,
    MotionDeed,
    MotionState,
    Part,
    Share,
    called_in_time,
    difference,
    due_after,
    may_finish,
    passes,
    quorum,
    without_persons,
)
from linli.kernel.deed_table import BrokenDeedTable, available, check_deed_table, decide
from linli.kernel.errors import MissingField, NotAllowed, WrongState
from linli.kernel.work_calendar import WorkCalendar

NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)


def test_the_table_reaches_every_state_and_leaves_nobody_waiting_for_nobody():
    check_deed_table(TABLE, MotionState, ENDED)
    with pytest.raises(BrokenDeedTable, match="to_rate"):
        check_deed_table([row for row in TABLE if MotionState.DONE not in row.sources], MotionState, ENDED)
    with pytest.raises(BrokenDeedTable, match="ambiguous"):
        check_deed_table([*TABLE, TABLE[0]], MotionState, ENDED)


def test_only_the_keepers_admit_and_a_refusal_has_a_reason():
    ask = {"title": "装充电桩"}
    assert decide(TABLE, MotionDeed.ADMIT, MotionState.RAISED, ask, {Part.DESK}) is MotionState.ADMITTED
    with pytest.raises(NotAllowed):
        decide(TABLE, MotionDeed.ADMIT, MotionState.RAISED, ask, {Part.MEMBER})
    with pytest.raises(MissingField):
        decide(TABLE, MotionDeed.REFUSE, MotionState.RAISED, {}, {Part.CHAIR})
    with pytest.raises(WrongState):
        decide(TABLE, MotionDeed.ADMIT, MotionState.CLOSED, ask, {Part.DESK})
    assert available(TABLE, MotionState.RAISED, {Part.DESK})[0].deed is MotionDeed.ADMIT


def test_every_open_state_has_a_day_on_which_somebody_is_reminded():
    calendar = WorkCalendar({}, frozenset())
    for state in MotionState:
        due = due_after(state, now=NOW, calendar=calendar, answer_days=5, next_due=date(2026, 4, 1))
        assert (due is None) is (state in ENDED)


@given(st.integers(0, 500), st.integers(1, 100))
def test_a_quorum_is_the_share_rounded_up_and_never_more_than_everybody(members, percent):
    needed = quorum(members, percent)
    assert 1 <= needed <= max(1, members)
    assert needed * 100 >= members * percent


@given(st.integers(0, 100), st.integers(0, 100))
def test_what_two_thirds_carry_a_half_carries_too(in_favour, attending):
    if passes(Majority.TWO_THIRDS, in_favour, attending):
        assert passes(Majority.HALF, in_favour, attending)
    assert not passes(Majority.HALF, attending // 2, attending), "a tie is no majority"


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_says_both_texts_again(before, after):
    parts = difference(before, after)
    assert "".join(text for tag, text in parts if tag != "in") == before
    assert "".join(text for tag, text in parts if tag != "out") == after


def test_published_minutes_name_nobody():
    text = "冯涛：同意。冯涛的电话13900005678，住3号楼201室。王芳芳说好"
    shown = without_persons(text, {"冯涛": "成员", "王芳芳": "居民", "王芳": "居民"})
    assert shown == "成员：同意。成员的电话…，住…。居民说好"


def test_notice_signatures_and_shares():
    starts = NOW + timedelta(days=3)
    assert called_in_time(NOW, starts, 3)
    assert not called_in_time(NOW + timedelta(minutes=1), starts, 3)
    assert may_finish(2, 2, NOW, NOW)
    assert not may_finish(1, 2, NOW, NOW + timedelta(days=6))
    assert may_finish(1, 2, NOW, NOW + timedelta(days=7))
    assert not may_finish(0, 2, NOW, NOW + timedelta(days=9)), "minutes nobody signed are nobody's"
    assert Share(30, 150).shown == "20%"
    assert Share(0, 0).shown is None
