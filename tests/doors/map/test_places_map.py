"""The map of one's jurisdiction: its layers, its tables, its panel."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.cases import in_the_loop as loop

from . import statements

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(town):
    loop.make_categories()
    return loop.dispatched(town, to="officer_a")


@pytest.mark.parametrize("asked", ["341702010902", "x", "34170201090", "\x00", "9" * 50])
def test_what_lies_outside_or_is_no_place_is_not_found(signed_in_as, asked):
    client = signed_in_as("staff")
    assert client.get(reverse("staff:map"), {"in": asked}).status_code == 404
    assert client.get(reverse("staff:map"), {"building": asked}).status_code == 404


def test_pages_cost_what_they_say(signed_in_as, town, case):
    client = signed_in_as("lead")
    client.get(reverse("staff:map"))
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


def test_a_whole_county_is_one_map_with_its_communities_in_the_table(signed_in_as, town):
    client = signed_in_as("chengguan")
    page = client.get(reverse("staff:map")).content.decode()
    assert f"in={town.code}" in page
    assert f"in={town.neighbour_code}" in page
    assert "data-map" in page
    assert client.get(reverse("staff:map"), {"in": town.code}).status_code == 200
