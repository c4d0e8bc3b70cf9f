"""Ways on foot are exact: against a Dijkstra of our own, on small graphs and on the roads of a real town."""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.places.ground_files import AskedOf, Layer, read_ground
from linli.places.rules.circle.siting import best_sites, choose_sites
from linli.places.rules.circle.walking import FAR_FROM_ROADS, straight, walking_network, ways_for
from linli.places.rules.ground import Plane

PLANE = Plane(117.48, 30.66)


def degrees(points):
    return PLANE.round(np.array(points, float))


def roads(lines, kind="residential"):
    return [(kind, shapely.LineString(degrees(line))) for line in lines]


def by_hand(network, points):
    """The metres between all points, over the network as it stands and every point's foot on it, by a heap."""
    spots = network.plane.flat(np.array(points))
    ways = defaultdict(dict)

    def join(a, b, metres):
        ways[a][b] = min(metres, ways[a].get(b, np.inf))
        ways[b][a] = ways[a][b]

    feet = {}
    lines = shapely.linestrings(network.nodes[network.ends])
    for n, spot in enumerate(spots):
        apart = shapely.distance(lines, shapely.Point(spot))
        stretch = int(apart.argmin())
        if apart[stretch] <= FAR_FROM_ROADS:
            feet.setdefault(stretch, []).append((lines[stretch].project(shapely.Point(spot)), f"foot{n}"))
            join(f"point{n}", f"foot{n}", float(apart[stretch]))
    for e, (a, b) in enumerate(network.ends.tolist()):
        whole = float(np.hypot(*(network.nodes[a] - network.nodes[b])))
        chain = [(0.0, str(a)), *sorted(feet.get(e, [])), (whole, str(b))]
        for (m, one), (n, other) in itertools.pairwise(chain):
            # A foot at the very end lies a hair beyond it: a way of less than nothing would be walked for ever.
            join(one, other, max(n - m, 0.0))
    return [_from(ways, f"point{n}", len(points)) for n in range(len(points))]


def _from(ways, start, count):
    best, heap = {start: 0.0}, [(0.0, start)]
    while heap:
        far, node = heapq.heappop(heap)
        if far > best[node]:
            continue
        for other, metres in ways[node].items():
            if far + metres < best.get(other, np.inf):
                best[other] = far + metres
                heapq.heappush(heap, (far + metres, other))
    return [best.get(f"point{n}", np.inf) for n in range(count)]


spot = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda one: (one[0] * 37.0, one[1] * 41.0))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(spot, min_size=2, max_size=5, unique=True), min_size=1, max_size=8),
    st.lists(spot, min_size=2, max_size=8, unique=True),
)
def test_every_way_is_the_shortest(lines, spots):
    network = walking_network(roads(lines), PLANE)
    points = [tuple(one) for one in degrees(np.array(spots) + np.array([3.3, 7.1]))]
    if network.is_empty:
        return
    found = ways_for(network, points).matrix(np.arange(len(points)), np.arange(len(points)))
    hand = np.array(by_hand(network, points))
    # Of two roads equally near either may be taken; the ways are compared where the choice makes no difference.
    spots = network.plane.flat(np.array(points))
    lines = [shapely.LineString(network.nodes[ends]) for ends in network.ends]
    apart = np.sort([[line.distance(shapely.Point(one)) for line in lines] for one in spots], axis=1)
    if len(lines) > 1 and (np.diff(apart[:, :2]) < 1e-6).any():
        assert (np.isfinite(found) == np.isfinite(found.T)).all()
        return
    np.fill_diagonal(hand, 0)
    np.fill_diagonal(found, 0)
    np.testing.assert_allclose(found, hand, rtol=1e-9, atol=1e-4)


def test_of_several_services_the_nearest_on_foot_counts_not_as_the_crow_flies():
    # A wall between: the service 30 m away over the wall is 400 m away on foot.
    network = walking_network(roads([[(0, 0), (0, 200), (30, 200), (30, 0)], [(0, 0), (-150, 0)]]), PLANE)
    points = [tuple(one) for one in degrees([(0, 0), (30, 0), (-150, 0)])]
    metres, which = ways_for(network, points).nearest(np.array([0]), np.array([1, 2]))
    assert metres[0] == pytest.approx(150, abs=0.1)
    assert which[0] == 1


