from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.calendar_file import shipped_calendar
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.limits import Clock, Limit
from linli.kernel.work_calendar import WorkCalendar

CALENDAR = shipped_calendar()
WORKING = [Clock.WORKING_HOURS, Clock.WORKING_DAYS]

instants = st.datetimes(datetime(2023, 12, 1), datetime(2027, 3, 1), timezones=st.just(SHANGHAI))
limits = st.one_of(
    st.integers(1, 300).map(lambda n: Limit.parse(f"{n}h")),
    st.integers(1, 3000).map(lambda n: Limit.parse(f"{n / 10}wh")),
    st.integers(1, 400).map(lambda n: Limit.parse(f"{n}wd")),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def due(start: str, limit: str) -> str:
    return f"{CALENDAR.deadline(at(start), Limit.parse(limit)).at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"


def in_office(instant: datetime) -> bool:
    local = instant.astimezone(SHANGHAI)
    return CALENDAR.is_workday(local.date()) and any(opens <= local.time() <= close for opens, close in CALENDAR.hours)


@pytest.mark.parametrize(
    ("start", "limit", "expected"),
    [
        ("2026-11-18 10:00", "1h", "2026-11-18 11:00"),
        ("2026-11-21 23:30", "2h", "2026-11-22 01:30"),  # running hours take no notice of the weekend
        ("2026-11-18 11:00", "2wh", "2026-11-18 15:00"),  # across the noon break
        ("2026-11-18 11:00", "1wh", "2026-11-18 12:00"),  # due at the close, not at the next opening
        ("2026-11-18 13:00", "1wh", "2026-11-18 15:00"),  # a start in the break counts from the opening
        ("2026-11-18 20:00", "1wh", "2026-11-19 09:30"),  # after closing
        ("2026-11-18 06:00", "1wh", "2026-11-18 09:30"),  # before opening
        ("2026-11-20 17:00", "4wh", "2026-11-23 12:00"),  # Friday to Monday
        ("2026-11-18 06:00", "1wd", "2026-11-19 17:30"),  # the start day never counts
        ("2026-11-18 23:00", "1wd", "2026-11-19 17:30"),
        ("2026-11-21 10:00", "1wd", "2026-11-23 17:30"),  # from a Saturday
        ("2026-11-18 10:00", "5wd", "2026-11-25 17:30"),
    ],
)
def test_a_deadline_counts_only_what_its_clock_counts(start, limit, expected):
    assert due(start, limit) == expected


def test_national_day_does_not_count():
    assert due("2026-09-30 10:00", "1wd") == "2026-10-08 17:30"
    assert due("2026-09-30 17:00", "1wh") == "2026-10-08 09:00"


def test_a_make_up_saturday_counts():
    assert CALENDAR.is_workday(date(2026, 10, 10))
    assert due("2026-10-09 10:00", "1wd") == "2026-10-10 17:30"


def test_a_year_without_a_calendar_is_named():
    known = CALENDAR.deadline(at("2026-11-18 10:00"), Limit.parse("10wd"))
    assert known.uncertain_years == frozenset()
    across = CALENDAR.deadline(at("2026-12-30 10:00"), Limit.parse("5wd"))
    assert across.uncertain_years == {2027}
    assert CALENDAR.deadline(at("2026-12-31 23:00"), Limit.parse("5h")).uncertain_years == frozenset()


def test_a_whole_year_has_the_working_days_the_state_announced():
    assert CALENDAR.workdays_between(date(2025, 1, 1), date(2025, 12, 31)) == 248


def test_an_overdue_case_stays_as_overdue_after_a_pause():
    late = CALENDAR.remaining(at("2026-11-19 10:30"), at("2026-11-19 09:30"), Clock.WORKING_HOURS)
    assert late == timedelta(hours=-1)
    back = CALENDAR.resume(at("2026-11-24 15:00"), late, Clock.WORKING_HOURS).at
    assert back == at("2026-11-24 12:00")


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        CALENDAR.deadline(datetime(2026, 1, 1), Limit.parse("1h"))


@pytest.mark.parametrize(
    "hours", [(), ((time(12), time(9)),), ((time(9), time(12)), (time(11), time(17))), ((time(9), time(9)),)]
)
def test_office_hours_out_of_order_are_refused(hours):
    with pytest.raises(BadInput):
        WorkCalendar(hours=hours)


def test_a_place_may_keep_other_hours():
    calendar = WorkCalendar(hours=((time(9), time(17)),))
    assert calendar.deadline(at("2026-11-18 16:00"), Limit.parse("2wh")).at == at("2026-11-19 10:00")


@given(instants, limits, st.timedeltas(timedelta(), timedelta(days=40)))
def test_a_later_start_is_never_due_earlier(start, limit, later):
    assert CALENDAR.deadline(start, limit).at <= CALENDAR.deadline(start + later, limit).at


@given(instants, st.integers(1, 500), st.integers(1, 500))
def test_working_hours_add_up(start, first, second):
    once = CALENDAR.deadline(start, Limit.parse(f"{first + second}wh")).at
    twice = CALENDAR.deadline(CALENDAR.deadline(start, Limit.parse(f"{first}wh")).at, Limit.parse(f"{second}wh")).at
    assert once == twice


@given(instants, st.integers(1, 300), st.integers(1, 300))
def test_working_days_add_up(start, first, second):
    once = CALENDAR.deadline(start, Limit.parse(f"{first + second}wd")).at
    twice = CALENDAR.deadline(CALENDAR.deadline(start, Limit.parse(f"{first}wd")).at, Limit.parse(f"{second}wd")).at
    assert once == twice


@given(instants, limits)
def test_a_deadline_lies_after_its_start_and_within_office_hours(start, limit):
    at = CALENDAR.deadline(start, limit).at
    assert at > start.astimezone(UTC)
    if limit.clock is not Clock.RUNNING_HOURS:
        assert in_office(at)
    else:
        assert at - start == limit.hours


@given(instants, limits, st.floats(0, 1), st.timedeltas(timedelta(), timedelta(days=90)))
def test_a_pause_loses_no_time(start, limit, part, pause):
    clock = limit.clock
    due_at = CALENDAR.deadline(start, limit).at
    stopped = start + (due_at - start) * part
    left = CALENDAR.remaining(stopped, due_at, clock)
    resumed = CALENDAR.resume(stopped + pause, left, clock).at
    assert CALENDAR.elapsed(stopped + pause, resumed, clock) == left
    assert resumed >= due_at


@given(instants, limits)
def test_a_pause_of_no_length_changes_nothing(start, limit):
    due_at = CALENDAR.deadline(start, limit).at
    assert CALENDAR.resume(start, CALENDAR.remaining(start, due_at, limit.clock), limit.clock).at == due_at


@given(instants, instants, instants, st.sampled_from(Clock))
def test_elapsed_time_adds_up(a, b, c, clock):
    assert CALENDAR.elapsed(a, b, clock) + CALENDAR.elapsed(b, c, clock) == CALENDAR.elapsed(a, c, clock)


@given(st.dictionaries(st.dates(date(2019, 1, 1), date(2022, 1, 1)), st.booleans(), max_size=60), st.integers(0, 900))
def test_counting_by_division_agrees_with_counting_day_by_day(overrides, length):
    calendar = WorkCalendar(overrides)
    first = date(2019, 6, 1)
    days = [first + timedelta(days=n) for n in range(length + 1)]
    assert calendar.workdays_between(first, days[-1]) == sum(calendar.is_workday(day) for day in days)


@given(
    st.dictionaries(st.dates(date(2026, 1, 1), date(2026, 3, 1)), st.booleans(), max_size=40),
    st.dates(date(2025, 12, 1), date(2026, 3, 1)),
    st.integers(1, 30),
)
def test_working_days_agree_with_a_finger_on_the_calendar(overrides, day, count):
    calendar = WorkCalendar(overrides)
    finger, left = day, count
    while left:
        finger += timedelta(days=1)
        left -= calendar.is_workday(finger)
    start = datetime.combine(day, time(10), SHANGHAI)
    assert calendar.deadline(start, Limit.parse(f"{count}wd")).at == datetime.combine(finger, time(17, 30), SHANGHAI)
