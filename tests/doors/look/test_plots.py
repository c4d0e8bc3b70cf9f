from hypothesis import given
from hypothesis import strategies as st

from linli.doors.look.plots import bars, line, round_step

NUMBERS = st.one_of(st.none(), st.floats(0, 1e9, allow_nan=False))


def test_the_longest_bar_takes_the_full_width():
    drawn = bars([{"label": "漏水", "value": 31}, {"label": "噪声", "value": 0}])
    assert [bar.width for bar in drawn] == ["100.00%", "0.00%"]


def test_nothing_to_plot_is_no_error():
    assert bars([]) == []
    assert line([]).dots == []


def test_a_day_without_numbers_leaves_a_gap():
    plot = line([("一", 1), ("二", None), ("三", 2), ("四", 2)])
    assert len(plot.segments) == 1


@given(st.lists(st.tuples(st.text(max_size=5), NUMBERS), max_size=40))
def test_every_mark_stays_on_the_plot(points):
    plot = line(points)
    for dot in plot.dots:
        assert 0 <= float(dot.x.rstrip("%")) <= 100
        if dot.y:
            assert 15.9 <= float(dot.y) <= 196.1


@given(st.floats(1e-6, 1e12))
def test_five_steps_reach_the_highest(highest):
    step = round_step(highest)
    assert step * 5 >= highest * 0.999999
