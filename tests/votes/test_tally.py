"""The rules of counting: exact at their edges, blind to the order of ballots, and counted twice by two programs."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.errors import BadInput
from linli.votes.recount import _result, recount
from linli.votes.rules.chain import digest_of_ballots
from linli.votes.rules.counting_rules import NEWEST, RULES, Way, check_marks, marks_allowed, rule_named
from linli.votes.rules.papers import Papers, differing
from linli.votes.rules.tally import CountedBallot, Outcome, Roll, Verdict, tally

CHOICES = ["a", "b", "c", "abstain"]
OWNERS = ["yes", "no", "abstain"]


def ballots(*marks: str, area: str = "0") -> list[CountedBallot]:
    """One ballot for each word, a sign a mark; `!` is a spoiled one."""
    return [CountedBallot((), "blank") if one == "!" else CountedBallot(tuple(one), "", Decimal(area)) for one in marks]


def count(rule: str, marks: list[CountedBallot], roll: int = 10, **more: Any) -> Outcome:
    return tally(rule_named(rule), CHOICES[:3], marks, Roll(roll), **more)


def owners(rule: str, yes: int, no: int, roll: int, yes_area: str = "", roll_area: str = "") -> Verdict:
    """`yes` owners of 1 m² each and `no` of 1 m², unless the whole area of the yes side is given."""
    each = Decimal(yes_area) / yes if yes_area and yes else Decimal(1)
    said = [CountedBallot(("yes",), "", each)] * yes + [CountedBallot(("no",), "", Decimal(1))] * no
    return tally(rule_named(rule), OWNERS, said, Roll(roll, Decimal(roll_area or roll))).verdict


@pytest.mark.parametrize(
    ("marks", "verdict", "passed"),
    [
        ("aab", Verdict.DECIDED, ("a",)),
        ("aabb", Verdict.TIE, ()),
        ("aabc", Verdict.NOT_PASSED, ()),
        ("", Verdict.NOT_PASSED, ()),
        ("!!a", Verdict.DECIDED, ("a",)),
    ],
)
def test_a_simple_majority_is_more_than_half_of_the_valid_ballots(marks, verdict, passed):
    found = count("simple_majority", ballots(*marks))
    assert (found.verdict, found.passed) == (verdict, passed)


def test_an_absolute_majority_is_more_than_half_of_the_roll():
    assert count("absolute_majority", ballots(*"aaaaa"), roll=10).verdict is Verdict.NOT_PASSED
    assert count("absolute_majority", ballots(*"aaaaaa"), roll=10).verdict is Verdict.DECIDED


def test_abstentions_are_no_side():
    said = ballots(*"aab") + [CountedBallot(("abstain",))] * 5
    assert tally(rule_named("simple_majority"), CHOICES, said, Roll(20)).verdict is Verdict.DECIDED


def test_what_more_than_half_approve_passes():
    found = count("approval", ballots("ab", "ab", "ac", "c"))
    assert found.passed == ("a",), "b has just half"


@pytest.mark.parametrize(
    ("marks", "verdict", "passed", "tied"),
    [
        (["ab", "ab", "c"], Verdict.DECIDED, {"a", "b"}, set()),
        (["ab", "a", "c"], Verdict.TIE, {"a"}, {"b", "c"}),
        (["a", "b", "c"], Verdict.TIE, set(), {"a", "b", "c"}),
        (["a"], Verdict.DECIDED, {"a"}, set()),
        (["!"], Verdict.NOT_PASSED, set(), set()),
    ],
)
def test_seats_go_by_votes_and_a_tie_at_the_last_is_named(marks, verdict, passed, tied):
    found = count("several_seats", ballots(*marks), seats=2)
    assert (found.verdict, set(found.passed), set(found.tied)) == (verdict, passed, tied)


def test_owners_two_thirds_take_part_and_more_than_half_agree():
    """民法典 278: ordinary matters. Two thirds holds itself, half does not."""
    assert owners("owners_ordinary", 4, 2, 9) is Verdict.DECIDED
    assert owners("owners_ordinary", 4, 1, 9) is Verdict.NO_QUORUM
    assert owners("owners_ordinary", 3, 3, 9) is Verdict.NOT_PASSED
    # Both heads and area: most heads with less than half of the area do not carry it.
    assert owners("owners_ordinary", 4, 2, 6, yes_area="1.99", roll_area="4") is Verdict.NOT_PASSED
    assert owners("owners_ordinary", 4, 2, 6, yes_area="2.01", roll_area="4.01") is Verdict.DECIDED


def test_owners_special_matters_need_three_quarters_of_both():
    assert owners("owners_special", 3, 1, 6) is Verdict.DECIDED
    assert owners("owners_special", 2, 1, 4) is Verdict.NOT_PASSED
    assert owners("owners_special", 6, 2, 12, yes_area="5.99", roll_area="11") is Verdict.NOT_PASSED


def test_too_few_ballots_decide_nothing():
    assert count("simple_majority", ballots(*"aaaa"), roll=10, quorum_percent=50).verdict is Verdict.NO_QUORUM
    assert count("simple_majority", ballots(*"aaaa!"), roll=10, quorum_percent=50).verdict is Verdict.DECIDED


def test_marks_that_cannot_be_are_refused():
    for marks in ([], ["a", "a"], ["x"], ["a", "b", "c"], ["a", "abstain"]):
        with pytest.raises(BadInput):
            check_marks(marks, set(CHOICES), 2)
    assert check_marks(["b", "a"], set(CHOICES), 2) == ["a", "b"]


def test_every_rule_says_what_it_does_and_is_kept_by_its_version():
    assert all(rule.text and rule.name == name for name, rule in RULES.items())
    assert all(rule.source for rule in RULES.values() if rule.way is Way.OWNERS)
    assert {f"{rule.code}@{rule.version}" for rule in NEWEST.values()} <= RULES.keys()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from("ABCDEFG"), st.tuples(st.just(("a",)), st.sampled_from(["", "blank"]))))
def test_a_reading_never_differs_from_itself(read):
    assert differing(read, read) == []
    assert differing(read, {}) == sorted(read)


@given(*[st.integers(0, 50)] * 4)
def test_papers_balance_only_when_all_are_accounted_for(cast, spoiled, unused, handed_out):
    papers = Papers(cast + spoiled + unused, handed_out, cast, spoiled, unused)
    assert papers.missing == 0
    assert papers.balances == (not papers.issued or cast + spoiled <= handed_out)
    assert not Papers(papers.issued + 1, handed_out, cast, spoiled, unused).balances


@st.composite
def polls(draw) -> dict[str, Any]:
    """A published vote of any rule with any ballots."""
    rule = draw(st.sampled_from(sorted(NEWEST.values(), key=lambda one: one.code)))
    choices = OWNERS if rule.yes_or_no else CHOICES[: draw(st.integers(2, 4))]
    seats, most = draw(st.integers(1, len(choices))), draw(st.integers(1, len(choices)))
    allowed = marks_allowed(rule, most, seats)
    one = st.one_of(st.just(None), st.lists(st.sampled_from(choices), min_size=1, max_size=allowed, unique=True))
    said = draw(st.lists(st.tuples(one, st.integers(1, 30000)), max_size=14))
    extra, quorum = draw(st.integers(0, 6)), draw(st.sampled_from([0, 0, 30, 50, 100]))
    return {
        "rule": rule,
        "choices": choices,
        "seats": seats,
        "most": most,
        "said": said,
        "extra": extra,
        "quorum": quorum,
    }


def as_file(poll: dict[str, Any]) -> tuple[dict[str, Any], list[CountedBallot], Roll]:
    rule, listed, counted_ones, area = poll["rule"], [], [], Decimal(0)
    for n, (marks, cents) in enumerate(poll["said"], 1):
        size = Decimal(cents) / 100
        area += size
        counted_ones.append(CountedBallot(tuple(marks or ()), "" if marks else "blank", size))
        listed.append(
            {
                "receipt": f"R{n:09d}",
                "marks": marks or [],
                "spoiled": "" if marks else "blank",
                "number": n,
                "area": f"{size:.2f}",
            }
        )
    roll = Roll(len(listed) + poll["extra"], area + poll["extra"] * Decimal(80))
    told = {
        "vote": {
            "choices": [{"id": one, "label": one} for one in poll["choices"]],
            "rule": {
                "way": rule.way.value,
                "takes_part": str(rule.takes_part),
                "approves": str(rule.approves),
                "at_least": rule.at_least,
            },
            "seats": poll["seats"],
            "quorum_percent": poll["quorum"],
        },
        "roll": {"heads": roll.heads, "area": f"{roll.area:.2f}"},
        "ballots": listed,
    }
    return told, counted_ones, roll


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(polls())
def test_the_public_recount_and_our_own_count_agree_and_order_never_matters(poll):
    told, said, roll = as_file(poll)
    more = {"seats": poll["seats"], "quorum_percent": poll["quorum"]}
    found = tally(poll["rule"], poll["choices"], said, roll, **more)
    told["result"] = {
        "verdict": found.verdict.value,
        "passed": list(found.passed),
        "counts": [{"choice": one.choice, "heads": one.heads} for one in found.counts],
    }
    assert all(agrees for agrees, _words in _result(told)), list(_result(told))
    turned = said[:]
    Random(7).shuffle(turned)
    again = tally(poll["rule"], poll["choices"], turned, roll, **more)
    assert again == found
    assert digest_of_ballots(told["ballots"]) == digest_of_ballots(reversed(told["ballots"]))
    assert set(found.passed).isdisjoint(found.tied)
    assert sum(one.heads for one in found.counts) == sum(len(one.marks) for one in said if not one.spoiled)


def test_a_file_that_is_no_vote_is_refused():
    with pytest.raises((KeyError, ValueError)):
        recount({"format": "something"})
