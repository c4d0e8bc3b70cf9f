from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.calendar_file import parse_calendar_file, shipped_days


def test_dates_are_read_in_the_shapes_people_write():
    file = parse_calendar_file(
        "\ufeff日期,是否上班,名称\r\n2027-01-01,否,元旦\r\n2027/1/2,休,\r\n2027年1月3日,放假\n20270104,是,补班\n２０２７.1.9，上班\n"
    )
    assert file.errors == ()
    assert [day.on for day in file.days] == [date(2027, 1, n) for n in (1, 2, 3, 4, 9)]
    assert [day.is_workday for day in file.days] == [False, False, False, True, True]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("2027-02-30,否,春节", "unreadable_date"),
        ("二月一日,否,春节", "unreadable_date"),
        ("2027-02-01,可能,春节", "unreadable_worked"),
        ("2027-02-01", "unreadable_worked"),
        ("2027-01-01,是,元旦", "contradicts"),
        ('2027-02-01,"否', "not_text"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(line, reason):
    file = parse_calendar_file(f"日期,是否上班,名称\n2027-01-01,否,元旦\n{line}\n")
    assert [(error.line, error.reason) for error in file.errors] == [(3, reason)]
    assert len(file.days) == 1


def test_a_single_correction_does_not_vouch_for_its_year():
    assert parse_calendar_file("2027-01-01,否,元旦").covered_years == frozenset()


def test_three_years_are_shipped():
    assert {day.on.year for day in shipped_days()} == {2024, 2025, 2026}
    named = {day.on: day for day in shipped_days()}
    assert not named[date(2026, 2, 17)].is_workday
    assert named[date(2026, 2, 28)].is_workday


@given(st.text())
def test_no_text_breaks_the_reading(text):
    parse_calendar_file(text)
