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
from linli.places.jobs import design_grids
from linli.places.models import Building, GridDesign, GridDraft
from linli.places.rules.coverage import find_faults
from linli.places.rules.grid_design import AskedOfDesign, House, propose
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


def test_an_estate_that_fits_one_grid_stays_whole():
    estates = rows_of_houses(estate_of=lambda x, y: f"{x // 3}-{y // 4}")
    found = propose(estates, AskedOfDesign(least=200, most=500))
    for estate in {house.estate for house in estates}:
        assert len({found.of_house[house.id] for house in estates if house.estate == estate}) == 1
    assert found.proposed["cut_estates"] == 0


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
