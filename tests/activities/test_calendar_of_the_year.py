"""Solar terms and festivals: computed, and compared with an almanac."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.activities.rules import festivals, occasion_of, solar_terms
from linli.activities.rules.festivals import lunar_months
from linli.activities.rules.solar_terms import TERMS, sun_longitude, term_moment

PUBLISHED = {
    2024: "0106 0120 0204 0219 0305 0320 0404 0419 0505 0520 0605 0621 0706 0722 0807 0822 0907 0922 1008 1023 1107 1122 1206 1221",
    2025: "0105 0120 0203 0218 0305 0320 0404 0420 0505 0521 0605 0621 0707 0722 0807 0823 0907 0923 1008 1023 1107 1122 1207 1221",
    2026: "0105 0120 0204 0218 0305 0320 0405 0420 0505 0521 0605 0621 0707 0723 0807 0823 0907 0923 1008 1023 1107 1122 1207 1222",
    2027: "0105 0120 0204 0219 0306 0321 0405 0420 0506 0521 0606 0621 0707 0723 0808 0823 0908 0923 1008 1023 1107 1122 1207 1222",
    2028: "0106 0120 0204 0219 0305 0320 0404 0419 0505 0520 0605 0621 0706 0722 0807 0822 0907 0922 1008 1023 1107 1122 1206 1221",
    2029: "0105 0120 0203 0218 0305 0320 0404 0420 0505 0521 0605 0621 0707 0722 0807 0823 0907 0923 1008 1023 1107 1122 1207 1221",
    2030: "0105 0120 0204 0218 0305 0320 0405 0420 0505 0521 0605 0621 0707 0723 0807 0823 0907 0923 1008 1023 1107 1122 1207 1222",
}
"""Days of 小寒 … 冬至 as an independent almanac prints them (the package lunar-python 1.4); every year from 2000 to 2050 was
held against it when this was written, terms and lunar festivals, without one difference."""

NEW_YEARS = {2024: "0210", 2025: "0129", 2026: "0217", 2027: "0206", 2028: "0126", 2029: "0213", 2030: "0203"}
MID_AUTUMN = {2024: "0917", 2025: "1006", 2026: "0925", 2027: "0915", 2028: "1003", 2029: "0922", 2030: "0912"}


def days(year: int, words: str) -> list[date]:
    return [date(year, int(word[:2]), int(word[2:])) for word in words.split()]


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_terms_fall_on_the_days_of_the_almanac(year):
    assert [on for on, _name in solar_terms(year)] == days(year, PUBLISHED[year])
    assert [name for _on, name in solar_terms(year)] == list(TERMS)


@pytest.mark.parametrize("year", NEW_YEARS)
def test_new_year_and_mid_autumn_fall_on_their_known_days(year):
    named = {name: on for on, name in festivals(year)}
    assert named["春节"] == days(year, NEW_YEARS[year])[0]
    assert named["中秋节"] == days(year, MID_AUTUMN[year])[0]
    assert (named["春节"] - named["除夕"]).days == 1
    assert (named["元宵节"] - named["春节"]).days == 14


def test_a_leap_month_is_the_first_without_a_major_term():
    assert [number for _on, number, is_leap in lunar_months(2025) if is_leap] == [6]
    assert [number for _on, number, is_leap in lunar_months(2028) if is_leap] == [5]
    assert [number for _on, number, is_leap in lunar_months(2034) if is_leap] == [11], "the hard case of 2033/34"


def test_a_day_is_named_by_its_festival_before_its_term():
    assert occasion_of(date(2026, 2, 17)) == "春节"
    assert occasion_of(date(2026, 3, 20)) == "春分"
    assert occasion_of(date(2026, 3, 21)) == ""


@settings(deadline=None)
@given(st.integers(1950, 2080), st.integers(0, 23))
def test_at_the_moment_of_a_term_the_sun_stands_at_its_longitude(year, index):
    off = (sun_longitude(term_moment(year, index)) - (285 + 15 * index) + 180) % 360 - 180
    assert abs(off) < 1e-4


@settings(deadline=None, max_examples=30)
@given(st.integers(1990, 2060))
def test_every_year_has_its_terms_in_order_and_one_new_year(year):
    found = [on for on, _name in solar_terms(year)]
    assert found == sorted(found)
    assert all(14 <= (later - earlier).days <= 17 for earlier, later in pairwise(found))
    assert sum(name == "春节" for _on, name in festivals(year)) == 1
