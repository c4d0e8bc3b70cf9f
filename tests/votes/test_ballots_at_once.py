"""Four ballots of one person at one moment, a hundred rounds, over real connections: one counts, always."""

from __future__ import annotations

from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest

from linli.kernel.actor import reporter
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.actions.give_proxy import give_proxy
from linli.votes.actions.hand_out_paper import hand_out_paper
from linli.votes.actions.print_papers import print_papers
from linli.votes.models import RollMark, UrnBallot
from tests.at_once import LONGEST_WAIT, at_once, winner_and_loser
from tests.small_community import make_small_community
from tests.votes import polls

ROUNDS = 100
PEOPLE = 4


@pytest.fixture
def town(committed_database):
    return make_small_community()


def marks_and_ballots(vote) -> tuple[int, int]:
    with acting_in(Scope.everything()):
        return RollMark.objects.filter(vote_id=vote.id).count(), UrnBallot.objects.filter(vote_id=vote.id).count()


def test_of_four_ballots_of_one_person_at_once_one_counts(town):
    vote = polls.voting(town, voters=ROUNDS)
    roll, together = polls.entries(vote), Barrier(PEOPLE)

    def one_browser(mark: str) -> list[str | Exception]:
        """A hundred rounds from one connection, each begun together with the other three."""
        said: list[str | Exception] = []
        for entry in roll:
            together.wait(LONGEST_WAIT)
            try:
                said.append(polls.cast(vote, entry, mark))
            except Conflict as refusal:
                said.append(refusal)
        return said

    browsers = at_once(*(partial(one_browser, mark) for mark in "abca"))
    for outcomes in zip(*browsers, strict=True):
        assert sum(isinstance(one, str) for one in outcomes) == 1, outcomes
    assert marks_and_ballots(vote) == (ROUNDS, ROUNDS)
    assert polls.chain_holds(vote)


def test_web_telephone_paper_and_proxy_at_once_are_one_vote(town):
    vote = polls.voting(town, voters=8, proxy_cap=1)
    staff = town.actor("staff")
    print_papers(actor=staff, key=uuid4(), vote=vote.key, count=8)
    papers = 0
    for number, entry in enumerate(polls.entries(vote), 1):
        proxy = give_proxy(
            actor=staff, key=uuid4(), vote=vote.key, number=number, name="家人", phone=f"1370000{number:04d}"
        )
        outcomes = at_once(
            partial(polls.cast, vote, entry, "a"),
            partial(polls.cast, vote, entry, "b", actor=staff),
            partial(polls.cast, vote, entry, "c", actor=reporter(proxy.id, town.code), proxy=proxy.id),
            partial(hand_out_paper, actor=staff, key=uuid4(), vote=vote.key, number=number),
        )
        assert sum(not isinstance(one, Exception) for one in outcomes) == 1, outcomes
        papers += outcomes[3] is None
    assert marks_and_ballots(vote) == (8, 8 - papers)
    assert polls.chain_holds(vote)


def test_a_ballot_and_the_closing_at_once_leave_no_ballot_behind(town):
    for _ in range(5):
        vote = polls.voting(town, voters=1)
        polls.ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=polls.Phase.COUNTING)
        entry = polls.entries(vote)[0]
        closing = partial(
            polls.confirm_turn, actor=town.actor("lead"), key=uuid4(), vote=vote.key, target=polls.Phase.COUNTING
        )
        at_once(partial(polls.cast, vote, entry, "a"), closing)
        marks, left = marks_and_ballots(vote)
        assert left == 0, "what was cast before the closing came out of the urn"
        assert polls.turn(town, vote, polls.Phase.DECLARED).result["returned"] == marks


def test_two_proxies_at_once_do_not_break_the_cap(town):
    for _ in range(5):
        vote = polls.voting(town, voters=2, proxy_cap=1)
        give = [
            partial(
                give_proxy,
                actor=town.actor(who),
                key=uuid4(),
                vote=vote.key,
                number=number,
                name="李女儿",
                phone="13911112222",
            )
            for number, who in ((1, "staff"), (2, "staff2"))
        ]
        winner_and_loser(at_once(*give))
