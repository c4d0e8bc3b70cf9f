import pytest

from linli.kernel.actor import system
from linli.kernel.errors import NotAllowed, NotFound
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.load_divisions import load_divisions
from linli.places.models import Division
from linli.places.queries import (
    buildings_of,
    communities,
    division_name,
    estates_of,
    full_name,
    is_demo,
    place_by_door_token,
    place_facts,
    place_facts_of,
)
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def test_the_shipped_table_has_every_street_of_2023(django_assert_max_num_queries):
    assert load_divisions(actor=system(), key=None) == 44_703
    lengths = [len(code) for code in Division.objects.values_list("code", flat=True)]
    assert [lengths.count(n) for n in (2, 4, 6, 9)] == [31, 342, 2_978, 41_352]
    assert (
        not Division.objects.exclude(parent_code="").exclude(parent_code__in=Division.objects.values("code")).exists()
    )
    assert full_name("341702010") == "安徽省池州市贵池区清风街道"
    assert full_name("110101001") == "北京市东城区东华门街道"
    assert load_divisions(actor=system(), key=None) == 0


def test_only_who_answers_for_the_platform_loads_divisions(town):
    with pytest.raises(NotAllowed):
        load_divisions(actor=town.actor("lead"), key=None)


def test_a_place_is_named_up_the_chain_in_one_statement(town, django_assert_num_queries):
    building = town.buildings[0]
    with acting_in(town.actor("officer_b").scope), django_assert_num_queries(1):
        facts = place_facts(building.place_code, building.estate_id, building.id)
    assert facts.full == "安徽省池州市贵池区清风街道测试社区湖东苑1号楼"
    assert facts.short == "湖东苑1号楼"
    assert (facts.grid, facts.longitude) == ("第一网格", building.longitude)


def test_a_list_of_places_is_named_in_one_statement(town, django_assert_num_queries):
    keys = [(b.place_code, b.estate_id, b.id) for b in town.buildings] + [
        (town.code, None, None),
        ("341702", None, None),
    ]
    with django_assert_num_queries(1):
        facts = place_facts_of(keys)
    assert facts[town.code, None, None].short == "测试社区"
    assert facts["341702", None, None].short == "贵池区"
    assert facts[keys[3]].short == "啤酒厂小区2号楼"


def test_what_has_no_name_stays_empty(db):
    assert place_facts("999999999").full == ""
    assert division_name("99") == ""


def test_estates_and_buildings_are_offered_in_the_order_people_count(town):
    estates = estates_of(town.code)
    assert {e.name for e in estates} == {"湖东苑", "啤酒厂小区"}
    assert [b.name for b in buildings_of(estates[0].key)] == ["1号楼", "2号楼"]
    assert [c.name for c in communities(town.street)] == ["测试社区", "邻近社区"]


def test_a_door_card_opens_its_place_for_anybody(town):
    door = place_by_door_token("estate-a-2")
    assert (door.name, door.place_code, door.community) == ("湖东苑2号楼", town.grid_a, "测试社区")
    assert place_by_door_token("estate-b").building_id is None


@pytest.mark.parametrize("token", ["none", "", "x" * 40, "'; drop", "a\x00b"])
def test_a_card_nobody_issued_opens_nothing(town, token):
    with pytest.raises(NotFound):
        place_by_door_token(token)


def test_names_are_public_and_their_change_is_fenced(town):
    from linli.places.models import Estate

    with acting_in(Scope.of([town.grid_b])):
        assert Estate.public.filter(street_code=341702010).count() == 3
        assert Estate.public.filter(street_code=341702010).update(name="改名") == 1


def test_a_generated_community_says_so(town):
    from linli.places.models import Community

    assert not is_demo()
    with acting_in(Scope.everything()):
        Community.objects.filter(place_code=town.code).update(is_demo=True)
    assert is_demo()
