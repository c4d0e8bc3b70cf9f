from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.doors.look.due_words import due_words
from linli.doors.look.words_for_time import ago_words, duration_words, limit_words, near_words, when_words
from linli.kernel.clock import SHANGHAI
from linli.kernel.limits import Clock, Limit

NOW = datetime(2026, 11, 22, 14, 30, tzinfo=SHANGHAI)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))


def test_a_time_is_said_with_its_weekday_in_shanghai():
    assert when_words(datetime(2026, 11, 22, 6, 30, tzinfo=UTC), now=NOW) == "11月22日 周日 14:30"


def test_the_year_is_said_when_it_is_another():
    assert when_words(datetime(2027, 1, 4, 9, 0, tzinfo=SHANGHAI), now=NOW) == "2027年1月4日 周一 09:00"


def test_a_day_has_no_time_of_day():
    assert when_words(date(2026, 11, 23), now=NOW) == "11月23日 周一"


def test_late_in_the_utc_day_it_is_already_tomorrow_in_shanghai():
    assert near_words(datetime(2026, 11, 22, 17, 0, tzinfo=UTC), now=NOW) == "明天 01:00"


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (0, "刚刚"),
        (5, "5分钟前"),
        (190, "3小时前"),
        (3 * 1440, "3天前"),
        (-190, "3小时后"),
        (40 * 1440, "1个月前"),
        (800 * 1440, "2年前"),
    ],
)
def test_how_long_ago(before, words):
    assert ago_words(NOW - timedelta(minutes=before), now=NOW) == words


def test_a_span_in_its_two_largest_units():
    assert duration_words(timedelta(days=2, hours=3, minutes=20)) == "2 天 3 小时"
    assert duration_words(timedelta(days=2, minutes=20)) == "2 天"
    assert duration_words(timedelta(seconds=20)) == "不到 1 分钟"


@pytest.mark.parametrize(
    ("limit", "words"),
    [("0.5h", "半小时"), ("2h", "2 小时"), ("4wh", "4 工作时"), ("10wd", "10 个工作日"), ("30d", "30 天"), ("转项目清单", "转项目清单"),
     (Limit(Decimal(4), Clock.WORKING_HOURS), "4 工作时")],
)  # fmt: skip
def test_a_limit_in_words(limit, words):
    assert limit_words(limit) == words


@given(MOMENTS, MOMENTS)
def test_any_two_instants_have_words(moment, now):
    assert when_words(moment, now=now)
    assert ago_words(moment, now=now)
    assert due_words(moment, now=now).left


def test_a_clock_far_from_its_end_is_calm():
    words = due_words(NOW + timedelta(days=3), now=NOW)
    assert (words.tone, words.left, words.at) == ("calm", "还剩 3 天", "11月25日 周三 14:30")


def test_within_a_day_of_its_end_it_turns_amber():
    words = due_words(NOW + timedelta(hours=3), now=NOW)
    assert (words.tone, words.left, words.at) == ("soon", "还剩 3 小时", "今天 17:30")


def test_it_turns_amber_from_its_own_warning_on():
    due = NOW + timedelta(days=3)
    assert due_words(due, now=NOW, warn_at=NOW).tone == "soon"
    assert due_words(NOW + timedelta(hours=3), now=NOW, warn_at=NOW + timedelta(hours=1)).tone == "calm"


def test_past_its_end_it_says_by_how_much():
    words = due_words(NOW - timedelta(hours=27), now=NOW)
    assert (words.tone, words.left) == ("overdue", "已超期 1 天 3 小时")


def test_a_paused_clock_never_runs_over():
    assert due_words(NOW - timedelta(days=9), now=NOW, state="paused").tone == "calm"


def test_a_year_without_its_holidays_is_named():
    assert "2027" in due_words(NOW, now=NOW, uncertain_years={2027}).note


def test_without_a_limit_it_says_so():
    assert due_words(None, now=NOW).left == "未定时限"
