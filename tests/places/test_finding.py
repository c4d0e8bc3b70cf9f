import pytest

from linli.ledger.scoped import acting_in
from linli.places.queries import find_dwelling, find_place, place_index
from linli.places.rules import MatchLevel
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


@pytest.mark.parametrize(
    "text",
    ["湖东苑1号楼", "湖东苑小区一栋2单元301室", "清风街道测试社区湖东苑1幢", "安徽省池州市贵池区清风街道湖东苑1-2-301"],
)
def test_an_address_leads_to_its_building_and_grid(town, text):
    found = find_place(text, town.code)
    assert (found.building_id, found.place_code) == (town.buildings[0].id, town.grid_a)
    assert found.level is MatchLevel.BUILDING
    assert "相符" in found.words
    assert "单元" not in found.words


def test_what_is_not_registered_stops_the_descent_and_says_so(town):
    found = find_place("啤酒厂宿舍9号楼", town.code)
    assert (found.level, found.estate_id, found.building_id) == (MatchLevel.ESTATE, town.estate_b.id, None)
    assert "没有9号楼" in found.words


@pytest.mark.parametrize("text", ["", "门口路灯不亮", "幸福里3号楼", "\x00", "楼" * 500])
def test_what_is_not_found_stays_with_the_community(town, text):
    found = find_place(text, town.code)
    assert (found.place_code, found.estate_id) == (town.code, None)


def test_the_neighbours_estate_is_not_found_in_our_community_but_in_the_street(town):
    assert find_place("邻家花园1号楼", town.code).estate_id is None
    assert find_place("邻家花园1号楼", town.street).building_id == town.neighbour_building.id


def test_unit_and_room_are_kept_as_said(town):
    said = find_place("湖东苑1号楼2单元301室", town.code).said
    assert (said.unit, said.room) == ("2", "301")


def test_an_index_is_made_in_two_statements_and_serves_many(town, django_assert_num_queries):
    with django_assert_num_queries(2):
        index = place_index(town.code)
    with django_assert_num_queries(0):
        assert [find_place(f"湖东苑{n}号楼", town.code, index).building_id is not None for n in (1, 2, 3)] == [
            True,
            True,
            False,
        ]


def test_homes_are_found_within_the_readers_scope(town):
    building = town.buildings[0]
    with acting_in(town.actor("officer_a").scope):
        assert find_dwelling(building.key, "1", "101") == town.dwellings[0].key
        assert find_dwelling(building.key, "1", "999") is None
    with acting_in(town.actor("neighbour_officer").scope):
        assert find_dwelling(building.key, "1", "101") is None


def test_a_county_is_the_widest_to_search(town):
    with pytest.raises(ValueError, match="county"):
        place_index("34")
