"""Tiles: the same squares as every tile server's, borders shared after rounding, no world beyond the world."""

from __future__ import annotations

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from linli.places.rules.tiles import STEPS, Level, Tile, box_asked, house_tile_of, key_of

IN_CHINA = st.tuples(st.floats(73.6, 134.9), st.floats(3.9, 53.5))


def test_tiles_are_numbered_as_every_tile_server_numbers_them():
    """The tile of 39.9042 N, 116.4074 E at zoom 15, by the formula every tile server publishes."""
    assert house_tile_of((116.4074, 39.9042)) == Tile(Level.HOUSES, 26979, 12416)
    box = Tile(Level.HOUSES, 26979, 12416).box
    assert box.touches(116.4074, 39.9042, 116.4074, 39.9042)
    assert (box.west, box.north) == pytest.approx((116.40014648, 39.90973623), abs=1e-6)


@given(IN_CHINA)
def test_a_point_lies_in_the_tile_it_is_given_to(point):
    tile = house_tile_of(point)
    x, y = tile.steps([point])[0]
    assert 0 <= x <= STEPS[Level.HOUSES]
    assert 0 <= y <= STEPS[Level.HOUSES]
    assert tile.box.wider(1e-9).touches(*point, *point)
    low, high = tile.keys[0]
    assert low == high == key_of(tile.x, tile.y)


@given(IN_CHINA)
def test_a_grid_tile_holds_sixteen_house_tiles(point):
    house = house_tile_of(point)
    grids = Tile(Level.GRIDS, house.x // 4, house.y // 4)
    assert sum(high - low + 1 for low, high in grids.keys) == 16
    assert any(low <= key_of(house.x, house.y) <= high for low, high in grids.keys)


@given(
    st.lists(st.floats(-0.002, 0.002), min_size=3, max_size=3),
    st.sampled_from(list(Level)),
    st.integers(0, 3),
)
def test_a_border_two_grids_share_is_rounded_the_same_in_both(bends, level, beside):
    """Two grids with one winding border between them: what one loses by rounding the other gains, in every tile either is drawn in."""
    border = [(117.50 + bend, 30.66 + 0.002 * number) for number, bend in enumerate([0.0, *bends, 0.0])]
    west = [(117.49, 30.66), *border, (117.49, 30.668)]
    east = [(117.51, 30.668), *reversed(border), (117.51, 30.66)]
    house = house_tile_of((117.5, 30.664))
    shift = Level.HOUSES - level
    tile = Tile(level, (house.x >> shift) + beside % 2, (house.y >> shift) + beside // 2)
    flat = tile.rings([west, east])
    shapes = [list(zip(one[::2], one[1::2], strict=True)) for one in flat]
    steps = list(dict.fromkeys(tuple(point) for point in tile.steps(border).tolist()))
    if len(steps) > 1:
        shared = shapely.LineString(steps)
        assert all(shapely.covers(shapely.LinearRing(shape), shared) for shape in shapes if len(shape) > 2)


def test_rounding_leaves_no_point_twice_and_keeps_rings_apart():
    tile = Tile(Level.COMMUNITIES, 846, 418)
    box = tile.box
    a = [
        (box.west + 0.01, box.north - 0.01),
        (box.west + 0.01 + 1e-7, box.north - 0.01),
        (box.west + 0.02, box.north - 0.02),
    ]
    flat = tile.rings([a, a[::-1], []])
    assert [len(one) for one in flat] == [4, 4, 0]
    assert flat[0][:2] == flat[1][-2:]
    assert tile.rings([]) == []


@pytest.mark.parametrize("wrong", [(9, 0, 0), (16, 0, 0), (15, 2**15, 0), (15, 0, 2**15), (10, -1, 0), (10, 0, 10**30)])
def test_there_is_no_tile_outside_the_world_or_between_the_levels(wrong):
    with pytest.raises(ValueError, match=r"."):
        Tile(*wrong)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,2,3",
        "nan,1,2,3",
        "117,30,inf,31",
        "118,30,117,31",
        "117,31,118,30",
        "0,0,50,50",
        "117,-90,117.1,90",
        "a,b,c,d",
    ],
)
def test_what_is_no_box_of_a_city_is_none(text):
    assert box_asked(text) is None


def test_a_box_is_read_as_west_south_east_north():
    box = box_asked("117.4,30.6,117.5,30.7")
    assert (box.west, box.south, box.east, box.north) == (117.4, 30.6, 117.5, 30.7)
    assert shapely.box(117.4, 30.6, 117.5, 30.7).bounds == (box.west, box.south, box.east, box.north)
