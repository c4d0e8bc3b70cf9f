"""Whatever people try, in whatever order, the loop stays whole."""

from dataclasses import fields
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from matter import PEOPLE, Matter

from linli.cases.rules import ENDED, UNDER_WAY, CaseFacts, Deed, State, available, states_of
from linli.cases.rules.transitions import INDEX
from linli.kernel.errors import Refusal
from linli.kernel.limits import Limit
from linli.kernel.plain_data import from_plain, to_plain

STAFF = sorted(PEOPLE.keys() - {"resident", "neighbour", "system"})


@st.composite
def tries(draw):
    """Somebody tries something, with a form that is mostly filled in."""
    return {
        "who": draw(st.sampled_from(sorted(PEOPLE))),
        "pick": draw(st.integers(0, 60)),
        "wild": draw(st.integers(0, 9)) == 0,
        "lead": draw(st.sampled_from(["firm", "officer", "clerk", "housing"])),
        "hours": draw(st.sampled_from([0, 1, 5, 30, 200])),
        "unhappy": draw(st.booleans()),
        "reached": draw(st.integers(0, 3)) > 0,
    }


def form(matter, move):
    return {
        "body": "楼道堆物",
        "entry": "neighbour" if move["unhappy"] else "resident",
        "text": "情况",
        "reason": "理由" if move["unhappy"] else "",
        "category": "0201",
        "place": "341702010901",
        "result": "已办",
        "finding": "属实",
        "verifier": "officer",
        "lead": move["lead"],
        "lead_level": matter.facts.lead_level,
        "assists": [],
        "contacted": "张女士",
        "contacted_at": matter.now,
        "kind": "emergency",
        "departments": ["housing"],
        "department": "housing",
        "invited": ["firm"],
        "minutes": "商定",
        "reached": move["reached"],
        "resolved": not move["unhappy"],
        "satisfaction": "dissatisfied" if move["unhappy"] else "satisfied",
        "extension": Limit.parse("1wd"),
        "review_on": (matter.now + timedelta(days=10)).date(),
        "question": "几号柱？",
        "into": "other",
        "into_state": "filed",
        "rung": "street",
    }


@settings(max_examples=120, deadline=None)
@given(st.lists(tries(), min_size=20, max_size=60))
def test_no_history_breaks_the_loop(moves):
    matter = Matter()
    matter.do("resident", Deed.RAISE, body="楼道堆物")
    for move in moves:
        matter.later(hours=move["hours"])
        offers = [
            item.deed for item in available(matter.facts, by=move["who"], roles=PEOPLE[move["who"]], now=matter.now)
        ]
        deeds = list(Deed) if move["wild"] or not offers else offers
        deed, who, before = deeds[move["pick"] % len(deeds)], move["who"], matter.facts
        reason_needed = deed not in {Deed.RATE, Deed.CALL_BACK}
        given_form = form(matter, move) | ({"reason": "理由"} if reason_needed else {})
        try:
            decision = matter.do(who, deed, **given_form)
        except Refusal:
            assert matter.facts is before
            continue
        if deed is Deed.FILE:
            matter.change(due_at=matter.now + timedelta(days=9), original_limit=Limit.parse("5wd"))
        assert_whole(before, decision, matter, who)


def assert_whole(before, decision, matter, who):
    facts = matter.facts
    assert (decision.deed, before.state) in INDEX
    assert isinstance(facts.state, State)
    if decision.deed in {Deed.TAKE_INSPECTION, Deed.PASS_INSPECTION, Deed.FAIL_INSPECTION, Deed.CALL_BACK}:
        assert who not in before.ever_handled | before.handlers | before.assists | before.earlier_reviewers
    if decision.deed in {Deed.WITHDRAW, Deed.RATE, Deed.REOPEN, Deed.APPEAL}:
        assert who in before.open_reporters
    if facts.state is State.WITHDRAWN and decision.moves:
        assert decision.deed is Deed.WITHDRAW
        assert not facts.open_reporters
    if decision.deed in {Deed.CONFIRM_VOID, Deed.CONFIRM_UNREASONABLE}:
        assert who not in (None, before.void_proposed_by, before.unreasonable_proposed_by)
    if before.state is State.ARCHIVED:
        raise AssertionError("nothing moves an archived case")
    if facts.state in {State.SUSPENDED, State.WAITING}:
        assert facts.before_pause not in (None, State.SUSPENDED, State.WAITING)
    if facts.state in UNDER_WAY - {State.REOPENED}:
        assert facts.filed_at is not None
    assert facts.open_reporters <= facts.reporters
    assert len(facts.inspectors & facts.earlier_reviewers) == 0
    assert from_plain(CaseFacts, to_plain(facts)) == facts
    assert to_plain(facts).keys() <= {field.name for field in fields(CaseFacts)}


def test_ended_cases_refuse_the_work_of_handling():
    work = {
        Deed.DISPATCH,
        Deed.ACCEPT,
        Deed.RETURN,
        Deed.TRANSFER,
        Deed.FEED_BACK,
        Deed.WHISTLE,
        Deed.SUSPEND,
        Deed.MERGE,
    }
    for deed in work:
        assert not states_of(deed) & ENDED
