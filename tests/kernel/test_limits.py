import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.errors import BadInput
from linli.kernel.limits import LONGEST, Clock, Limit, limit_in_chinese


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.5h", "半小时"),
        ("2h", "2 小时"),
        ("24h", "24 小时"),
        ("4wh", "4 工作时"),
        ("1.5wh", "1.5 工作时"),
        ("10wd", "10 个工作日"),
        ("30d", "30 天"),
    ],
)
def test_a_limit_is_read_and_said_in_the_words_of_the_desk(text, words):
    assert limit_in_chinese(Limit.parse(text)) == words


def test_natural_days_are_running_hours():
    assert str(Limit.parse("30d")) == "720h"


@pytest.mark.parametrize("text", ["", "4", "wh", "-1h", "0wd", "1.5wd", "4 weeks", "99999wd", "1e3h", "٣h x"])
def test_a_limit_that_cannot_be_is_refused(text):
    with pytest.raises(BadInput):
        Limit.parse(text)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading(text):
    with contextlib.suppress(BadInput):
        Limit.parse(text)


@given(st.sampled_from(Clock), st.integers(1, 200_000))
def test_a_limit_reads_back_as_it_was_written(clock, hundredths):
    amount = Decimal(hundredths) / 100 if clock is not Clock.WORKING_DAYS else Decimal(hundredths % 700 + 1)
    limit = Limit(min(amount, Decimal(LONGEST[clock])), clock)
    assert Limit.parse(str(limit)) == limit
