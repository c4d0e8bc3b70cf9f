"""The map of one's jurisdiction: its layers, its tables, its panel."""

from __future__ import annotations

import pytest
from django.urls import reverse

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.places.models import Building
from tests.cases import in_the_loop as loop

from . import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    loop.make_categories()
    return loop.dispatched(town, to="officer_a")


def layer(client, name="map_places", **asked):
    return client.get(reverse(f"staff:{name}"), asked)


def test_the_layer_holds_the_grids_and_buildings_of_the_scope_and_no_others(signed_in_as, town):
    found = layer(signed_in_as("staff")).json()
    assert [grid["code"] for grid in found["grids"]] == [town.grid_a, town.grid_b]
    assert len(found["buildings"]) == 4
    assert {row[0] for row in found["buildings"]} == {str(one.id) for one in town.buildings}
    assert set(found["estates"]) == {"湖东苑", "啤酒厂小区"}
    assert found["whole"] is True


def test_a_building_without_footprint_is_a_square_and_says_so(signed_in_as, town):
    with acting_in(Scope.everything()):
        ring = [[117.4, 30.6], [117.401, 30.6], [117.401, 30.601], [117.4, 30.601], [117.4, 30.6]]
        Building.objects.filter(id=town.buildings[0].id).update(footprint=[ring])
    rows = {row[0]: row for row in layer(signed_in_as("staff")).json()["buildings"]}
    exact, square = rows[str(town.buildings[0].id)], rows[str(town.buildings[1].id)]
    assert (exact[7], square[7]) == (1, 0)
    assert exact[8][:4] == [0, 0, 1000, 0]
    assert len(exact[8]) == len(square[8]) == 8


def test_an_officer_gets_her_grids_alone_when_she_asks_for_all_the_community(signed_in_as, town):
    found = layer(signed_in_as("leader"), **{"in": town.code}).json()
    assert [grid["code"] for grid in found["grids"]] == [town.grid_a]
    assert len(found["buildings"]) == 2


@pytest.mark.parametrize("asked", ["341702010902", "x", "34170201090", "\x00", "9" * 50])
def test_what_lies_outside_or_is_no_place_is_not_found(signed_in_as, asked):
    client = signed_in_as("staff")
    for name in ("map", "map_places", "map_cases"):
        assert layer(client, name, **{"in": asked}).status_code == 404
    assert client.get(reverse("staff:map"), {"building": asked}).status_code == 404


def test_who_has_the_layer_already_is_sent_nothing(signed_in_as, town):
    client = signed_in_as("staff")
    first = layer(client)
    again = client.get(reverse("staff:map_places"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    with acting_in(Scope.everything()):
        Building.objects.filter(id=town.buildings[0].id).update(name="甲楼")
    assert client.get(reverse("staff:map_places"), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_open_cases_are_counted_by_building(signed_in_as, town, case):
    assert layer(signed_in_as("staff"), "map_cases").json() == {"buildings": {str(town.buildings[0].id): [1, 0]}}
    assert layer(signed_in_as("zhujian"), "map_cases", **{"in": town.code}).json() == {"buildings": {}}


def test_layers_and_pages_cost_what_they_say(signed_in_as, town, case):
    client = signed_in_as("lead")
    client.get(reverse("staff:map"))
    assert statements(lambda: layer(client)) == 5
    assert statements(lambda: layer(client, "map_cases")) == 4
    for asked in ({}, {"grid": town.grid_a}, {"building": str(town.buildings[0].id)}):
        assert statements(lambda asked=asked: client.get(reverse("staff:map"), asked)) <= 10


def test_without_script_the_table_leads_from_grid_to_building_to_case(signed_in_as, town, case):
    client = signed_in_as("staff")
    page = client.get(reverse("staff:map")).content.decode()
    assert "第一网格" in page
    page = client.get(reverse("staff:map"), {"grid": town.grid_a}).content.decode()
    assert "湖东苑1号楼" in page
    assert "啤酒厂小区1号楼" not in page
    page = client.get(reverse("staff:map"), {"building": str(town.buildings[0].id)}).content.decode()
    assert town.users["captain"].name in page
    assert reverse("staff:case", args=[case.code]) in page


def test_a_click_fetches_the_panel_alone(signed_in_as, town):
    answer = signed_in_as("staff").get(
        reverse("staff:map"), {"building": str(town.buildings[0].id)}, headers={"HX-Request": "true"}
    )
    assert "湖东苑1号楼" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_the_case_leads_to_its_building_on_the_map(signed_in_as, town, case):
    page = signed_in_as("staff").get(reverse("staff:case", args=[case.code])).content.decode()
    assert f"{reverse('staff:map')}?building={town.buildings[0].id}" in page


def test_a_whole_county_is_looked_at_one_street_or_community_at_a_time(signed_in_as, town):
    client = signed_in_as("chengguan")
    page = client.get(reverse("staff:map")).content.decode()
    assert f"in={town.code}" in page
    assert f"in={town.neighbour_code}" in page
    assert layer(client).status_code == 404
    assert client.get(reverse("staff:map"), {"in": town.code}).status_code == 200
