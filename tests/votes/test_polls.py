"""A vote from its roll to its result, and what nobody may do on the way."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from linli.accounts.models import Notice
from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, MissingField, NotAllowed, NotFound, TooLate, WrongState
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine, IdempotencyKey, OutboxMessage
from linli.ledger.scoped import acting_in
from linli.votes.actions.add_to_roll import add_to_roll
from linli.votes.actions.answer_objection import answer_objection
from linli.votes.actions.ask_turn import ask_turn
from linli.votes.actions.change_vote import change_vote
from linli.votes.actions.confirm_turn import confirm_turn
from linli.votes.actions.correct_roll_entry import correct_roll_entry
from linli.votes.actions.give_proxy import give_proxy
from linli.votes.actions.object_to_roll import object_to_roll
from linli.votes.actions.register_vote import register_vote
from linli.votes.actions.replace_ballot import replace_ballot
from linli.votes.actions.revoke_proxy import revoke_proxy
from linli.votes.filled_ballot import FilledBallot
from linli.votes.jobs import sweep_votes
from linli.votes.models import Ballot, RollMark, UrnBallot
from linli.votes.rules.phases import MovesBy, Phase
from linli.votes.rules.roll_rows import RollRow
from tests.votes import polls

pytestmark = pytest.mark.django_db


def all_of(model, vote):
    with acting_in(Scope.everything()):
        return list(model.objects.filter(vote_id=vote.id))


def test_a_vote_goes_from_roll_to_result_and_its_chain_holds(town):
    vote = polls.voting(town)
    for entry, mark in zip(polls.entries(vote), "aaab", strict=False):
        polls.cast(vote, entry, mark)
    vote = polls.declared(town, vote)
    assert (vote.result["verdict"], vote.result["passed"]) == ("decided", ["a"])
    assert (vote.roll_heads, vote.result["returned"]) == (6, 4)
    assert polls.chain_holds(vote)


def test_whoever_has_voted_does_not_vote_again_by_any_channel(town):
    vote = polls.voting(town, proxy_cap=1)
    first, second = polls.entries(vote)[:2]
    polls.cast(vote, first, "a")
    with pytest.raises(Conflict):
        polls.cast(vote, first, "b")
    with pytest.raises(Conflict):
        polls.cast(vote, first, "b", actor=town.actor("staff"))
    proxy = give_proxy(
        actor=town.actor("staff"), key=uuid4(), vote=vote.key, number=second.number, name="女儿", phone="13911112222"
    )
    polls.cast(vote, second, "b")
    with pytest.raises(Conflict):
        polls.cast(vote, second, "a", actor=polls.reporter(proxy.id, town.code), proxy=proxy.id)
    assert len(all_of(UrnBallot, vote)) == 2


def test_nothing_kept_beside_a_voters_name_tells_her_choice_or_her_receipt(town):
    vote = polls.voting(town)
    receipts = [polls.cast(vote, entry, "b") for entry in polls.entries(vote)[:3]]
    with acting_in(Scope.everything()):
        kept = json.dumps(
            [
                *AuditLine.objects.values_list("changes", flat=True),
                *IdempotencyKey.objects.values_list("result", flat=True),
                *OutboxMessage.objects.values_list("payload", flat=True),
                *[one.facts for one in polls.lines(vote)],
            ]
        )
    assert not any(receipt in kept for receipt in receipts)
    assert '"marks"' not in kept
    urn = all_of(UrnBallot, vote)
    assert {one.id.version for one in urn} == {4}, "an id made by the clock would tell the order"
    assert {one.number for one in urn} == {None}
    # The same ballot marked otherwise leaves the same digest: the key's digest cannot be tried out.
    assert str(FilledBallot(["a"], receipts[0])) == str(FilledBallot(["b"], receipts[1]))


def test_the_urn_is_emptied_in_another_order_and_keeps_nothing(town):
    vote = polls.voting(town, voters=20)
    receipts = [polls.cast(vote, entry, "b") for entry in polls.entries(vote)]
    polls.counting(town, vote)
    assert all_of(UrnBallot, vote) == []
    out = all_of(Ballot, vote)
    assert {one.receipt for one in out} == set(receipts)
    assert [one.receipt for one in out] != receipts


def test_phases_exclude_each_other_and_staff_go_round_none_of_them(town):
    vote, staff, lead = polls.preparing(town), town.actor("staff"), town.actor("lead")
    with pytest.raises(WrongState):
        polls.cast(vote, polls.entries(vote)[0], "a")
    for target in (Phase.VOTING, Phase.COUNTING, Phase.DECLARED, Phase.PREPARING):
        with pytest.raises(WrongState):
            ask_turn(actor=staff, key=uuid4(), vote=vote.key, target=target)
    vote = polls.turn(town, vote, Phase.ROLL_PUBLISHED)
    with pytest.raises(WrongState):
        change_vote(actor=staff, key=uuid4(), vote=vote.key, settings=polls.settings(title="换一个题目"))
    vote = polls.turn(town, vote, Phase.VOTING)
    with pytest.raises(WrongState):
        add_to_roll(actor=lead, key=uuid4(), vote=vote.key, source="typed", rows=[RollRow("晚到的人")])
    with pytest.raises(WrongState):
        ask_turn(actor=staff, key=uuid4(), vote=vote.key, target=Phase.DECLARED)
    vote = polls.declared(town, vote)
    with pytest.raises(WrongState):
        polls.cast(vote, polls.entries(vote)[0], "a")


def test_two_people_turn_a_vote_never_one(town):
    vote, staff, lead = polls.preparing(town), town.actor("staff"), town.actor("lead")
    with pytest.raises(WrongState):
        confirm_turn(actor=lead, key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)
    ask_turn(actor=staff, key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)
    with pytest.raises(NotAllowed, match="second_person"):
        confirm_turn(actor=staff, key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)
    change_vote(actor=staff, key=uuid4(), vote=vote.key, settings=polls.settings(title="改过的题目"))
    with pytest.raises(WrongState):
        confirm_turn(actor=lead, key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)
    with pytest.raises(NotAllowed):
        ask_turn(actor=town.actor("patch_leader"), key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)
    with pytest.raises(NotFound):
        ask_turn(actor=town.actor("neighbour_staff"), key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)


def test_a_result_is_annulled_with_a_reason_and_never_edited(town):
    vote = polls.declared(town, polls.voting(town))
    with pytest.raises(MissingField):
        ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=Phase.ANNULLED)
    result = vote.result
    vote = polls.turn(town, vote, Phase.ANNULLED, "名册漏了一栋楼")
    assert (vote.phase, vote.annulled_reason, vote.result) == ("annulled", "名册漏了一栋楼", result)
    with pytest.raises(WrongState):
        ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=Phase.DECLARED)


def test_the_clock_opens_and_closes_and_nobody_else(town):
    vote = polls.published(town, moves_by=MovesBy.CLOCK)
    with pytest.raises(WrongState, match="by_the_clock"):
        ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=Phase.VOTING)
    assert sweep_votes() == 0
    with clock.at(vote.opens_at + timedelta(minutes=1)):
        assert sweep_votes() == 1
        polls.cast(vote, polls.entries(vote)[0], "a")
    with clock.at(vote.closes_at):
        with pytest.raises(TooLate):  # before the sweep has come round
            polls.cast(vote, polls.entries(vote)[1], "a")
        assert sweep_votes() == 1
    assert polls.read_again(vote).phase == "counting"


def test_a_poll_whose_hour_strikes_without_a_roll_is_told_to_its_keepers_once(town):
    vote = polls.preparing(town, moves_by=MovesBy.CLOCK)
    with clock.at(vote.opens_at + timedelta(minutes=1)):
        assert [sweep_votes() for _ in range(2)] == [0, 0]
    with acting_in(Scope.everything()):
        told = Notice.objects.filter(kind="vote_roll_late", subject_id=vote.id)
        assert told.filter(user_id=town.users["staff"].id).count() == 1


def test_the_roll_is_objected_to_corrected_and_then_frozen(town):
    vote = polls.published(town, moves_by=MovesBy.CLOCK)
    resident = polls.reporter(uuid4(), town.code)
    objection = object_to_roll(
        actor=resident, key=uuid4(), vote=vote.key, words="没有我", name="王秀英", phone="13900009999"
    )
    with clock.at(vote.opens_at + timedelta(minutes=1)):
        assert sweep_votes() == 0, "an objection is open"
        staff = town.actor("staff")
        add_to_roll(actor=staff, key=uuid4(), vote=vote.key, source="typed", rows=[RollRow("王秀英", "13900009999")])
        answer_objection(actor=staff, key=uuid4(), vote=vote.key, objection=objection.key, answer="已补上")
        assert sweep_votes() == 1
    vote = polls.read_again(vote)
    assert vote.roll_heads == 7
    entry = polls.entries(vote)[0]
    with pytest.raises(WrongState):
        correct_roll_entry(actor=staff, key=uuid4(), vote=vote.key, entry=entry.key, row=None, reason="搬走了")


def test_an_entry_struck_off_leaves_its_reason(town):
    vote = polls.preparing(town)
    entry = polls.entries(vote)[0]
    correct_roll_entry(
        actor=town.actor("staff"), key=uuid4(), vote=vote.key, entry=entry.key, row=None, reason="已经搬走"
    )
    assert len(polls.entries(vote)) == 5
    with acting_in(Scope.everything()):
        assert AuditLine.objects.filter(deed="vote.correct_roll", purpose="已经搬走").count() == 1


def test_proxies_are_capped_and_taken_back_until_they_have_voted(town):
    vote, staff = polls.voting(town, proxy_cap=2), town.actor("staff")

    def give(number):
        return give_proxy(actor=staff, key=uuid4(), vote=vote.key, number=number, name="李女儿", phone="13911112222")

    first, second = give(1), give(2)
    with pytest.raises(BadInput, match="proxy_cap"):
        give(3)
    with pytest.raises(Conflict):
        give(1)
    revoke_proxy(actor=staff, key=uuid4(), vote=vote.key, proxy=first.key)
    entry_one, entry_two, entry_three = polls.entries(vote)[:3]
    with pytest.raises(NotFound):
        polls.cast(vote, entry_one, "a", actor=polls.reporter(first.id, town.code), proxy=first.id)
    third = give(3)
    with pytest.raises(NotFound):
        polls.cast(vote, entry_three, "a", actor=polls.reporter(second.id, town.code), proxy=second.id)
    polls.cast(vote, entry_three, "a", actor=polls.reporter(third.id, town.code), proxy=third.id)
    with pytest.raises(WrongState):
        revoke_proxy(actor=staff, key=uuid4(), vote=vote.key, proxy=third.key)
    polls.cast(vote, entry_two, "a")
    channels = sorted(one.channel for one in all_of(RollMark, vote))
    assert channels == ["proxy", "web"]


def test_a_ballot_is_changed_by_its_receipt_alone_and_only_where_the_vote_says_so(town):
    vote = polls.voting(town, changeable=True)
    entry, other = polls.entries(vote)[:2]
    receipt = polls.cast(vote, entry, "a")

    def change(entry, receipt, vote=vote):
        replace_ballot(
            actor=polls.voter(entry), key=uuid4(), vote=vote.key, entry=entry.id, ballot=FilledBallot(["b"], receipt)
        )

    with pytest.raises(WrongState):
        change(other, receipt)
    with pytest.raises(NotFound):
        change(entry, "AAAAAAAAAA")
    change(entry, receipt)
    final = polls.voting(town)
    with pytest.raises(WrongState):
        change(polls.entries(final)[0], polls.cast(final, polls.entries(final)[0], "a"), final)
    vote = polls.declared(town, vote)
    assert [one.marks for one in all_of(Ballot, vote)] == [["b"]]


def test_a_ballot_with_too_many_or_unknown_marks_is_refused_before_it_is_cast(town):
    vote = polls.voting(town)
    entry = polls.entries(vote)[0]
    for marks in ([], ["a", "b"], ["x"]):
        with pytest.raises(BadInput):
            polls.cast(vote, entry, *marks)
    polls.cast(vote, entry, "a")


def test_an_owners_vote_is_by_name_and_needs_every_area(town):
    vote = polls.preparing(town, rule="owners_special", choices=[])
    assert vote.named
    add_to_roll(actor=town.actor("staff"), key=uuid4(), vote=vote.key, source="typed", rows=[RollRow("没写面积")])
    with pytest.raises(MissingField, match="area"):
        ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=Phase.ROLL_PUBLISHED)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"choices": []}, "choices"),
        ({"rule": "no_such_rule"}, "rule"),
        ({"title": ""}, "title"),
        ({"question": "长" * 401}, "question"),
        ({"seats": 9, "rule": "several_seats"}, "seats"),
        ({"quorum_percent": 101}, "quorum_percent"),
        ({"proxy_cap": 11}, "proxy_cap"),
    ],
)
def test_settings_that_cannot_stand_are_refused_by_name(town, changed, field):
    with pytest.raises(BadInput) as refused:
        register_vote(actor=town.actor("staff"), key=uuid4(), place_code=town.code, settings=polls.settings(**changed))
    assert refused.value.field == field
