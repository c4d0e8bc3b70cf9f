"""Outlines around points, in plain arithmetic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules.shape import hull, metres_between, middle_of, outline_of, square_around

degrees = st.tuples(st.floats(117.40, 117.50), st.floats(30.60, 30.70))


def test_the_corners_of_a_square_are_its_hull():
    inside = [(0.5, 0.5), (0.2, 0.9), (0.5, 0.0)]
    assert set(hull([(0, 0), (1, 0), (1, 1), (0, 1), *inside])) == {(0, 0), (1, 0), (1, 1), (0, 1)}


@given(st.lists(degrees, min_size=1, max_size=30))
def test_an_outline_holds_every_point_it_was_made_of(points):
    ring = outline_of(points)
    for x, y in points:
        for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
            assert (bx - ax) * (y - ay) - (by - ay) * (x - ax) >= -1e-12


def test_nothing_has_no_outline():
    assert outline_of([]) == []


def test_a_square_stands_around_its_middle():
    ring = square_around((117.48, 30.66), 12)
    assert middle_of(ring) == pytest.approx((117.48, 30.66))
    assert metres_between(ring[0], ring[1]) == pytest.approx(12, rel=1e-3)


def test_a_ring_without_area_has_the_mean_of_its_points_as_middle():
    assert middle_of([(0, 0), (2, 0)]) == (1, 0)
    with pytest.raises(ValueError, match="no middle"):
        middle_of([])
