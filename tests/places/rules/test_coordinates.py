"""Shifted coordinates are turned at the edge, there and back again without loss."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules.coordinates import (
    Shift,
    bd09_from_gcj02,
    gcj02_from_bd09,
    gcj02_from_wgs84,
    wgs84_from,
    wgs84_from_gcj02,
)
from linli.places.rules.shape import metres_between

in_china = st.tuples(st.floats(74, 134), st.floats(4, 53))


@given(in_china)
def test_there_and_back_again_is_a_millimetre(point):
    there = gcj02_from_wgs84(*point)
    assert metres_between(point, tuple(map(float, wgs84_from_gcj02(*there)))) < 0.001
    twice = bd09_from_gcj02(*there)
    assert metres_between(tuple(map(float, there)), tuple(map(float, gcj02_from_bd09(*twice)))) < 0.001
    assert metres_between(point, tuple(map(float, wgs84_from(Shift.BD09, *twice)))) < 0.002


@given(in_china)
def test_the_shift_is_between_a_street_and_a_kilometre(point):
    assert 20 < metres_between(point, tuple(map(float, gcj02_from_wgs84(*point)))) < 1_000


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        # Tian'anmen and the Shanghai Pearl Tower as the public converters give them.
        ((116.391_30, 39.907_50), (116.397_54, 39.908_90)),
        ((121.494_80, 31.241_90), (121.499_33, 31.239_79)),
    ],
)
def test_known_points_fall_where_the_public_maps_show_them(wgs84, gcj02):
    found = tuple(map(float, gcj02_from_wgs84(*wgs84)))
    assert metres_between(found, gcj02) < 25


def test_abroad_nothing_is_shifted():
    assert tuple(map(float, gcj02_from_wgs84(11.5, 49.9))) == (11.5, 49.9)


def test_many_points_are_turned_at_once():
    x, y = wgs84_from_gcj02(np.linspace(100, 120, 1_000), np.linspace(25, 40, 1_000))
    assert x.shape == (1_000,)
    assert np.isfinite(y).all()
