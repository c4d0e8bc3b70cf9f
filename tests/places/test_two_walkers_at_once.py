"""Two at one moment: a place ticked off twice is one look, no tick is lost, and of two who ask for the circle one is told to wait."""

from __future__ import annotations

from functools import partial
from uuid import uuid4

import pytest

from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.errors import Conflict
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.ask_for_circle import ask_for_circle
from linli.places.actions.ask_for_sites import ask_for_sites
from linli.places.actions.note_looks import note_looks
from linli.places.actions.plan_walk_day import plan_walk_day
from linli.places.models import CircleRun, PlaceLook, SiteRun
from linli.places.rules.walk_day import WalkPlan
from tests.at_once import at_once, winner_and_loser
from tests.small_community import make_small_community

ROUNDS = 10


@pytest.fixture
def town(committed_database):
    return make_small_community()


def looked(walk) -> set:
    with acting_in(Scope.everything()):
        return set(PlaceLook.objects.filter(walk_day_id=walk.id).values_list("target_id", flat=True))


def test_two_who_tick_the_same_place_leave_one_look_and_keep_each_others(town):
    first, second = (one.id for one in town.buildings[:2])
    for _ in range(ROUNDS):
        plan = WalkPlan(clock.today(), (town.grid_a, town.grid_b), ("网格员",))
        walk = plan_walk_day(actor=system(), key=None, community=town.code, plan=plan)
        note = partial(note_looks, walk_day=walk.key)
        done = at_once(
            partial(note, actor=town.actor("officer_a"), key=uuid4(), seen=[first]),
            partial(note, actor=town.actor("leader"), key=uuid4(), seen=[first, second]),
        )
        assert done == [1, 2]
        with acting_in(Scope.everything()):
            assert PlaceLook.objects.filter(walk_day_id=walk.id).count() == 2
        assert looked(walk) == {first, second}, "who ticked one did not take the other's away"


def test_one_ticked_by_mistake_is_cleared_and_nothing_else(town):
    first, second = (one.id for one in town.buildings[:2])
    plan = WalkPlan(clock.today(), (town.grid_a,), ("网格员",))
    walk = plan_walk_day(actor=system(), key=None, community=town.code, plan=plan)
    note = partial(note_looks, walk_day=walk.key)
    note(actor=town.actor("leader"), key=uuid4(), seen=[first, second])
    note(actor=town.actor("officer_a"), key=uuid4(), seen=[], cleared=[second])
    assert looked(walk) == {first}


@pytest.mark.parametrize("what", ["circle", "sites"])
def test_of_two_who_ask_at_once_one_is_told_that_it_is_under_way(town, what):
    def ask(name: str):
        asked = {"actor": town.actor(name), "key": uuid4(), "community": town.code, "load": {}}
        if what == "circle":
            return partial(ask_for_circle, **asked)
        return partial(ask_for_sites, **asked, kind="meals", whom="homes", number=2)

    _row, refusal = winner_and_loser(at_once(ask("staff"), ask("staff2")))
    assert isinstance(refusal, Conflict)
    with acting_in(Scope.everything()):
        assert (CircleRun if what == "circle" else SiteRun).objects.count() == 1
