"""An officer keeps the map of her grid; nobody else changes it, and nothing is lost between two telephones."""

from uuid import uuid4

import pytest

from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.places.actions.keep_own_map import keep_own_map
from linli.places.models import OwnMap
from linli.places.queries.own_maps import own_map_by_id, own_map_of, own_maps_in
from linli.places.rules.own_map import Drawing, Mark, MarkKind
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

DRAWN = Drawing(marks=(Mark(MarkKind.GATE, (117.4811, 30.6601), "东门"),), notes="周一走西边")


@pytest.fixture
def town():
    return make_small_community()


def keep(town, name="officer_a", grid="", drawing=DRAWN, began_from=0, key=None):
    return keep_own_map(
        actor=town.actor(name), key=key or uuid4(), grid=grid or town.grid_a, drawing=drawing, began_from=began_from
    )


def test_the_first_drawing_is_version_one_and_the_next_replaces_it(town):
    assert keep(town).version == 1
    assert keep(town, drawing=Drawing(notes="新的"), began_from=1).version == 2
    with acting_in(town.actor("officer_a").scope):
        shown = own_map_of(town.actor("officer_a"), town.grid_a)
        assert OwnMap.objects.count() == 1
    assert (shown.version, shown.drawing.notes, shown.drawing.marks) == (2, "新的", ())


def test_sending_it_twice_keeps_one(town):
    key = uuid4()
    assert keep(town, key=key).id == keep(town, key=key).id


@pytest.mark.parametrize("began_from", [0, 2])
def test_a_drawing_begun_from_another_version_is_told_so_and_changes_nothing(town, began_from):
    keep(town)
    with pytest.raises(Conflict) as refusal:
        keep(town, drawing=Drawing(), began_from=began_from)
    assert refusal.value.by == 1
    with acting_in(Scope.everything()):
        assert OwnMap.objects.get().notes == "周一走西边"


def test_two_officers_of_one_grid_have_each_her_own(town):
    assert keep(town).id != keep(town, "officer_b").id
    assert keep(town, "leader").owner_name == town.users["leader"].name


@pytest.mark.parametrize("name", ["staff", "lead", "captain", "firm", "neighbour_officer"])
def test_only_who_walks_the_grid_draws_it(town, name):
    with pytest.raises(NotAllowed):
        keep(town, name)


def test_a_grid_that_is_none_is_not_found(town):
    with pytest.raises(NotFound):
        keep(town, grid=town.grid_a + "77")


def test_what_lies_far_away_is_refused(town):
    with pytest.raises(BadInput, match="far_away"):
        keep(town, drawing=Drawing(marks=(Mark(MarkKind.GATE, (30.66, 80.0)),)))


def test_the_audit_says_how_much_was_drawn_not_what(town):
    keep(town)
    with acting_in(Scope.everything()):
        line = AuditLine.objects.get(deed="places.keep_own_map")
    assert line.changes["marks"] == [0, 1]
    assert "东门" not in str(line.changes)


def test_her_community_lead_sees_it_and_nobody_else(town):
    row = keep(town)
    lead = town.actor("lead")
    with acting_in(lead.scope):
        assert own_map_by_id(lead, row.id).drawing == DRAWN
        assert [one.id for one in own_maps_in(lead, town.code)] == [row.id]
    for name in ("officer_b", "staff", "street_lead", "neighbour_officer"):
        actor = town.actor(name)
        with acting_in(actor.scope):
            assert own_maps_in(actor, town.code) == []
            with pytest.raises(NotFound):
                own_map_by_id(actor, row.id)
