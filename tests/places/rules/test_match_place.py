"""An address leads as deep as it agrees with the register, and says why no further."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules import AreaEntry, BuildingEntry, EstateEntry, MatchLevel, PlaceIndex, PlaceMatch
from linli.places.rules.resolve_address import AddressBook

COMMUNITY, GRID = "341702010901", "3417020109011001"


def key(number: int) -> UUID:
    return UUID(int=number)


HOMES = {
    (unit, room): key(1000 + n)
    for n, (unit, room) in enumerate([("1", "302"), ("1", "301"), ("2", "302"), ("2", "501")])
}
INDEX = PlaceIndex(
    [
        EstateEntry(
            key(1),
            "湖东苑",
            COMMUNITY,
            ("东湖路12号", "东湖路200弄"),
            (
                BuildingEntry(key(11), "7", place_code=GRID, units=2, dwellings=HOMES),
                BuildingEntry(key(12), "8", cluster="一期", units=1),
                BuildingEntry(key(13), "8", cluster="二期", units=1),
            ),
        ),
        EstateEntry(key(2), "和平小区", COMMUNITY),
        EstateEntry(key(3), "和平小区", "341702010902"),
        EstateEntry(key(4), "啤酒厂小区", COMMUNITY),
    ],
    [
        AreaEntry("清风街道", "341702010"),
        AreaEntry("东湖路社区", COMMUNITY),
        AreaEntry("西湖社区", "341702010902"),
        AreaEntry("第一网格", GRID),
        AreaEntry("第一网格", "3417020109021001"),
    ],
)


BOOK = AddressBook(INDEX)


def match(text):
    found = BOOK.resolve(text)
    return found.best.match if found.best else PlaceMatch(reasons=(found.why_not,))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("湖东苑7栋1单元302室", MatchLevel.DWELLING),
        ("清风街道东湖路社区湖东苑小区7-2-501", MatchLevel.DWELLING),
        ("东湖路12号7栋1单元302", MatchLevel.DWELLING),
        ("东湖路200弄7号2单元501室", MatchLevel.DWELLING),
        ("湖东苑七号楼501", MatchLevel.DWELLING),
        ("湖东苑7栋2单元", MatchLevel.UNIT),
        ("湖东苑7栋2单元909", MatchLevel.UNIT),
        ("湖东苑7栋", MatchLevel.BUILDING),
        ("湖东苑7栋302", MatchLevel.BUILDING),
        ("湖东苑7栋3单元302", MatchLevel.BUILDING),
        ("湖东苑2期8栋", MatchLevel.BUILDING),
        ("湖东苑8栋", MatchLevel.ESTATE),
        ("湖东苑99栋", MatchLevel.ESTATE),
        ("湖东苑三期8栋", MatchLevel.ESTATE),
        ("湖东苑", MatchLevel.ESTATE),
        ("西湖社区和平小区", MatchLevel.ESTATE),
        ("东湖路社区第一网格", MatchLevel.GRID),
        ("东湖路社区湖西苑7栋", MatchLevel.COMMUNITY),
        ("和平小区3栋", MatchLevel.NONE),
        ("清风街道", MatchLevel.STREET),
        ("西湖社区湖东苑7栋", MatchLevel.NONE),
        ("新湖东苑7栋", MatchLevel.NONE),
        ("啤酒厂", MatchLevel.ESTATE),
        ("", MatchLevel.NONE),
    ],
)
def test_the_descent_stops_at_the_first_part_that_does_not_agree(text, level):
    found = match(text)
    assert found.level is level
    assert found.reasons


def test_a_home_is_found_with_its_grid():
    found = match("湖东苑7栋2单元302室")
    assert (found.estate_id, found.building_id, found.unit, found.dwelling_id) == (
        key(1),
        key(11),
        "2",
        HOMES["2", "302"],
    )
    assert found.place_code == GRID


def test_a_room_in_two_units_is_not_guessed():
    found = match("湖东苑7栋302")
    assert found.reasons[-1] == "有 2 个单元有 302 室，请写明单元"
    assert found.dwelling_id is None


def test_two_estates_of_one_name_are_told_apart_by_their_communities():
    found = BOOK.resolve("和平小区3栋")
    assert found.best is None
    assert {one.name for one in found.candidates} == {
        "和平小区（清风街道东湖路社区）",
        "和平小区（清风街道西湖社区）",
    }


def test_an_estate_outside_the_community_named_is_offered_and_not_taken():
    found = BOOK.resolve("西湖社区湖东苑7栋")
    assert found.best is None
    assert [one.name for one in found.candidates] == ["湖东苑7号楼"]
    assert "但不在地址所写的西湖社区" in found.candidates[0].why


@given(st.text("湖东苑和平小区路弄号栋单元层室期第一二7813025-社清风街道网格 ", max_size=30))
def test_any_text_leads_somewhere_or_nowhere_with_a_reason(text):
    found = match(text)
    assert found.reasons
    assert (found.dwelling_id is not None) == (found.level is MatchLevel.DWELLING)
    assert (found.estate_id is not None) == (found.level >= MatchLevel.ESTATE)
