"""Paper ballots: two people read each batch, a third looks where they differ, and the sum must come out."""

from __future__ import annotations

from uuid import uuid4

import pytest

from linli.kernel.errors import BadInput, Conflict, NotAllowed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.actions.count_unused import count_unused
from linli.votes.actions.finish_reading import finish_reading
from linli.votes.actions.hand_out_paper import hand_out_paper
from linli.votes.actions.open_batch import open_batch
from linli.votes.actions.print_papers import print_papers
from linli.votes.actions.read_paper import read_paper
from linli.votes.models import Ballot, PaperBallot
from linli.votes.rules.papers import ABSENT
from tests.votes import polls

pytestmark = pytest.mark.django_db


class Desk:
    """The deeds around paper of one vote."""

    def __init__(self, town, vote) -> None:
        self.town, self.vote = town, vote

    def print(self, count: int) -> list[str]:
        print_papers(actor=self.town.actor("staff"), key=uuid4(), vote=self.vote.key, count=count)
        with acting_in(Scope.everything()):
            rows = PaperBallot.objects.filter(vote_id=self.vote.id).order_by("id")
            return list(rows.values_list("serial", flat=True))

    def hand_out(self, number: int) -> None:
        hand_out_paper(actor=self.town.actor("staff"), key=uuid4(), vote=self.vote.key, number=number)

    def begin(self, who="staff"):
        return open_batch(actor=self.town.actor(who), key=uuid4(), vote=self.vote.key)

    def read(self, who, batch, serial, *marks, spoiled=""):
        read_paper(
            actor=self.town.actor(who), key=uuid4(), vote=self.vote.key, batch=batch.key, serial=serial,
            marks=list(marks), spoiled=spoiled,
        )  # fmt: skip

    def finish(self, who, batch):
        return finish_reading(actor=self.town.actor(who), key=uuid4(), vote=self.vote.key, batch=batch.key)

    def unused(self, number):
        count_unused(actor=self.town.actor("staff"), key=uuid4(), vote=self.vote.key, unused=number)

    def ballots(self):
        with acting_in(Scope.everything()):
            return {one.receipt: (one.marks, one.spoiled) for one in Ballot.objects.filter(vote_id=self.vote.id)}


@pytest.fixture
def desk(town):
    return Desk(town, polls.voting(town))


def test_two_who_read_the_same_make_ballots_of_a_batch(town, desk):
    serials = desk.print(4)
    for number in (1, 2, 3):
        desk.hand_out(number)
    polls.cast(desk.vote, polls.entries(desk.vote)[3], "a")
    polls.counting(town, desk.vote)
    batch = desk.begin()
    for who in ("staff", "staff2"):
        desk.read(who, batch, serials[0], "a")
        desk.read(who, batch, serials[1], spoiled="blank")
        desk.finish(who, batch)
    assert desk.ballots()[serials[1]] == ([], "blank")
    desk.unused(2)  # one left over, one handed out that never came back
    vote = polls.turn(town, desk.vote, polls.Phase.DECLARED)
    assert vote.result["counts"][0] == {"choice": "a", "heads": 2, "area": "0.00"}
    assert (vote.result["returned"], vote.result["valid"]) == (3, 2)
    assert polls.chain_holds(vote)


def test_where_two_differ_a_third_looks(town, desk):
    serials = desk.print(3)
    for number in (1, 2, 3):
        desk.hand_out(number)
    polls.counting(town, desk.vote)
    batch = desk.begin()
    for serial in serials:
        desk.read("staff", batch, serial, "a")
    desk.finish("staff", batch)
    with pytest.raises(NotAllowed, match="same_person"):
        desk.read("staff", batch, serials[0], "a")
    desk.read("staff2", batch, serials[0], "a")
    desk.read("staff2", batch, serials[1], "b")
    assert desk.finish("staff2", batch) == "third"
    for who in ("staff", "staff2"):
        with pytest.raises(NotAllowed):
            desk.read(who, batch, serials[1], "b")
    with pytest.raises(BadInput, match="agreed"):
        desk.read("lead", batch, serials[0], "b")
    desk.read("lead", batch, serials[1], "b")
    with pytest.raises(BadInput, match="not_looked_at"):
        desk.finish("lead", batch)
    desk.read("lead", batch, serials[2], spoiled=ABSENT)
    assert desk.finish("lead", batch) == "accepted"
    assert desk.ballots() == {serials[0]: (["a"], ""), serials[1]: (["b"], "")}


def test_no_result_before_the_papers_balance(town, desk):
    serials = desk.print(2)
    desk.hand_out(1)
    polls.counting(town, desk.vote)
    with pytest.raises(BadInput, match="do_not_balance"):
        polls.turn(town, desk.vote, polls.Phase.DECLARED)
    batch = desk.begin()
    desk.read("staff", batch, serials[0], "a")
    desk.unused(1)
    with pytest.raises(BadInput, match="do_not_balance"):
        polls.turn(town, desk.vote, polls.Phase.DECLARED)
    desk.finish("staff", batch)
    desk.read("staff2", batch, serials[0], "a")
    desk.finish("staff2", batch)
    assert polls.turn(town, desk.vote, polls.Phase.DECLARED).phase == "declared"


def test_more_papers_than_were_handed_out_do_not_count(town, desk):
    serials = desk.print(2)
    desk.hand_out(1)
    polls.counting(town, desk.vote)
    batch = desk.begin()
    for who in ("staff", "staff2"):
        for serial in serials:
            desk.read(who, batch, serial, "a")
        if who == "staff":
            desk.finish(who, batch)
    with pytest.raises(BadInput, match="more_than_handed_out"):
        desk.finish("staff2", batch)


def test_a_paper_counts_once_and_a_strange_one_never(town, desk):
    serials = desk.print(2)
    desk.hand_out(1), desk.hand_out(2)
    polls.counting(town, desk.vote)
    batch = desk.begin()
    for who in ("staff", "staff2"):
        desk.read(who, batch, serials[0], "a")
        desk.finish(who, batch)
    other = desk.begin()
    with pytest.raises(Conflict):
        desk.read("staff", other, serials[0], "b")
    with pytest.raises(BadInput, match="unknown"):
        desk.read("staff", other, "ZZZZZZZZZZ", "b")


def test_paper_uses_the_same_right_and_is_not_given_beyond_what_was_printed(town, desk):
    polls.cast(desk.vote, polls.entries(desk.vote)[0], "a")
    with pytest.raises(BadInput, match="no_paper_left"):
        desk.hand_out(2)
    desk.print(1)
    with pytest.raises(Conflict):
        desk.hand_out(1)
    desk.hand_out(2)
    with pytest.raises(BadInput, match="no_paper_left"):
        desk.hand_out(3)


def test_a_paper_by_name_carries_the_area_of_whom_it_was_printed_for(town):
    vote = polls.voting(town, voters=3, rule="owners_ordinary", choices=[])
    desk = Desk(town, vote)
    serials = desk.print(3)
    desk.hand_out(2), desk.hand_out(3)
    polls.cast(vote, polls.entries(vote)[0], "yes")
    polls.counting(town, vote)
    batch = desk.begin()
    for who in ("staff", "staff2"):
        desk.read(who, batch, serials[1], "yes")
        desk.read(who, batch, serials[2], "no")
        desk.finish(who, batch)
    desk.unused(1)
    vote = polls.turn(town, vote, polls.Phase.DECLARED)
    assert vote.result["counts"][0] == {"choice": "yes", "heads": 2, "area": "164.00"}
    assert vote.result["verdict"] == "decided"
