"""Half-months follow the calendar: 1–15 and 16–end."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from linli.insight.rules import Period, half_month_of, read_half_month
from linli.insight.rules.periods import last_half_months, month_of, year_before

DAYS = st.dates(date(2001, 1, 1), date(2099, 12, 31))


@given(DAYS)
def test_a_day_lies_in_one_half_month_which_begins_on_the_1st_or_the_16th(day):
    period = half_month_of(day)
    assert period.first <= day <= period.last
    assert period.first.day in (1, 16)
    assert period.is_half_month


@given(DAYS)
def test_half_months_follow_each_other_without_a_gap(day):
    period = half_month_of(day)
    assert period.previous.end == period.start
    assert period.previous.is_half_month


def test_the_second_half_of_february_ends_with_february():
    assert half_month_of(date(2028, 2, 20)) == Period(date(2028, 2, 16), date(2028, 2, 29))


def test_a_month_is_compared_with_the_month_before_and_a_week_with_the_week_before():
    assert month_of(date(2026, 3, 9)).previous == Period(date(2026, 2, 1), date(2026, 2, 28))
    assert Period(date(2026, 3, 9), date(2026, 3, 15)).previous == Period(date(2026, 3, 2), date(2026, 3, 8))


def test_only_the_first_day_of_a_half_month_names_it():
    assert read_half_month("2026-11-16") == Period(date(2026, 11, 16), date(2026, 11, 30))
    assert [read_half_month(text) for text in ("2026-11-02", "1800-01-01", "x", "", "2026-13-01")] == [None] * 5


def test_the_latest_half_months_are_over():
    assert [one.first for one in last_half_months(date(2026, 11, 16), 2)] == [date(2026, 11, 1), date(2026, 10, 16)]


def test_the_year_before_a_leap_day_ends_on_the_28th():
    leap = Period(date(2028, 2, 16), date(2028, 2, 29))
    assert year_before(leap) == Period(date(2027, 2, 16), date(2027, 2, 28))
    assert year_before(Period(date(2027, 2, 16), date(2027, 2, 28))) == Period(date(2026, 2, 16), date(2026, 2, 28))
    assert year_before(Period(date(2029, 2, 16), date(2029, 2, 28))).last == date(2028, 2, 29)
