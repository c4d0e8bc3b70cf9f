"""Telephone numbers are brought to one form, or left as written with a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.ledger_files.read_phone import Phones, read_phones
from linli.cases.ledger_files.refusals import RowRefused


@pytest.mark.parametrize(
    ("written", "first"),
    [
        ("13800138000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("138-0013-8000", "13800138000"),
        ("+86 13800138000", "13800138000"),
        ("0086-13800138000", "13800138000"),
        ("0566-2123456", "0566-2123456"),
        ("(0566)2123456", "0566-2123456"),
        ("010 65551234 转 801", "010-65551234-801"),
        ("05662123456", "0566-2123456"),
        ("65551234", "65551234"),
        ("手机：13800138000", "13800138000"),
        ("12345", "12345"),
        ("无", ""),
        ("不详", ""),
        ("", ""),
    ],
)
def test_a_number_is_read_however_it_is_spaced(written, first):
    assert read_phones(written).first == first


def test_two_numbers_in_one_cell_are_both_kept():
    assert read_phones("13800138000/0566-2123456") == Phones("13800138000", ("0566-2123456",))


@pytest.mark.parametrize("written", ["138001380", "1380013800000", "12800138000", "张三", "见附件"])
def test_what_is_no_number_is_not_made_one(written):
    with pytest.raises(RowRefused):
        read_phones(written)


@given(st.one_of(st.text(max_size=30), st.text("0123456789+- ()/转", max_size=30)))
def test_any_text_is_a_number_or_a_reason(text):
    try:
        phones = read_phones(text)
    except RowRefused:
        return
    assert all(number and number[0].isdigit() for number in (phones.first, *phones.others) if number)
