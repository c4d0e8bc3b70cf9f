"""A division is published for a day: today, or a day to come, on which it takes effect by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
import shapely

from linli.accounts.models import Notice
from linli.kernel import clock
from linli.kernel.actor import system
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in
from linli.places.actions.begin_grid_draft import begin_grid_draft
from linli.places.actions.keep_grid_draft import keep_grid_draft
from linli.places.actions.publish_grid_draft import publish_grid_draft
from linli.places.actions.put_grids_into_effect import put_grids_into_effect
from linli.places.actions.withdraw_grid_plan import withdraw_grid_plan
from linli.places.jobs import put_planned_grids_into_effect
from linli.places.models import Building, Grid, GridDraft, Outline
from linli.places.outlines import box_of
from linli.places.queries import grid_names, grids_of, place_facts
from linli.places.queries.grid_drafts import planned_grids
from linli.places.queries.grid_geometry import grids_on
from linli.places.rules.grid_plan import plan_of
from linli.places.rules.ground import stored
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=clock.SHANGHAI)
DAY = date(2026, 4, 1)
WEST = shapely.box(117.4800, 30.6590, 117.4815, 30.6610)
EAST = shapely.box(117.4815, 30.6590, 117.4830, 30.6610)


@pytest.fixture
def town():
    return make_small_community()


def plan_draft(town, cells, on=None, moment=MORNING):
    """A draft with these (code, name, shape), published for `on`."""
    with clock.at(moment):
        row = begin_grid_draft(actor=town.actor("centre"), key=uuid4(), community=town.code)
        with acting_in(Scope.everything()):
            GridDraft.objects.filter(id=row.id).update(plan=plan_of(cells).as_plain())
        return publish_grid_draft(actor=town.actor("centre"), key=uuid4(), draft=row.key, seen=1, on=on)


def two(town):
    return [(town.grid_a, "第一网格", WEST), ("", "滨湖网格", EAST)]


def live(town):
    with acting_in(Scope.everything()):
        return set(Grid.objects.filter(place_code__startswith=town.code, ended_at=None).values_list("name", flat=True))


def places(town):
    with acting_in(Scope.everything()):
        found = dict(Building.objects.filter(street_code=int(town.street)).values_list("id", "place_code"))
        return [found[one.id] for one in town.buildings]


def test_a_division_for_a_day_to_come_changes_nothing_before_that_day(town):
    row = plan_draft(town, two(town), DAY)
    assert (row.state, row.takes_effect_on, row.effect["moved"]) == ("planned", DAY, 3)
    with clock.at(clock.evening_of(DAY - timedelta(days=1))):
        assert put_planned_grids_into_effect() == 0
    assert live(town) == {"第一网格", "第二网格"}
    assert places(town)[:2] == [town.grid_a, town.grid_a]
    with acting_in(Scope.everything()):
        assert [grid.name for grid in planned_grids(town.code, DAY)] == ["第一网格", "滨湖网格"]
        assert planned_grids(town.code, DAY - timedelta(days=1)) == []


def test_on_its_day_it_takes_effect_by_itself_and_only_once(town):
    row = plan_draft(town, two(town), DAY)
    with clock.at(clock.morning_of(DAY) + timedelta(minutes=5)):
        assert put_planned_grids_into_effect() == 1
        assert put_planned_grids_into_effect() == 0
        with pytest.raises(WrongState):
            put_grids_into_effect(actor=system(), key=None, draft=row.key)
    assert live(town) == {"第一网格", "滨湖网格"}
    new = town.code + "1003"
    assert places(town) == [town.grid_a, new, town.grid_a, new]
    with acting_in(Scope.everything()):
        assert grids_on(town.code, clock.evening_of(DAY - timedelta(days=1))) == []
        assert [grid.name for grid in grids_on(town.code, clock.evening_of(DAY))] == ["第一网格", "滨湖网格"]
        assert GridDraft.objects.get().state == "published"


def test_before_its_day_it_can_be_withdrawn_and_published_again(town):
    row = plan_draft(town, two(town), DAY)
    with pytest.raises(NotAllowed):
        withdraw_grid_plan(actor=town.actor("lead"), key=uuid4(), draft=row.key)
    with pytest.raises(WrongState):
        keep_grid_draft(actor=town.actor("centre"), key=uuid4(), draft=row.key, plan="{}", began_from=1)
    withdraw_grid_plan(actor=town.actor("centre"), key=uuid4(), draft=row.key)
    with clock.at(clock.morning_of(DAY)):
        assert put_planned_grids_into_effect() == 0
        assert live(town) == {"第一网格", "第二网格"}
        done = publish_grid_draft(actor=town.actor("centre"), key=uuid4(), draft=row.key, seen=1)
    assert (done.state, done.takes_effect_on) == ("published", DAY)


def test_one_division_at_a_time_is_planned(town):
    plan_draft(town, two(town), DAY)
    for on in (None, DAY + timedelta(days=1)):
        with pytest.raises(Conflict, match="grids_planned"):
            plan_draft(town, two(town), on)


@pytest.mark.parametrize(("days", "reason"), [(-1, "past"), (367, "too_late")])
def test_a_day_that_is_over_or_too_far_off_is_refused(town, days, reason):
    with pytest.raises(BadInput, match=reason):
        plan_draft(town, two(town), MORNING.date() + timedelta(days=days))


def test_what_speaks_against_it_on_its_day_makes_it_a_draft_again_and_its_keepers_are_told(town):
    plan_draft(town, two(town), DAY)
    with acting_in(Scope.everything()):
        shape = shapely.box(117.48, 30.65, 117.49, 30.67)
        Outline(place_code=town.code, name="测试社区", shape=stored(shape), valid_from=MORNING, **box_of(shape)).save(
            force_insert=True
        )
    with clock.at(clock.morning_of(DAY)):
        put_planned_grids_into_effect()
        deliver(100)
    assert live(town) == {"第一网格", "第二网格"}
    with acting_in(Scope.everything()):
        row = GridDraft.objects.get()
        told = Notice.objects.filter(kind="grids_held_up", user_id=town.users["centre"].id)
        assert (row.state, row.held_up) == ("draft", "faults")
        assert told.get().facts["on"] == "2026-04-01"


def test_a_grid_that_came_meanwhile_is_not_ended_unseen(town):
    plan_draft(town, two(town), DAY)
    with acting_in(Scope.everything()):
        Grid(place_code=town.code + "1009", kind=Grid.Kind.BASIC, name="新来的网格").save(force_insert=True)
    with clock.at(clock.morning_of(DAY)):
        put_planned_grids_into_effect()
    assert "新来的网格" in live(town)
    with acting_in(Scope.everything()):
        assert GridDraft.objects.get().held_up == "grids"


def test_those_on_the_ground_are_told_of_the_day_and_of_a_withdrawal(town):
    row = plan_draft(town, two(town), DAY)
    deliver(100)
    withdraw_grid_plan(actor=town.actor("centre"), key=uuid4(), draft=row.key)
    deliver(100)
    with acting_in(Scope.everything()):
        kinds = Notice.objects.filter(user_id=town.users["officer_a"].id).values_list("kind", flat=True)
        assert {"grids_planned", "grids_withdrawn"} <= set(kinds)


def test_grids_that_ended_are_offered_no_more_but_keep_their_name(town):
    plan_draft(town, two(town))
    assert town.grid_b not in dict(grids_of(town.code))
    assert grid_names(town.code)[town.grid_b] == "第二网格"


def test_what_happened_keeps_the_grid_under_the_name_of_its_day(town):
    plan_draft(town, [(town.grid_a, "第一网格", WEST), (town.grid_b, "第二网格", EAST)])
    renamed = [(town.grid_a, "湖东网格", WEST), (town.grid_b, "第二网格", EAST)]
    plan_draft(town, renamed, moment=MORNING + timedelta(days=30))
    then = place_facts(town.grid_a, at=MORNING + timedelta(days=3))
    assert (then.grid, then.grid_then) == ("湖东网格", "第一网格")
    assert place_facts(town.grid_a, at=MORNING + timedelta(days=31)).grid_then == "湖东网格"
    assert place_facts(town.grid_a).grid_then == ""
