"""Several new services placed together: never worse than any other choice, and what is said of each site adds up."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.places.rules.circle.reckon import Home, Service, reckon
from linli.places.rules.circle.several import choose_several
from linli.places.rules.circle.siting import best_sites, choose_sites
from linli.places.rules.circle.standard import MINUTES, SHIPPED, Whom, kind_of_poi
from linli.places.rules.circle.walking import walking_network
from linli.places.rules.ground import Plane

PLANE = Plane(117.48, 30.66)
NO_ROADS = walking_network([], PLANE)
MEALS = SHIPPED.kind("meals")

STANDARD_TABLE = {
    "幼儿园": 300, "托育": 300, "小学": 500, "初中": 1000, "社区服务站": 300, "党群服务中心": 300, "日间照料": 300, "助餐点": 300,
    "社区卫生服务站": 300, "社区卫生服务中心": 1000, "文化活动站": 500, "健身": 500, "儿童老人活动场地": 500, "社区食堂": 300, "便利店": 300,
    "菜店": 300, "菜市场": 500, "社区公园": 500, "口袋公园": 500, "公交站": 500, "公共厕所": 500, "街道办": 1000, "派出所": 1000,
    "司法所": 1000, "综治中心": 1000, "养老院": 1000, "残疾人托养": 1000, "运动场": 1000, "文体中心": 1000, "商场": 1000, "银行": 1000,
    "邮政": 1000, "药店": 500,
}  # fmt: skip
"""standards.zh.md §10, row by row; of a range the wider end."""


@pytest.mark.parametrize(("words", "radius"), STANDARD_TABLE.items())
def test_every_row_of_the_standard_is_a_shipped_kind_with_its_radius(words, radius):
    kinds = [one for one in SHIPPED.kinds if words in one.label]
    assert [one.radius for one in kinds] == [radius], words


def test_kinds_have_glyphs_of_their_own_and_maps_know_the_shopping_centre():
    assert len({one.glyph for one in SHIPPED.kinds}) == len(SHIPPED.kinds)
    assert kind_of_poi("mall") == "mall"
    assert kind_of_poi("商场") == "mall"


def town(spots, homes=10, elders=None):
    points = PLANE.round(np.array(spots, float)).tolist()
    elders = elders or [1] * len(points)
    return [Home(str(n), "", tuple(at), homes, elders[n], 1) for n, at in enumerate(points)]


spot = st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda one: (one[0] * 50.0, one[1] * 50.0))


@settings(max_examples=40, deadline=None)
@given(st.lists(spot, min_size=2, max_size=9, unique=True), st.integers(1, 3), st.sampled_from(list(Whom)))
def test_no_other_choice_brings_more_and_the_figures_add_up(spots, number, whom):
    homes = town(spots, elders=[n % 3 for n in range(len(spots))])
    found = choose_several(homes, [], NO_ROADS, SHIPPED, MEALS, whom, number)
    limit = SHIPPED.limit(MEALS, SHIPPED.speed(whom))
    points = np.array(spots)
    ways = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1)) * 1.3
    weights = np.array([getattr(one, whom.value) for one in homes])
    few = range(1, min(number, len(homes)) + 1)
    best = max(
        int((ways[list(some)] <= limit - 1e-6).any(axis=0) @ weights)
        for n in few
        for some in itertools.combinations(range(len(homes)), n)
    )
    assert found["gained"] >= best
    assert found["bound"] == found["gained"], "proved"
    assert sum(one["gained"] for one in found["sites"]) == found["gained"]
    assert found["within"] == 0
    assert [one["gained"] for one in found["steps"]] == sorted(one["gained"] for one in found["steps"])
    for one in found["sites"]:
        assert one["needed"] <= one["gained"] <= one["alone"], (
            "alone it would bring at least as much, without it no more is lost"
        )
    newly = [n for n, site in enumerate(found["ways"]["site"]) if site]
    assert sum(int(weights[n]) for n in newly) == found["gained"]


def test_a_place_without_which_nothing_is_lost_is_not_proposed():
    homes = town([(0, 0), (50, 0), (2000, 0)])
    found = choose_several(homes, [], NO_ROADS, SHIPPED, MEALS, Whom.HOMES, 5)
    assert len(found["sites"]) == 2
    assert found["gained"] == found["possible"] == 30


def test_those_in_reach_today_are_not_gained_again():
    homes = town([(0, 0), (2000, 0)])
    services = [Service("s", homes[0].at, frozenset({"meals"}))]
    found = choose_several(homes, services, NO_ROADS, SHIPPED, MEALS, Whom.HOMES, 2)
    assert (found["within"], found["gained"]) == (10, 10)
    assert [one["building"] for one in found["sites"]] == ["1"]


def test_nobody_anywhere_gives_no_site():
    assert choose_several([], [], NO_ROADS, SHIPPED, MEALS, Whom.HOMES, 3)["sites"] == []
    nobody = town([(0, 0), (900, 0)], elders=[0, 0])
    assert choose_several(nobody, [], NO_ROADS, SHIPPED, MEALS, Whom.ELDERS, 3)["sites"] == []


def test_among_equal_places_the_one_in_the_middle_is_taken():
    homes = town([(0, 0), (100, 0), (200, 0)])
    found = choose_several(homes, [], NO_ROADS, SHIPPED, MEALS, Whom.HOMES, 1)
    assert found["sites"][0]["building"] == "1"


def test_the_three_best_are_three_places_not_three_doors():
    ways = np.array([[0, 10, 900, 900], [10, 0, 900, 900], [900, 900, 0, 900], [900, 900, 900, 0]], float)
    sites = best_sites(ways, np.full(4, np.inf), np.array([9, 9, 5, 1]), 300, 3)
    assert [one.candidate for one in sites] in ([0, 2, 3], [1, 2, 3])


def test_out_of_time_the_choice_made_step_by_step_stands_with_its_bound():
    chance = np.random.default_rng(7)
    points = chance.uniform(0, 3000, (300, 2))
    ways = np.hypot(*(points[:, None, :] - points[None, :, :]).transpose(2, 0, 1))
    chosen = choose_sites(ways, np.full(300, np.inf), np.ones(300), 300, 6, seconds=0.0)
    assert len(chosen.candidates) <= 6
    assert chosen.gained > 0
    assert chosen.bound >= chosen.gained


def test_an_elder_walks_no_further_than_fifteen_minutes_at_her_own_pace():
    kind = SHIPPED.kind("health_centre")
    assert SHIPPED.limit(kind, SHIPPED.elder) == MINUTES * SHIPPED.elder < kind.radius
    homes = town([(0, 0), (690, 0)])
    services = [Service("h", homes[0].at, frozenset({"health_centre"}))]
    told = next(one for one in reckon(homes, services, NO_ROADS, SHIPPED).kinds if one["code"] == "health_centre")
    assert told["homes"] == [20, 20]
    assert told["elders"] == [1, 2], "897 m are 11 minutes for adults and 16 for her"
