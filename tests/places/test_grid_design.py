"""A proposal of grids: even, in one piece, estates whole, along roads and water, and the same again for the same question."""

from __future__ import annotations

from uuid import uuid4

import numpy as np
import pytest
import shapely

from linli.kernel.errors import BadInput, Conflict, NotAllowed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.actions.ask_for_grid_design import ask_for_grid_design
from linli.places.designing import GroundToday
from linli.places.jobs import design_grids
from linli.places.models import Building, GridDesign, GridDraft
from linli.places.rules.coverage import find_faults
from linli.places.rules.grid_design import AskedOfDesign, House, propose
from linli.places.rules.grid_design.crossings import Road
from linli.places.rules.grid_design.graph import ways_between
from linli.places.rules.ground import Plane
from tests.small_community import make_small_community

PLANE = Plane(117.48, 30.66)


def at(x, y):
    return tuple(PLANE.round([(x, y)])[0].tolist())


def rows_of_houses(columns=12, rows=8, households=20, estate_of=lambda x, y: "", grid_of=lambda x, y: ""):
    return [
        House(
            f"{x}-{y}",
            at(x * 50.0, y * 40.0),
            households,
            elders=x % 3,
            cases=y % 2,
            estate=estate_of(x, y),
            grid=grid_of(x, y),
        )
        for x in range(columns)
        for y in range(rows)
    ]


def test_every_grid_is_of_the_size_asked_for_and_in_one_piece():
    found = propose(rows_of_houses(), AskedOfDesign())
    assert all(300 <= grid.households <= 500 for grid in found.grids)
    assert sum(grid.households for grid in found.grids) == 12 * 8 * 20
    assert {grid.shape.geom_type for grid in found.grids} == {"Polygon"}
    assert find_faults([(grid.name, grid.shape) for grid in found.grids]) == []
    assert found.proposed["apart"] == 0


def test_the_same_question_gets_the_same_answer_and_another_number_may_get_another():
    houses = rows_of_houses()
    first, again = propose(houses, AskedOfDesign()), propose(houses, AskedOfDesign())
    assert [grid.houses for grid in first.grids] == [grid.houses for grid in again.grids]


def test_no_grid_crosses_the_river_and_the_reason_says_so():
    river = shapely.LineString([at(275, -100), at(275, 500)])
    found = propose(rows_of_houses(), AskedOfDesign(least=200, most=500), barriers=[("water", "秋浦河", river)])
    west = {house.id for house in rows_of_houses() if int(house.id.split("-")[0]) <= 5}
    assert all(set(grid.houses) <= west or not set(grid.houses) & west for grid in found.grids)
    assert any(one["follows"] == "water" and one["along"] == ["秋浦河"] for one in found.reasons)


RIVER = shapely.LineString([at(275, -100), at(275, 500)])


def across_the_river(found):
    """The grids with houses on both banks."""
    west = {house.id for house in rows_of_houses() if int(house.id.split("-")[0]) <= 5}
    return [grid for grid in found.grids if set(grid.houses) & west and set(grid.houses) - west]


@pytest.mark.parametrize("tags", [{"over": "bridge"}, {}, {"over": "tunnel", "is_path": True}])
def test_a_bridge_a_road_that_goes_on_and_an_underpass_for_feet_join_the_banks(tags):
    road = Road(shapely.LineString([at(200, 160), at(350, 160)]), **tags)
    barriers = [("water", "秋浦河", RIVER)]
    # One grid must take in both banks: 400 households on either side, 800 wanted.
    asked = AskedOfDesign(least=1_500, most=2_000)
    apart = propose(rows_of_houses(), asked, barriers=barriers)
    joined = propose(rows_of_houses(), asked, barriers=barriers, roads=[road])
    assert [len(across_the_river(found)) for found in (apart, joined)] == [1, 1]
    assert (apart.proposed["apart"], joined.proposed["apart"]) == (1, 0)


def test_a_tunnel_for_cars_and_a_road_that_ends_at_the_bank_join_nothing():
    for road in (
        Road(shapely.LineString([at(200, 160), at(350, 160)]), "tunnel"),
        Road(shapely.LineString([at(200, 160), at(270, 160)])),
        Road(shapely.LineString([at(268, -100), at(268, 500)])),
    ):
        found = propose(
            rows_of_houses(), AskedOfDesign(least=1_500, most=2_000), barriers=[("water", "", RIVER)], roads=[road]
        )
        assert found.proposed["apart"] == 1


def test_a_bridge_longer_than_a_neighbourhood_makes_no_neighbours():
    lake = shapely.Polygon([at(-50, 100), at(600, 100), at(600, 500), at(-50, 500)])
    houses = [House("south", at(0, 0), 300), House("north", at(0, 600), 300)]
    bridge = Road(shapely.LineString([at(0, 50), at(0, 560)]), "bridge")
    assert ways_between(houses, [("water", "大湖", lake)], AskedOfDesign(), [bridge]).across.tolist() == [3]


def test_a_footbridge_or_an_underpass_opens_a_main_road_at_its_place():
    avenue = ("road", "长江路", shapely.LineString([at(275, -100), at(275, 500)]))
    steps = shapely.LineString([at(240, 160), at(310, 160)])
    for road in (Road(steps, "bridge", is_path=True), Road(steps, "tunnel")):
        closed = ways_between(rows_of_houses(), [avenue], AskedOfDesign())
        opened = ways_between(rows_of_houses(), [avenue], AskedOfDesign(), [road])
        assert (opened.across == 1).sum() < (closed.across == 1).sum()
    flyover = ways_between(rows_of_houses(), [avenue], AskedOfDesign(), [Road(steps, "bridge", is_main=True)])
    assert (flyover.across == 1).sum() == (closed.across == 1).sum()


