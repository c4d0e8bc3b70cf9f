"""Dates are read as people write them; what could be two days is no day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.ledger_files.read_dates import KnownYears, read_date, year_in
from linli.cases.ledger_files.refusals import RowRefused

NOW = dt.datetime(2024, 12, 31, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2019/4/24 16:03:40", "2019-04-24T16:03:40"),
        ("2019-04-24", "2019-04-24T00:00:00"),
        ("2019年4月24日 下午4:03", "2019-04-24T16:03:00"),
        ("2019年4月24日下午4时3分", "2019-04-24T16:03:00"),
        ("2019年4月24日 16点半", "2019-04-24T16:30:00"),
        ("2019年4月24日 16时", "2019-04-24T16:00:00"),
        ("2019年4月24日（星期三）上午9:05", "2019-04-24T09:05:00"),
        ("2019年4月24号", "2019-04-24T00:00:00"),
        ("二〇一九年4月24日", "2019-04-24T00:00:00"),
        ("2019.4.24", "2019-04-24T00:00:00"),
        ("2019。4。24", "2019-04-24T00:00:00"),
        ("20190424", "2019-04-24T00:00:00"),
        ("20190424160340", "2019-04-24T16:03:40"),
        ("201904241603", "2019-04-24T16:03:00"),
        ("２０１９／４／２４　１６：０３", "2019-04-24T16:03:00"),
        ("2019-04-24T16:03:40", "2019-04-24T16:03:40"),
        ("2019-04-24T08:03:40Z", "2019-04-24T16:03:40"),
        ("2019-04-24 16:03:40.123+08:00", "2019-04-24T16:03:40"),
        ("19/4/24", "2019-04-24T00:00:00"),
        ("19年4月24日", "2019-04-24T00:00:00"),
        ("98.4.24", "1998-04-24T00:00:00"),
        ("4/24/2019 4:03 PM", "2019-04-24T16:03:00"),
        ("24/4/2019", "2019-04-24T00:00:00"),
        ("43579", "2019-04-24T00:00:00"),
        (43579, "2019-04-24T00:00:00"),
        (43579.66921296296, "2019-04-24T16:03:40"),
        (20190424.0, "2019-04-24T00:00:00"),
        (dt.datetime(2019, 4, 24, 16, 3), "2019-04-24T16:03:00"),
        (dt.date(2019, 4, 24), "2019-04-24T00:00:00"),
        ("2019-4-24 12:00 AM", "2019-04-24T00:00:00"),
        ("2019-4-24 中午12:30", "2019-04-24T12:30:00"),
        ("2019-4-24 中午1点", "2019-04-24T13:00:00"),
    ],
)
def test_a_date_is_read_in_every_shape_people_write(written, meant):
    assert read_date(written, now=NOW).at.isoformat() == meant + "+08:00"


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2019-02-30", "date_impossible"),
        ("2019-13-01", "date_impossible"),
        ("2019-4-24 25:00", "date_impossible"),
        ("1066-10-14", "date_impossible"),
        ("4/5/2019", "date_ambiguous"),
        ("2019-4-24 晚上12点", "date_ambiguous"),
        ("4月24日", "date_without_year"),
        ("昨天", "date_unreadable"),
        ("2019.4.24-4.26", "date_unreadable"),
        ("4.24.", "date_unreadable"),
        (4.24, "date_unreadable"),
        (True, "date_unreadable"),
        (dt.timedelta(hours=3), "date_unreadable"),
        ("2025-01-03", "date_in_future"),
        (dt.datetime(2030, 1, 1), "date_in_future"),
        ("9999-12-31 23:59-14:00", "date_impossible"),
    ],
)
def test_a_date_that_is_none_or_two_is_refused_with_its_reason(written, why):
    with pytest.raises(RowRefused) as told:
        read_date(written, now=NOW)
    assert told.value.code == why


def test_tomorrow_is_borne_with_because_clocks_differ():
    assert read_date("2025-01-01 10:00", now=NOW).at.year == 2025


def test_a_missing_year_comes_from_the_title_or_else_from_the_nearest_day():
    assert read_date("4月24日", KnownYears(title=2023), now=NOW).at.date() == dt.date(2023, 4, 24)
    new_year = KnownYears(neighbour=dt.date(2023, 12, 30))
    assert read_date("1月2日 9:00", new_year, now=NOW).at.date() == dt.date(2024, 1, 2)
    assert read_date("12.29", new_year, now=NOW).year_from == "neighbour"


def test_a_title_that_names_two_years_gives_none():
    assert year_in("来电来访登记本（2024年度）") == 2024
    assert year_in("2023年12月—2024年1月登记") is None


def test_a_day_alone_is_told_from_midnight_and_five():
    assert read_date("2019-4-24", now=NOW).day_only
    assert not read_date("2019-4-24 00:05", now=NOW).day_only


@given(st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2024, 12, 30)).map(lambda at: at.replace(microsecond=0)))
def test_every_shape_of_one_instant_reads_as_that_instant(at):
    from zoneinfo import ZoneInfo

    aware = at.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    for shape in (
        "%Y-%m-%d %H:%M:%S",
        "%Y/%m/%d %H:%M:%S",
        "%Y年%m月%d日 %H时%M分%S秒",
        "%Y.%m.%d %H:%M:%S",
        "%Y%m%d%H%M%S",
    ):
        assert read_date(at.strftime(shape), now=NOW).at == aware


@given(
    st.one_of(
        st.text(max_size=40), st.text("0123456789年月日-/.: 时分上下午TZ+", max_size=24), st.floats(), st.integers()
    )
)
def test_nothing_but_a_reason_comes_of_a_date_that_is_none(value):
    code = "date_read"
    try:
        read_date(value, KnownYears(neighbour=dt.date(2024, 2, 29)), now=NOW)
    except RowRefused as refused:
        code = refused.code
    assert code.startswith("date_")
