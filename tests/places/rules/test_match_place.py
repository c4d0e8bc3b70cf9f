"""An address leads as deep as it agrees with the register, and says why no further."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules import AreaEntry, BuildingEntry, EstateEntry, MatchLevel, PlaceIndex, match_place, parse_address

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


def match(text):
    return match_place(parse_address(text), INDEX)


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
        ("和平小区3栋", MatchLevel.STREET),
        ("清风街道", MatchLevel.STREET),
        ("西湖社区湖东苑7栋", MatchLevel.COMMUNITY),
        ("新湖东苑7栋", MatchLevel.NONE),
        ("啤酒厂", MatchLevel.NONE),
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


def test_two_estates_of_one_name_lead_only_to_what_holds_both():
    found = match("和平小区3栋")
    assert (found.place_code, found.estate_id) == ("341702010", None)
    assert "请写明社区" in found.reasons[-1]


def test_an_estate_outside_the_community_named_is_not_taken():
    found = match("西湖社区湖东苑7栋")
    assert (found.place_code, found.estate_id) == ("341702010902", None)


@given(st.text("湖东苑和平小区路弄号栋单元层室期第一二7813025-社清风街道网格 ", max_size=30))
def test_any_text_leads_somewhere_or_nowhere_with_a_reason(text):
    found = match(text)
    assert found.reasons
    assert (found.dwelling_id is not None) == (found.level is MatchLevel.DWELLING)
    assert (found.estate_id is not None) == (found.level >= MatchLevel.ESTATE)
