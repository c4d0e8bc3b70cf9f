"""The wall of the governance centre: what needs a decision, with its base, and nobody's data."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.urls import reverse

from linli.ledger.outbox import deliver
from tests.cases import in_the_loop as loop
from tests.doors.staff.cases.desk_of import at_most
from tests.insight.hot_issues import NIGHT, issues, told_all


@pytest.fixture
def town(town):
    loop.make_categories()
    told_all(town, NIGHT)
    loop.handling(town)
    loop.closed(town)
    deliver(1000)
    return town


def read(answer):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def test_the_wall_says_what_waits_the_hot_issues_and_the_places_below(town, signed_in_as):
    answer = signed_in_as("centre").get(reverse("centre:screen"))
    words = read(answer)
    for heading in ("先要决定的", "热点问题", "每天反映", "截至"):
        assert heading in words
    assert issues()[0].name in words
    assert "近 30 天反映 7 件，结案 1 件" in words
    assert "1/1 件办结，近 30 天" in words


def test_nobodys_name_or_telephone_or_words_stand_on_the_wall(town, signed_in_as):
    page = signed_in_as("centre").get(reverse("centre:screen"), {"place": town.code}).content.decode()
    for personal in ("王某", "1390000", *NIGHT, town.users["officer_a"].name):
        assert personal not in page


def test_it_renews_itself_with_the_sheet_alone(town, signed_in_as):
    client = signed_in_as("centre")
    whole = client.get(reverse("centre:screen")).content.decode()
    part = client.get(reverse("centre:screen"), headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 60s"' in whole
    assert part.startswith("<main")
    assert "<html" not in part


def test_a_place_beyond_ones_own_is_not_shown(town, signed_in_as):
    assert signed_in_as("street_lead").get(reverse("centre:screen"), {"place": "11"}).status_code == 404


def test_a_grid_has_its_wall_without_a_trend(town, signed_in_as):
    answer = signed_in_as("centre").get(reverse("centre:screen"), {"place": town.grid_a})
    assert answer.status_code == 200
    assert "每天反映" not in read(answer)


def test_the_wall_costs_a_fixed_number_of_statements(town, signed_in_as):
    client = signed_in_as("centre")
    client.get(reverse("centre:screen"))
    with at_most(11):
        client.get(reverse("centre:screen"))


def test_the_overview_leads_to_the_wall(town, signed_in_as):
    assert reverse("centre:screen") in signed_in_as("centre").get(reverse("centre:overview")).content.decode()
