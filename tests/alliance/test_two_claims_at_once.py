"""Two claims of one wish at the same moment: one wins, the other is told; the database holds it too."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest
from django.db import IntegrityError

from linli.alliance.actions.move_wish import move_wish
from linli.alliance.models import WishClaim
from linli.alliance.rules import WishDeed
from linli.kernel.errors import Conflict, WrongState
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.alliance import wishes
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community

ROUNDS = 15


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_two_claims_at_once_one_wins_and_the_other_is_told(town):
    for _ in range(ROUNDS):
        wish = wishes.published(town)
        helpers = [wishes.a_helper(town, name) for name in ("甲", "乙")]
        _, refusal = winner_and_loser(
            at_once(
                *(
                    partial(move_wish, actor=actor, key=uuid4(), wish=wish.key, deed_done=WishDeed.CLAIM, given=given)
                    for actor, given in helpers
                )
            )
        )
        assert isinstance(refusal, WrongState | Conflict)
        with acting_in(Scope.everything()):
            assert WishClaim.objects.filter(wish_id=wish.id).count() == 1


def test_the_database_itself_keeps_a_second_claim_out(town):
    wish = wishes.claimed(town)
    first = wishes.standing(wish)
    first.id, first.code = uuid4(), "0000000000"
    with pytest.raises(IntegrityError, match="wish_claimed_once"), acting_in(Scope.everything()):
        first.save(force_insert=True)
