"""A street says how large its grids are and what it weighs; proposals begin from that."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.errors import BadInput, Conflict, NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.models import AuditLine
from linli.ledger.scoped import acting_in
from linli.places.actions.set_grid_rule import set_grid_rule
from linli.places.queries.grid_rules import grid_rule_in_force, grid_rules
from linli.places.rules.grid_design import AskedOfDesign
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db

SAID = {"least": 200, "most": 400, "elders": 8}


@pytest.fixture
def town():
    return make_small_community()


def set_rule(town, who="street_lead", began_from=0, street=None, **said):
    return set_grid_rule(
        actor=town.actor(who), key=uuid4(), street=street or town.street, said=SAID | said, began_from=began_from
    )


def test_without_a_rule_of_its_own_a_street_has_what_is_shipped(town):
    assert grid_rule_in_force(town.street) == (AskedOfDesign(), 0)


def test_each_version_stays_and_the_latest_is_in_force(town):
    set_rule(town)
    set_rule(town, began_from=1, most=450)
    asked, version = grid_rule_in_force(town.street)
    assert (asked.least, asked.most, asked.elders, asked.balance, version) == (200, 450, 8, 5, 2)
    assert [row.version for row in grid_rules(town.street)] == [2, 1]
    with acting_in(Scope.everything()):
        assert AuditLine.objects.filter(deed="places.set_grid_rule").count() == 2


def test_of_two_who_change_it_at_once_the_second_is_told(town):
    set_rule(town)
    with pytest.raises(Conflict, match="grid_rule"):
        set_rule(town)


def test_who_may_not_and_what_cannot_be_set(town):
    with pytest.raises(NotAllowed):
        set_rule(town, who="lead")
    with pytest.raises(NotFound):
        set_rule(town, street=town.code)
    for wrong in ({"least": 1}, {"most": 210}, {"elders": 11}):
        with pytest.raises(BadInput):
            set_rule(town, **wrong)


def test_a_proposal_begins_from_the_rule_and_may_ask_for_something_else(town, client):
    set_rule(town)
    client.force_login(town.users["centre"])
    session = client.session
    session["seen"] = int(clock.now().timestamp())
    session.save()
    page = client.get(reverse("staff:new_grid_design", args=[town.code])).content.decode()
    assert 'name="least" value="200"' in page
    assert 'name="elders" value="8"' in page
