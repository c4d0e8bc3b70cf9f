from hypothesis import given
from hypothesis import strategies as st

from linli.doors.look.plots import bars, line, round_step
from linli.doors.look.shaded import MOST_CLASSES, quantile_classes, shaded_map

NUMBERS = st.one_of(st.none(), st.floats(0, 1e9, allow_nan=False))


def test_the_longest_bar_takes_the_full_width():
    drawn = bars([{"label": "漏水", "value": 31}, {"label": "噪声", "value": 0}])
    assert [bar.width for bar in drawn] == ["100.00%", "0.00%"]


def test_nothing_to_plot_is_no_error():
    assert bars([]) == []
    assert line([]).lines[0].dots == []


def test_a_day_without_numbers_leaves_a_gap():
    plot = line([("一", 1), ("二", None), ("三", 2), ("四", 2)])
    assert len(plot.lines[0].segments) == 1


@given(st.lists(st.tuples(st.text(max_size=5), NUMBERS), max_size=40))
def test_every_mark_stays_on_the_plot(points):
    plot = line(points)
    for dot in plot.lines[0].dots:
        assert 0 <= float(dot.x.rstrip("%")) <= 100
        if dot.y:
            assert 15.9 <= float(dot.y) <= 196.1


@given(st.floats(1e-6, 1e12))
def test_five_steps_reach_the_highest(highest):
    step = round_step(highest)
    assert step * 5 >= highest * 0.999999


def test_lines_side_by_side_share_one_scale_and_one_table():
    plot = line([("一", 1, 40), ("二", None, 8)], ["本期", "上期"])
    assert plot.names == ["本期", "上期"]
    assert plot.rows == [("一", [1, 40]), ("二", [None, 8])]
    assert plot.top >= 40
    assert line([("一", 3)], top=plot.top).top == plot.top


VALUES = st.lists(st.integers(0, 12) | st.floats(0, 100, allow_nan=False), max_size=60)


@given(VALUES)
def test_classes_of_a_map_are_five_at_most_and_hold_every_place_once(values):
    classes = quantile_classes(values)
    assert len(classes) <= MOST_CLASSES
    assert sum(one.places for one in classes) == len(values)
    assert all(sum(one.low <= value <= one.high for one in classes) == 1 for value in values)
    assert [one.shade for one in classes] == sorted({one.shade for one in classes})
    assert all(1 <= one.shade <= MOST_CLASSES for one in classes)


def test_classes_are_of_as_many_places_each_as_can_be():
    assert [one.places for one in quantile_classes(range(20))] == [4, 4, 4, 4, 4]
    assert [one.places for one in quantile_classes([1, 1, 1, 1, 9])] == [4, 1]


def test_a_place_without_a_value_is_on_the_map_and_in_no_class():
    square = [(117.0, 36.0), (117.01, 36.0), (117.01, 36.01), (117.0, 36.01)]
    places = [
        {"label": "一", "value": 50, "words": "50%", "rings": [square]},
        {"label": "二", "value": None, "words": "暂无数据", "rings": [square]},
        {"label": "三", "value": 80, "words": "80%", "rings": []},
    ]
    drawn = shaded_map(places)
    assert [(one.row, one.shade > 0) for one in drawn.areas] == [(0, True), (1, False)]
    assert drawn.without == 1
    assert sum(one.places for one in drawn.classes) == 2
