"""Questions, tallies and comparisons, decided without a database."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.forms.rules.question import QuestionKind, Wording, as_typed, from_lines, read_answer, read_typed
from linli.forms.rules.registered import Rhythm, fields_of, turn_of
from linli.forms.rules.shipped import shipped_questions
from linli.forms.rules.tally import Group, NumberSums, differences, missing, tally, wilson
from linli.kernel.errors import BadInput

SCALE = Wording(QuestionKind.SCALE, "满意吗").checked()
MANY = from_lines(QuestionKind.MULTIPLE, "想改什么", "停车位\n路灯\n绿化").checked()
YES_NO = Wording(QuestionKind.YES_NO, "赞成吗").checked()
NUMBER = Wording(QuestionKind.NUMBER, "几辆车", unit="辆").checked()


def test_the_shipped_bank_has_comparable_questions_for_need_plan_and_effect():
    bank = {one.code: one for one in shipped_questions()}
    assert len(bank) == len(shipped_questions())
    for stage in ("before", "during", "after"):
        assert sum(stage in one.stages for one in bank.values()) >= 5
    assert bank["reno.parking"].stages.split(",") == ["before", "during", "after"]


def test_a_choice_needs_two_different_options():
    with pytest.raises(BadInput, match="too_few"):
        from_lines(QuestionKind.SINGLE, "哪个", "只有一个").checked()
    with pytest.raises(BadInput, match="twice"):
        from_lines(QuestionKind.SINGLE, "哪个", "路灯\n路灯").checked()


@pytest.mark.parametrize(
    ("wording", "raw", "reason"),
    [
        (SCALE, ["6"], "not_a_choice"),
        (SCALE, ["1", "2"], "one_choice"),
        (MANY, ["9"], "not_a_choice"),
        (NUMBER, ["两辆"], "not_a_number"),
        (NUMBER, ["-1"], "not_a_number"),
        (NUMBER, ["NaN"], "not_a_number"),
        (NUMBER, ["1e99"], "not_a_number"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused_at_its_question(wording, raw, reason):
    with pytest.raises(BadInput, match=reason) as refusal:
        read_answer(wording, raw, "q3")
    assert refusal.value.field == "q3"


def test_a_question_left_open_is_no_answer_unless_it_must_be_answered():
    assert read_answer(SCALE, ["", " "], "q1") == ()
    with pytest.raises(BadInput, match="missing"):
        read_answer(SCALE, [], "q1", required=True)


def test_paper_is_typed_by_numbers_and_reads_back_the_same():
    for wording, typed in ((MANY, "1 3"), (YES_NO, "2"), (SCALE, "4"), (NUMBER, "2")):
        given_ = read_answer(wording, read_typed(wording, typed, "q1"), "q1")
        assert as_typed(wording, given_) == typed
    assert read_typed(MANY, "3，1", "q1") == ["3", "1"]
    with pytest.raises(BadInput):
        read_typed(MANY, "4", "q1")


def test_a_mean_never_comes_without_its_base():
    counted = tally(SCALE, 4, {"5": 3, "1": 1})
    assert (counted.mean.n, counted.mean.value) == (4, 4.0)
    assert counted.mean.interval.holds(4)
    assert tally(SCALE, 0, {}).mean is None
    assert tally(SCALE, 1, {"3": 1}).mean.interval is None, "one answer tells no spread"
    assert [one.percent for one in tally(YES_NO, 0, {}).shares] == [None, None]


def test_a_number_has_mean_median_and_sum():
    counted = tally(NUMBER, 3, {}, NumberSums(3, Decimal(6), Decimal(14), Decimal(2)))
    assert (counted.mean.value, counted.median, counted.total) == (2, 2, 6)


def test_wilsons_interval_is_the_published_one():
    # Newcombe 1998, table I: 81 of 263 → 0.2553 to 0.3662.
    found = wilson(81, 263)
    assert (round(found.low, 2), round(found.high, 2)) == (25.53, 36.62)


def test_the_difference_of_two_shares_is_newcombes():
    # Newcombe 1998 (paired with his example b): 56/70 − 48/80 → 0.0524 to 0.3339 by method 10.
    base, later = tally(YES_NO, 80, {"yes": 48, "no": 32}), tally(YES_NO, 70, {"yes": 56, "no": 14})
    (found,) = differences(YES_NO, base, later)
    assert round(found.value, 1) == 20.0
    assert (round(found.interval.low, 2), round(found.interval.high, 2)) == (5.24, 33.39)
    assert found.is_clear


def test_nothing_is_compared_with_nothing():
    assert differences(SCALE, tally(SCALE, 0, {}), tally(SCALE, 3, {"5": 3})) == []


@given(st.integers(0, 500), st.integers(1, 500))
def test_an_interval_holds_its_share(count, more):
    n = count + more
    found = wilson(count, n)
    assert 0 <= found.low <= 100 * count / n + 1e-9 <= found.high + 2e-9
    assert found.high <= 100


@given(
    st.dictionaries(st.sampled_from("12345"), st.integers(0, 60)),
    st.dictionaries(st.sampled_from("12345"), st.integers(0, 60)),
)
def test_a_difference_turned_round_is_its_opposite(first, second):
    one, two = (tally(SCALE, sum(counts.values()), counts) for counts in (first, second))
    there, back = differences(SCALE, one, two), differences(SCALE, two, one)
    assert len(there) == len(back)
    for a, b in zip(there, back, strict=True):
        assert a.value == pytest.approx(-b.value)


def test_groups_heard_too_little_are_named_the_least_heard_first():
    groups = [Group("1号楼", 9, 10), Group("2号楼", 2, 10), Group("3号楼", 0, 10), Group("4号楼", 7, 10)]
    assert [one.name for one in missing(groups)] == ["3号楼", "2号楼"]
    assert missing([]) == []


def test_a_field_called_like_something_known_is_filled_in_by_itself():
    fields = fields_of("社区名称\n户数\n本月走访次数\n")
    assert [one.master for one in fields] == ["community", "households", ""]


def test_turns_of_a_rhythm():
    from datetime import date

    day = date(2027, 1, 1)
    assert [turn_of(one, day) for one in Rhythm] == ["once", "2026-W53", "2027-01", "2027-Q1", "2027"]
