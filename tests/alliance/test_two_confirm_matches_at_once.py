"""Two people confirm matches on the same pledge's last pieces: one wins, the other is told; never more is given than there is."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest
from django.db.models import Sum

from linli.alliance.actions.ask_pledge_for_need import ask_pledge_for_need
from linli.alliance.actions.confirm_matches import confirm_matches
from linli.alliance.actions.run_matching import run_matching
from linli.alliance.models import Match, PledgeUse
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance.needs import asked, member, pledged
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community

ROUNDS = 8


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_two_who_confirm_on_the_last_pieces_one_wins(town):
    member(town)
    for number in range(ROUNDS):
        title = f"第{number}样棉被"
        pledge = pledged(town, title=title, unit="床", quantity=3)
        needs = [
            asked(town, title=title, unit="床", quantity=2, place_code=grid) for grid in (town.grid_a, town.grid_b)
        ]
        runs = []
        for need, name in zip(needs, ("staff", "staff2"), strict=True):
            run = run_matching(actor=town.actor(name), key=uuid4(), community=town.code)
            with acting_in(Scope.everything()):
                Match.objects.filter(run_id=run.id).delete()
                match = Match(
                    place_code=town.code, street_code=run.street_code, run=run, need=need, pledge=pledge,
                    quantity=Decimal(2), state="proposed", receipt={"why": [], "changes": [], "candidates": [], "considered": 1},
                )  # fmt: skip
                match.save(force_insert=True)
            runs.append((town.actor(name), run, match))
        _, refusal = winner_and_loser(
            at_once(
                *(
                    partial(confirm_matches, actor=actor, key=uuid4(), run=run.key, matches=[match.id], why={})
                    for actor, run, match in runs
                )
            )
        )
        assert isinstance(refusal, Conflict)
        with acting_in(Scope.everything()):
            assert PledgeUse.objects.filter(pledge_id=pledge.id).aggregate(all=Sum("quantity"))["all"] == 2


def test_a_match_and_a_call_by_hand_at_once_never_give_the_same_piece_twice(town):
    member(town)
    pledge = pledged(town, title="轮椅", quantity=1)
    first, second = asked(town), asked(town, place_code=town.grid_b)
    run = run_matching(actor=town.actor("staff"), key=uuid4(), community=town.code)
    with acting_in(Scope.everything()):
        match = Match.objects.get(run_id=run.id)
    other = second if match.need_id == first.id else first
    winner_and_loser(
        at_once(
            partial(confirm_matches, actor=town.actor("staff"), key=uuid4(), run=run.key, matches=[match.id], why={}),
            partial(
                ask_pledge_for_need, actor=town.actor("staff2"), key=uuid4(), need=other.key, pledge=pledge.key,
                quantity=Decimal(1), why="电话里说好了",
            ),
        )
    )  # fmt: skip
    with acting_in(Scope.everything()):
        assert PledgeUse.objects.count() == 1
