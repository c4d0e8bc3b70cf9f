import pytest

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Building
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


def test_a_grid_leader_sees_the_buildings_of_his_own_grid_alone():
    town = make_small_community()
    with acting_in(town.actor("leader").scope):
        assert {b.id for b in Building.objects.all()} == {b.id for b in town.buildings[:2]}
    with acting_in(Scope.everything()):
        assert Building.objects.count() == 5
