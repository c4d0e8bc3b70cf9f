"""Cards for doors and gates: printed four to a sheet, with an address that a telephone can open."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db


def test_the_estate_chosen_lists_its_gate_and_its_doors(signed_in_as, town):
    page = signed_in_as("staff").get("/staff/door-cards/", {"estate": str(town.estate_a.id)}).content.decode()
    for word in ("小区大门", "1号楼", "2号楼"):
        assert word in page


def test_the_sheet_has_a_card_for_each_door_chosen(signed_in_as, town, settings):
    settings.PUBLIC_URL = "https://linli.example.cn"
    asked = {"estate": str(town.estate_a.id), "doors": ["gate", str(town.buildings[1].id)]}
    page = signed_in_as("captain").get("/staff/door-cards/sheet/", asked).content.decode()
    assert page.count('class="qr-card') == 2
    assert "湖东苑2号楼" in page
    assert "湖东苑1号楼" not in page
    assert "手机打不开" not in page


def test_an_address_of_this_machine_alone_is_warned_of(signed_in_as, town):
    asked = {"estate": str(town.estate_a.id), "doors": ["gate"]}
    page = signed_in_as("staff").get("/staff/door-cards/sheet/", asked, headers={"host": "localhost"}).content.decode()
    assert "手机打不开" in page


@pytest.mark.parametrize("asked", [{}, {"estate": "\x00"}, {"doors": "x"}])
def test_nothing_asked_breaks_the_sheet(signed_in_as, town, asked):
    client = signed_in_as("staff")
    assert client.get("/staff/door-cards/", asked).status_code == 200
    assert client.get("/staff/door-cards/sheet/", asked).status_code == 422


def test_doors_of_the_neighbours_are_not_ours_to_print(signed_in_as, town):
    answer = signed_in_as("staff").get("/staff/door-cards/sheet/", {"estate": str(town.neighbour_estate.id)})
    assert answer.status_code == 422
    assert "邻家花园" not in answer.content.decode()


def test_choosing_costs_ten_statements_at_most(signed_in_as, town, django_assert_max_num_queries):
    client = signed_in_as("staff")
    url = f"/staff/door-cards/?estate={town.estate_a.id}"
    client.get(url)
    with django_assert_max_num_queries(10):
        client.get(url)
