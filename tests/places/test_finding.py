import pytest

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.rename_place import rename_place
from linli.places.models import Estate
from linli.places.queries import address_book, find_dwelling, find_place
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


def test_a_book_is_made_once_and_serves_many(town, django_assert_num_queries):
    with django_assert_num_queries(4):
        book = address_book(town.code)
    with django_assert_num_queries(1):
        assert address_book(town.code) is book
    with django_assert_num_queries(0):
        assert [find_place(f"湖东苑{n}号楼", town.code, book).building_id is not None for n in (1, 2, 3)] == [
            True,
            True,
            False,
        ]


def test_a_place_that_changes_is_found_by_its_new_name_at_once(town):
    assert find_place("新湖花园1号楼", town.code).estate_id is None
    rename_place(actor=town.actor("admin"), key=None, kind="estate", place=town.estate_a.key, name="新湖花园")
    assert find_place("新湖花园1号楼", town.code).building_id == town.buildings[0].id
    assert find_place("湖东苑1号楼", town.code).building_id == town.buildings[0].id, "the old name stays another name"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("胡冬院1号楼", "读音相同"),
        ("啤酒厂1栋", "就是“啤酒厂小区”"),
        ("A2区湖东苑后面的菜场", "没有登记“菜场”"),
        ("湖东苑大门口路灯坏了", "相符"),
    ],
)
def test_people_say_it_in_their_own_words(town, text, why):
    found = find_place(text, town.code)
    assert found.estate_id in (town.estate_a.id, town.estate_b.id), found
    assert why in found.words


def test_between_two_estates_nothing_is_guessed_and_both_are_offered(town):
    found = find_place("湖东苑和啤酒厂小区之间", town.code)
    assert found.estate_id is None
    assert {one.match.estate_id for one in found.choices} == {town.estate_a.id, town.estate_b.id}
    assert "拿不准" in found.words


def test_who_says_it_decides_between_two_estates_of_one_name(town):
    with acting_in(Scope.everything()):
        twin = Estate.objects.create(place_code=town.neighbour_grid, name="湖东苑", door_token="twin")
    assert find_place("湖东苑", town.street).estate_id is None
    assert find_place("湖东苑", town.street, near=town.neighbour_code).estate_id == twin.id


def test_homes_are_found_within_the_readers_scope(town):
    building = town.buildings[0]
    with acting_in(town.actor("officer_a").scope):
        assert find_dwelling(building.key, "1", "101") == town.dwellings[0].key
        assert find_dwelling(building.key, "1", "999") is None
    with acting_in(town.actor("neighbour_officer").scope):
        assert find_dwelling(building.key, "1", "101") is None


def test_a_county_is_the_widest_to_search(town):
    with pytest.raises(ValueError, match="county"):
        address_book("34")
