"""Numbers on door plates."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.chinese_numbers import read_chinese_number


def written(number: int) -> str:
    """The number as it is spoken in full."""
    digits, text, zero = "零一二三四五六七八九", "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + digits[digit] + name
            zero = False
        else:
            zero = bool(text)
    return text


@given(st.integers(1, 9999))
def test_a_number_written_in_full_reads_as_itself(number):
    assert read_chinese_number(written(number)) == number


@pytest.mark.parametrize(
    ("text", "number"), [("十", 10), ("十二", 12), ("三〇二", 302), ("一二〇一", 1201), ("两百零三", 203), ("〇", 0)]
)
def test_the_short_ways_of_writing_are_read(text, number):
    assert read_chinese_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "百", "三百二", "十百", "二十十", "三千零", "七栋", "零十", "一一一一一", "一百一十二百"]
)
def test_what_is_no_number_or_could_be_two_is_none(text):
    assert read_chinese_number(text) is None


@given(st.text("零〇○一二三四五六七八九两十百千", max_size=10))
def test_any_run_of_such_characters_is_a_number_below_ten_thousand_or_none(text):
    number = read_chinese_number(text)
    assert number is None or 0 <= number < 10_000
