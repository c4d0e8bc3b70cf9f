"""Each point lies in exactly one grid, on borders too."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.places.rules.assign import GridIndex
from linli.places.rules.ground import STEPS, in_steps

BOX = shapely.box(117.4, 30.6, 117.5, 30.7)


def division(number, seed):
    spots = np.random.default_rng(seed).random((number, 2)) * 0.1 + (117.4, 30.6)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(spots), extend_to=BOX))
    return [in_steps(cell) for cell in shapely.intersection(cells, BOX)]


def lowest_that_holds(cells, x, y):
    """The same answer the slow way."""
    point, cell = shapely.STRtree(cells).query(shapely.points(x, y), predicate="intersects")
    found = np.full(len(x), len(cells))
    np.minimum.at(found, point, cell)
    return np.where(found == len(cells), -1, found)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 60), st.integers(0, 1_000), st.sampled_from([0, 3, 17, 200]))
def test_it_agrees_with_the_slow_way_on_every_point(number, seed, squares):
    cells = division(number, seed)
    spots = np.random.default_rng(seed + 1).random((2_000, 2)) * 0.12 + (117.39, 30.59)
    corners = np.concatenate([shapely.get_coordinates(cell) for cell in cells])
    spots = np.round(np.concatenate([spots, corners]) * STEPS) / STEPS
    codes = [f"{n:04}" for n in range(len(cells))]
    found = GridIndex(codes, cells, squares).assign(spots[:, 0], spots[:, 1])
    assert found.tolist() == lowest_that_holds(cells, spots[:, 0], spots[:, 1]).tolist()


def test_a_point_on_a_border_belongs_to_the_lowest_code_whatever_the_order():
    west, east = shapely.box(117.4, 30.6, 117.45, 30.7), shapely.box(117.45, 30.6, 117.5, 30.7)
    for codes, shapes in ((["1", "2"], [west, east]), (["2", "1"], [east, west])):
        assert GridIndex(codes, shapes).codes_of([117.45, 117.45, 117.4, 117.5], [30.65, 30.6, 30.7, 30.65]) == [
            "1", "1", "1", "2",
        ]  # fmt: skip


def test_holes_parts_and_points_that_are_none():
    ring = BOX.difference(shapely.box(117.44, 30.64, 117.46, 30.66))
    two = shapely.MultiPolygon([shapely.box(117.52, 30.6, 117.53, 30.61), shapely.box(117.54, 30.6, 117.55, 30.61)])
    index = GridIndex(["1", "2"], [ring, two])
    assert index.codes_of(
        [117.45, 117.41, 117.525, 117.535, np.nan, np.inf, 1e300, 117.45],
        [30.65, 30.61, 30.605, 30.605, 30.6, 30.6, 30.6, np.nan],
    ) == ["", "1", "2", "", "", "", "", ""]


@pytest.mark.parametrize("shapes", [[], [shapely.Polygon()]])
def test_without_grids_everything_lies_nowhere(shapes):
    assert GridIndex(["1"][: len(shapes)], shapes).codes_of([117.4], [30.6]) == [""]
