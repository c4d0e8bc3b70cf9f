"""The way in: a short rail for whoever works here, every room of the neighbourhood one tap from its home page."""

import re

import pytest

from linli.doors.rail import AS_THEY_ARE
from tests.small_community import make_small_community

pytestmark = pytest.mark.django_db


@pytest.fixture
def town():
    return make_small_community()


def rail_of(client, path):
    page = client.get(path).content.decode()
    nav = re.search(r'<div class="rail".*?</nav>', page, re.S)[0]
    headings = re.findall(r'<details class="rail-section"( open)?><summary><span>(.*?)</span>', nav)
    return headings, len(re.findall(r"<li>", nav)), nav


def test_a_long_rail_is_folded_under_headings_with_the_current_one_open(town, signed_in_as):
    headings, lines, nav = rail_of(signed_in_as("lead"), "/staff/halls/")
    assert lines > AS_THEY_ARE
    assert [heading for is_open, heading in headings if is_open] == ["议事投票"]
    above = nav[: nav.index("<details")].count("<li>")
    assert above + len(headings) <= AS_THEY_ARE


def test_a_short_rail_has_no_headings(town, signed_in_as):
    headings, lines, _nav = rail_of(signed_in_as("firm"), "/staff/notices/")
    assert not headings
    assert 0 < lines <= AS_THEY_ARE


def test_a_resident_reaches_every_room_from_the_home_page_in_one_tap(town, client):
    page = client.get(f"/c/{town.code}/").content.decode()
    tiles = re.findall(r'class="deed-tile[^"]*" href="([^"]+)"', page)
    assert len(tiles) == len(set(tiles))
    for path in tiles:
        assert client.get(path).status_code == 200, path
    wanted = ("activities", "halls", "votes", "projects", "wishes", "calls", "surveys")
    assert all(any(word in path for path in tiles) for word in wanted)
