"""Two drafts published at one moment: one becomes the division, the other is told."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.actions.publish_grid_draft import publish_grid_draft
from linli.places.models import Outline
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community


@pytest.fixture
def town(committed_database):
    return make_small_community()


def test_of_two_divisions_at_once_one_is_published_and_the_other_told(town):
    drafts = [begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code) for _ in range(2)]
    outcomes = at_once(
        *(partial(publish_grid_draft, actor=town.actor("centre"), key=uuid4(), draft=one.key, seen=1) for one in drafts)
    )
    _done, refusal = winner_and_loser(outcomes)
    assert isinstance(refusal, Conflict)
    with acting_in(Scope.everything()):
        codes = list(
            Outline.objects.filter(place_code__startswith=town.code, valid_until=None).values_list(
                "place_code", flat=True
            )
        )
    assert len(codes) == len(set(codes)) > 0
