"""The last place of a call, and one entry of hours confirmed by two people at the same moment."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from linli.kernel.errors import Conflict, WrongState
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.give_coins import give_coins
from linli.teams.actions.take_call import take_call
from linli.teams.models import CallTaker, CoinAccount
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community
from tests.teams import volunteers as v


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_eight_who_want_the_last_place_at_once_one_gets_it(town):
    people = [v.active(town, n) for n in range(8)]
    for _ in range(4):
        call = v.opened(town, places=1)
        outcomes = at_once(
            *(partial(take_call, actor=v.herself(one), key=uuid4(), call=call.key, volunteer=one.key) for one in people)
        )
        assert sum(isinstance(one, CallTaker) for one in outcomes) == 1, outcomes
        assert sum(isinstance(one, Conflict) for one in outcomes) == 7, outcomes


def test_of_two_who_confirm_one_entry_at_once_one_does_and_coins_move_once(town):
    helper = v.active(town)
    for number in range(1, 6):
        entry = v.entered(town, [helper], minutes=60)
        _, refusal = winner_and_loser(
            at_once(
                *(
                    partial(answer_hours, actor=town.actor(by), key=uuid4(), entry=entry.key, confirmed=True)
                    for by in ("staff2", "lead")
                )
            )
        )
        assert isinstance(refusal, WrongState)
        assert v.balance(helper) == 60 * number
    assert sum(v.all_balances()) == 0


def test_a_coin_is_not_spent_twice_and_gifts_both_ways_do_not_lock_each_other_out(town):
    one, other = v.active(town, 1), v.active(town, 2)
    v.confirmed(town, [one, other], minutes=60)
    outcomes = at_once(
        *(
            partial(give_coins, actor=v.herself(a), key=uuid4(), volunteer=a.key, to_code=b.code, minutes=60)
            for a, b in ((one, other), (one, other), (other, one))
        )
    )
    assert sum(not isinstance(outcome, Exception) for outcome in outcomes) >= 1, outcomes
    with acting_in(Scope.everything()):
        assert min(CoinAccount.objects.filter(kind="volunteer").values_list("balance", flat=True)) >= 0
    assert sum(v.all_balances()) == 0
