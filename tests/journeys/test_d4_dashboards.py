"""D4, E3: the city sees all, each level sees its own, and the same numbers stand on every page of the centre."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from linli.places.queries import place_shapes
from tests.insight.half_month import after, make_half_month
from tests.small_community import PASSWORD, make_small_community

pytestmark = pytest.mark.django_db

SPAN = {"from": "2026-11-01", "to": "2026-11-15"}


@pytest.fixture
def town():
    place_shapes._kept.cache_clear()
    town = make_small_community()
    make_half_month(town)
    with after():
        yield town


def signed_in(name):
    client = Client()
    client.post("/staff/sign-in/", {"username": name, "password": PASSWORD})
    return client


def table_of(page, figure):
    """The rows of a figure's table as texts."""
    drawn = re.search(rf'<figure class="plot[^"]*" data-plot="{figure}".*?</figure>', page.content.decode(), re.S)[0]
    rows = re.findall(r"<tr>(.*?)</tr>", drawn.partition("<tbody>")[2], re.S)
    return [
        [unescape(re.sub(r"<[^>]+>", "", one)).strip() for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in rows
    ]


def test_the_centre_goes_from_its_district_down_to_a_grid_and_meets_the_same_numbers(town):
    centre = signed_in("centre")
    asked = {**SPAN, "of": "on_time"}
    for place, below in ((town.county, town.street), (town.street, town.code), (town.code, town.grid_a)):
        page = centre.get(reverse("centre:shaded_map"), {**asked, "place": place})
        assert f"place={below}" in page.content.decode()
        numbers = centre.get(reverse("centre:indicators"), {**SPAN, "place": place}).context["rows"]
        on_time = next(one for one in numbers if one.label == "按期办结率")
        parts = [row[2].split("/") for row in table_of(page, "map") if row[2] != "—"]
        assert sum(int(late) for late, _due in parts) == int(on_time.numerator)
        assert sum(int(due) for _late, due in parts) == on_time.denominator
        raised = centre.get(reverse("centre:trends"), {**SPAN, "place": place})
        assert sum(int(row[1]) for row in table_of(raised, "lines")) == 5
    assert centre.get(reverse("centre:trends"), {**SPAN, "place": town.grid_a}).status_code == 200


def test_each_level_sees_its_own(town):
    for name, own, wider in (("street_lead", town.street, town.county), ("lead", town.code, town.street)):
        client = signed_in(name)
        for page in ("centre:shaded_map", "centre:trends", "centre:screen"):
            assert client.get(reverse(page), {"place": own}).status_code == 200
            assert client.get(reverse(page), {"place": wider}).status_code == 404
        assert client.get(reverse("centre:trends"), {"place": town.neighbour_code}).status_code == (
            200 if name == "street_lead" else 404
        )
    assert signed_in("officer_a").get(reverse("centre:trends")).status_code == 403


def test_nothing_that_happened_is_called_nothing_known(town):
    page = signed_in("centre").get(reverse("centre:shaded_map"), {**SPAN, "of": "urgent", "place": town.street})
    assert "还没有可算的事" in page.content.decode()
    assert all(row[1] == "—" for row in table_of(page, "map"))
