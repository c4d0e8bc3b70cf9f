"""The tiles of every map: what each layer shows to whom, what it costs, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
import shapely
from django.urls import reverse

from linli.kernel import clock
from linli.kernel.ids import uuid7
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Building, Facility, GroundFeature, Outline
from linli.places.outlines import box_of
from linli.places.rules.ground import stored
from linli.places.rules.tiles import STEPS, Level, Tile, house_tile_of
from tests.cases import in_the_loop as loop

from . import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    loop.make_categories()
    return loop.dispatched(town, to="officer_a")


def tile_of(town, level=Level.HOUSES):
    house = house_tile_of((town.buildings[0].longitude, town.buildings[0].latitude))
    shift = Level.HOUSES - level
    return Tile(level, house.x >> shift, house.y >> shift)


def address_of(tile):
    return reverse("staff:map_tile", args=[int(tile.level), tile.x, tile.y])


def ask(client, town, layers="places", level=Level.HOUSES, **asked):
    return client.get(address_of(tile_of(town, level)), {"layers": layers, "in": town.code, **asked})


def border(code, name, west, east):
    shape = shapely.box(west, 30.6590, east, 30.6610)
    Outline.objects.create(
        id=uuid7(), place_code=code, street_code=int(code[:9]), name=name, shape=stored(shape),
        valid_from=clock.now() - timedelta(days=9), **box_of(shape),
    )  # fmt: skip


def test_near_by_one_sees_the_buildings_of_the_scope_and_no_others(signed_in_as, town):
    found = ask(signed_in_as("staff"), town).json()
    assert {row[0] for row in found["places"]["buildings"]} == {str(one.id) for one in town.buildings}
    assert set(found["places"]["estates"]) == {"湖东苑", "啤酒厂小区"}
    assert found["steps"] == STEPS[Level.HOUSES]


def test_a_building_without_footprint_is_a_square_and_says_so(signed_in_as, town):
    tile = tile_of(town)
    one = town.buildings[0]
    corners = [
        (one.longitude, one.latitude),
        (one.longitude + 0.0005, one.latitude),
        (one.longitude, one.latitude + 0.0005),
    ]
    with acting_in(Scope.everything()):
        Building.objects.filter(id=one.id).update(footprint=[[list(point) for point in (*corners, corners[0])]])
    rows = {row[0]: row for row in ask(signed_in_as("staff"), town).json()["places"]["buildings"]}
    exact, square = rows[str(one.id)], rows[str(town.buildings[1].id)]
    assert (exact[7], square[7]) == (1, 0)
    assert exact[8] == tile.steps(corners).ravel().tolist(), "in steps of the tile, true to the web-mercator squares"
    assert len(square[8]) == 8


def test_from_farther_off_one_sees_grids_and_farther_still_communities(signed_in_as, town):
    client = signed_in_as("staff")
    grids = ask(client, town, level=Level.GRIDS).json()["places"]["grids"]
    assert [(row[0], row[2], row[3]) for row in grids] == [(town.grid_a, 2, 0), (town.grid_b, 2, 0)]
    (community,) = ask(client, town, level=Level.COMMUNITIES).json()["places"]["communities"]
    assert (community[0], community[1], community[2]) == (town.code, "测试社区", 4)


def test_a_published_border_is_drawn_and_its_day_is_kept(signed_in_as, town):
    with acting_in(Scope.everything()):
        border(town.grid_a, "第一网格", 117.4800, 117.4820)
        border(town.grid_b, "第二网格", 117.4820, 117.4840)
        border(town.code, "测试社区", 117.4800, 117.4840)
    client = signed_in_as("staff")
    first, second = ask(client, town, level=Level.GRIDS).json()["places"]["grids"]
    assert (first[3], second[3]) == (1, 1)
    points = [set(zip(row[4][0][::2], row[4][0][1::2], strict=True)) for row in (first, second)]
    assert len(points[0] & points[1]) == 2, "the border between them is the same in both"
    (community,) = ask(client, town, level=Level.COMMUNITIES).json()["places"]["communities"]
    assert community[3] == 1
    long_ago = ask(client, town, level=Level.GRIDS, on=str(clock.today() - timedelta(days=30)))
    assert long_ago.json()["places"]["grids"] == []
    lately = ask(client, town, level=Level.GRIDS, on=str(clock.today() - timedelta(days=3)))
    assert len(lately.json()["places"]["grids"]) == 2


def test_an_officer_gets_her_grids_alone_when_she_asks_for_all_the_community(signed_in_as, town):
    client = signed_in_as("leader")
    assert len(ask(client, town).json()["places"]["buildings"]) == 2
    assert [row[0] for row in ask(client, town, level=Level.GRIDS).json()["places"]["grids"]] == [town.grid_a]


def test_open_cases_are_counted_by_building_grid_and_community_for_those_who_may_see_them(signed_in_as, town, case):
    client = signed_in_as("staff")
    assert ask(client, town, "cases").json()["cases"] == {str(town.buildings[0].id): [1, 0]}
    assert ask(client, town, "cases", Level.GRIDS).json()["cases"] == {town.grid_a: [1, 0]}
    assert ask(client, town, "cases", Level.COMMUNITIES).json()["cases"] == {town.code: [1, 0]}
    other = signed_in_as("zhujian")
    for level in Level:
        assert ask(other, town, "cases", level).json()["cases"] == {}


def test_what_nobody_has_looked_at_is_a_layer_of_those_who_keep_the_ground(signed_in_as, town, case):
    looks = ask(signed_in_as("staff"), town, "looks").json()["looks"]
    assert looks == {str(one.id): 100_000 for one in town.buildings}
    assert ask(signed_in_as("firm"), town, "looks").status_code == 404


def test_services_and_the_ground_lie_where_they_are(signed_in_as, town):
    one = town.buildings[0]
    with acting_in(Scope.everything()):
        Facility.objects.create(
            place_code=town.code,
            kind="meals",
            name="湖东助餐点",
            longitude=one.longitude,
            latitude=one.latitude,
            as_of=clock.today(),
        )
        road = shapely.LineString([(one.longitude - 0.01, one.latitude), (one.longitude + 0.01, one.latitude)])
        GroundFeature.objects.create(
            place_code=town.code, layer="road", source_id="w1", shape=stored(road), facts={"main": True}, **box_of(road)
        )
    client = signed_in_as("staff")
    ((_id, glyph, name, *at),) = ask(client, town, "facilities", Level.GRIDS).json()["facilities"]
    assert (glyph, name) == ("餐", "湖东助餐点")
    assert at == tile_of(town, Level.GRIDS).steps([(one.longitude, one.latitude)])[0].tolist()
    assert ask(client, town, "facilities", Level.GRIDS, kind="meals").json()["facilities"]
    assert not ask(client, town, "facilities", Level.GRIDS, kind="library").json()["facilities"]
    ((kind, line),) = ask(client, town, "ground").json()["ground"]
    assert (kind, len(line)) == ("main", 4)


def test_the_households_of_each_building_are_for_those_who_divide_grids(signed_in_as, town):
    homes = ask(signed_in_as("centre"), town, "homes", Level.GRIDS).json()["homes"]
    assert set(homes) == {str(one.id) for one in town.buildings}
    assert ask(signed_in_as("officer_a"), town, "homes", Level.GRIDS).status_code == 404


def test_who_has_a_tile_already_is_sent_nothing_and_it_costs_one_statement(signed_in_as, town):
    client = signed_in_as("staff")
    first = ask(client, town)
    address = f"{address_of(tile_of(town))}?layers=places&in={town.code}"
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert statements(lambda: client.get(address, headers={"If-None-Match": first["ETag"]})) == 4
    with acting_in(Scope.everything()):
        Building.objects.filter(id=town.buildings[0].id).update(name="甲楼")
    assert client.get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_another_reader_s_tile_is_another_tile(signed_in_as, town):
    assert ask(signed_in_as("staff"), town)["ETag"] != ask(signed_in_as("leader"), town)["ETag"]


def test_tiles_cost_what_they_say(signed_in_as, town, case):
    client = signed_in_as("lead")
    ask(client, town)
    for layers, level, cost in (
        ("places", Level.HOUSES, 5), ("places", Level.GRIDS, 6), ("places", Level.COMMUNITIES, 6), ("cases", Level.HOUSES, 4),
        ("cases", Level.GRIDS, 4), ("looks", Level.HOUSES, 5), ("ground", Level.HOUSES, 4), ("facilities", Level.GRIDS, 4),
        ("places,cases,looks,ground,facilities", Level.HOUSES, 9),
    ):  # fmt: skip
        assert statements(lambda asked=(layers, level): ask(client, town, *asked)) <= cost, (layers, level)


@pytest.mark.parametrize(
    "path",
    [
        "9/0/0",
        "16/0/0",
        "15/32768/0",
        "15/0/32768",
        "10/-1/0",
        "10/1.5/0",
        "nan/0/0",
        "15/1e3/0",
        f"15/{10**40}/0",
        f"{10**40}/0/0",
    ],
)
def test_a_tile_outside_the_world_is_not_found(signed_in_as, town, path):
    base = reverse("staff:map_tile", args=[0, 0, 0]).removesuffix("0/0/0/")
    assert signed_in_as("staff").get(f"{base}{path}/", {"in": town.code}).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"in": "341702010902"}, {"in": "x"}, {"in": "34"}, {"in": "\x00"}, {"in": "9" * 50}, {"layers": "people"}, {"layers": ""},
        {"layers": "places,\x00"}, {"layers": ",".join("x" * 900)},
    ],
)  # fmt: skip
def test_a_foreign_area_and_an_unknown_layer_are_not_found(signed_in_as, town, asked):
    assert ask(signed_in_as("staff"), town, **{"layers": "places", **asked}).status_code == 404


@pytest.mark.parametrize(
    "asked", [{"on": "x"}, {"on": "9999-99-99"}, {"kind": "\x00"}, {"kind": "x" * 5000}, {"on": "0001-01-01"}]
)
def test_what_else_is_odd_is_passed_over(signed_in_as, town, asked):
    for level in Level:
        assert ask(signed_in_as("staff"), town, "places,facilities,cases", level, **asked).status_code == 200


def test_a_resident_sees_what_hangs_on_every_notice_board_and_no_more(client, town):
    tile = tile_of(town)
    address = reverse("resident:circle_tile", args=[town.code, int(tile.level), tile.x, tile.y])
    assert len(client.get(address, {"layers": "places,ground,facilities"}).json()["places"]["buildings"]) == 4
    for layer in ("cases", "looks", "homes", "reach"):
        assert client.get(address, {"layers": layer}).status_code == 404
    assert client.get(address.replace(town.code, "341702010999")).status_code == 404


def test_what_is_in_view_is_taken_home_as_a_workbook(signed_in_as, town, case):
    client = signed_in_as("staff")
    one = town.buildings[0]
    near = f"{one.longitude - 1e-6},{one.latitude - 1e-6},{one.longitude + 1e-6},{one.latitude + 1e-6}"
    client.get(reverse("staff:map_table"), {"in": town.code})
    for asked in ({}, {"box": near}, {"level": "grids"}, {"level": "communities"}):
        answer = client.get(reverse("staff:map_table"), {"in": town.code, **asked})
        assert answer.status_code == 200
        assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    for wrong in (
        {"box": "nan,nan,nan,nan"},
        {"box": "0,0,90,90"},
        {"in": "341702010902"},
        {"in": "34"},
        {"box": "\x00"},
    ):
        assert client.get(reverse("staff:map_table"), {"in": town.code, **wrong}).status_code == 404