def test_an_island_too_small_for_a_grid_goes_with_its_neighbours_and_is_told_as_one():
    moat = shapely.LinearRing([at(460, -60), at(640, -60), at(640, 90), at(460, 90)])
    found = propose(rows_of_houses(), AskedOfDesign(), barriers=[("water", "护城河", moat)])
    assert (found.proposed["apart"], found.proposed["by_islands"]) == (1, 1)


def test_no_grid_reaches_into_ground_of_another_community():
    ours = rows_of_houses(4, 4)
    around = [shapely.Polygon([at(175, -200), at(500, -200), at(500, 500), at(175, 500)])]
    ground = GroundToday(None, around, [], []).to_divide(ours)
    found = propose(ours, AskedOfDesign(), ground=ground)
    shapes = shapely.union_all([grid.shape for grid in found.grids])
    assert PLANE.metres(shapes.intersection(around[0])).area < 5


def test_an_estate_that_fits_one_grid_stays_whole():
    estates = rows_of_houses(estate_of=lambda x, y: f"{x // 3}-{y // 4}")
    found = propose(estates, AskedOfDesign(least=200, most=500))
    for estate in {house.estate for house in estates}:
        assert len({found.of_house[house.id] for house in estates if house.estate == estate}) == 1
    assert found.proposed["cut_estates"] == 0


def test_an_estate_is_cut_only_where_that_brings_grids_to_size():
    # Six estates of 160: one alone is too small, two are too large.
    houses = rows_of_houses(6, 8, estate_of=lambda x, y: f"{x}")
    found = propose(houses, AskedOfDesign(least=200, most=280, seed=2))
    assert found.proposed["out_of_size"] == 0
    assert found.proposed["cut_estates"] > 0
    enough = propose(houses, AskedOfDesign(least=150, most=330, seed=2))
    assert (enough.proposed["out_of_size"], enough.proposed["cut_estates"]) == (0, 0)


def test_a_fit_division_of_today_is_left_as_it_is_when_that_is_what_one_asks_for():
    houses = rows_of_houses(grid_of=lambda x, y: f"3417020109011{x // 3 + 1:03}")
    names = {f"3417020109011{n:03}": f"第{n}格" for n in range(1, 5)}
    found = propose(houses, AskedOfDesign(stay=10, elders=0, cases=0), names=names)
    assert found.proposed["moved"] == 0
    assert {grid.name for grid in found.grids} == set(names.values())
    assert found.today["grids"] == 4


def test_new_grids_are_numbered_from_west_to_east_and_from_north_to_south():
    found = propose(rows_of_houses(), AskedOfDesign())
    assert [grid.name for grid in found.grids][:2] == ["第一网格", "第二网格"]
    middles = np.array([grid.shape.centroid.coords[0] for grid in found.grids])
    assert middles[0][1] > middles[:, 1].mean()


@pytest.mark.parametrize("houses", [[], rows_of_houses(1, 1), rows_of_houses(2, 1), rows_of_houses(1, 30)])
def test_few_houses_or_houses_in_one_line_are_divided_too(houses):
    found = propose(houses, AskedOfDesign())
    assert (found is None) == (not houses)
    if found:
        assert sum(len(grid.houses) for grid in found.grids) == len(houses)


def test_houses_on_one_spot_are_no_obstacle():
    houses = [House(str(n), at(0, 0), 40) for n in range(20)]
    assert sum(grid.households for grid in propose(houses, AskedOfDesign()).grids) == 800


@pytest.fixture
def town(db):
    return make_small_community()


ASKED = AskedOfDesign(least=20, most=40).as_plain()


def test_a_proposal_becomes_a_draft_that_a_person_publishes(town):
    row = ask_for_grid_design(actor=town.actor("centre"), key=uuid4(), community=town.code, asked=ASKED, load={})
    with pytest.raises(Conflict):
        ask_for_grid_design(actor=town.actor("centre"), key=uuid4(), community=town.code, asked=ASKED, load={})
    design_grids(row.street_code, str(row.id))
    design_grids(row.street_code, str(row.id))
    with acting_in(Scope.everything()):
        done = GridDesign.objects.get()
        draft = GridDraft.objects.get()
    assert (done.state, done.draft_id, draft.origin) == ("done", draft.id, "design")
    assert done.result["today"]["grids"] == 2
    assert draft.state == "draft"


def test_who_may_not_and_what_cannot_be_asked(town):
    with pytest.raises(NotAllowed):
        ask_for_grid_design(actor=town.actor("lead"), key=uuid4(), community=town.code, asked=ASKED, load={})
    for wrong in ({"least": 1}, {"most": 9_999}, {"least": 400, "most": 410}, {"balance": 11}):
        with pytest.raises(BadInput):
            ask_for_grid_design(
                actor=town.actor("centre"), key=uuid4(), community=town.code, asked={**ASKED, **wrong}, load={}
            )
    with acting_in(Scope.everything()):
        Building.objects.filter(street_code=int(town.street)).update(longitude=None)
    with pytest.raises(BadInput, match="nothing_located"):
        ask_for_grid_design(actor=town.actor("centre"), key=uuid4(), community=town.code, asked=ASKED, load={})