def test_two_on_one_stretch_meet_on_it():
    network = walking_network(roads([[(0, 0), (1000, 0)]]), PLANE)
    points = [tuple(one) for one in degrees([(400, 20), (430, -10)])]
    assert ways_for(network, points).matrix(np.array([0]), np.array([1]))[0, 0] == pytest.approx(60, abs=0.1)


def test_walkers_keep_off_the_motorway_and_off_the_rails():
    closed = roads([[(0, 0), (500, 0)]], "motorway") + roads([[(0, 10), (500, 10)]], "rail")
    assert walking_network(closed, PLANE).is_empty


def test_a_road_that_ends_at_the_side_of_another_is_joined_to_it():
    network = walking_network(roads([[(0, 0), (1000, 0)], [(500, 1), (500, 400)]]), PLANE)
    points = [tuple(one) for one in degrees([(500, 400), (0, 0)])]
    assert ways_for(network, points).matrix(np.array([0]), np.array([1]))[0, 0] == pytest.approx(899, abs=2)


def test_far_from_every_road_nothing_is_in_reach():
    network = walking_network(roads([[(0, 0), (1000, 0)]]), PLANE)
    points = [tuple(one) for one in degrees([(0, 900), (100, 0)])]
    metres, which = ways_for(network, points).nearest(np.array([0]), np.array([1]))
    assert not np.isfinite(metres[0])
    assert which[0] == -1


def test_without_roads_the_straight_line_is_lengthened_by_three_tenths():
    a, b = ([tuple(one)] for one in degrees([(0, 0), (300, 400)]))
    assert straight(PLANE, a, b)[0, 0] == pytest.approx(650, rel=1e-6)


def test_on_the_roads_of_a_real_town_every_way_is_the_shortest(shared_data):
    data = (shared_data / "geo" / "north-bayreuth.osm.gz").read_bytes()
    read = read_ground(data, AskedOf(None, "wgs84", None))
    lines = [(thing.facts.get("kind", ""), thing.shape) for thing in read.things if thing.layer is Layer.ROAD]
    houses = [thing.shape for thing in read.things if thing.layer is Layer.BUILDING]
    middle = houses[0].centroid.buffer(0.008)
    lines = [(kind, line) for kind, line in lines if line.intersects(middle)]
    houses = [house for house in houses if house.within(middle)][:120:6]
    plane = Plane.around([line for _kind, line in lines])
    network = walking_network(lines, plane)
    assert len(network.ends) > 200
    points = [(one.centroid.x, one.centroid.y) for one in houses]
    ways = ways_for(network, points)
    found = ways.matrix(np.arange(len(points)), np.arange(len(points)))
    hand = np.array(by_hand(network, points))
    assert np.isfinite(found).any()
    np.testing.assert_allclose(found, hand, rtol=1e-9, atol=1e-4)


demands = st.lists(st.integers(0, 30), min_size=4, max_size=7)


@settings(max_examples=40, deadline=None)
@given(st.data(), demands, st.integers(1, 3))
def test_no_choice_of_places_brings_more_than_the_one_proposed(data, demand, number):
    from itertools import combinations

    candidates = data.draw(st.integers(2, 6))
    cell = st.integers(50, 600)
    ways = np.array(
        data.draw(
            st.lists(
                st.lists(cell, min_size=len(demand), max_size=len(demand)), min_size=candidates, max_size=candidates
            )
        ),
        float,
    )
    today = np.array(data.draw(st.lists(st.integers(100, 900), min_size=len(demand), max_size=len(demand))), float)
    weights = np.array(demand, float)
    wanted = (today > 300) * weights
    best = max(
        (ways[list(some)] <= 300).any(axis=0) @ wanted
        for some in combinations(range(candidates), min(number, candidates))
    )
    chosen = choose_sites(ways, today, weights, 300, number)
    assert chosen.gained == pytest.approx(best)
    assert chosen.is_proved
    first = best_sites(ways, today, weights, 300, 1)
    single = max((ways[n] <= 300) @ wanted for n in range(candidates))
    assert (first[0].gained if first else 0) == pytest.approx(single)
