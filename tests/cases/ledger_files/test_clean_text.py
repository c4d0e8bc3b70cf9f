"""Words come in clean and go out harmless."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.ledger_files.clean_text import clean_text, escape_formula


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("<p>水管<b>漏水</b><br/>很急</p>", "水管漏水\n很急"),
        ("<script>alert(1)</script>漏水", "漏水"),
        ("关于<A市新图>的建议", "关于<A市新图>的建议"),
        ("3&lt;5&nbsp;且&amp;", "3<5 且&"),
        ("R&D 与 a&b;", "R&D 与 a&b;"),
        ("漏\x00水\u200b很\ufeff急\u202e", "漏水很急"),
        ("一\r\n二\r三", "一\n二\n三"),
        ("\u3000 漏水\t了 ", "漏水 了"),
        ("#N/A", ""),
        ("'=1+1", "=1+1"),
        ("'quoted'", "'quoted'"),
    ],
)
def test_markup_and_invisible_characters_are_taken_out_and_words_stay(raw, clean):
    assert clean_text(raw) == clean


@pytest.mark.parametrize(
    "evil", ["=cmd|' /C calc'!A0", "+SUM(A1)", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", '＝HYPERLINK("x")']
)
def test_a_formula_goes_out_as_words_and_comes_back_as_it_was(evil):
    assert escape_formula(evil) == "'" + evil
    assert clean_text(escape_formula(evil)) == evil


@pytest.mark.parametrize("plain", ["-", "-3.5", "+86 13800138000", "2024-05-06", "漏水=急"])
def test_plain_values_go_out_unchanged(plain):
    assert escape_formula(plain) == plain


@given(st.text())
def test_any_text_is_cleaned_for_good(text):
    clean = clean_text(text)
    assert "\x00" not in clean
    assert clean == clean.strip()
    assert clean.encode("utf-8") is not None


def test_hostile_markup_takes_no_longer_than_its_length():
    began = time.process_time()
    for hostile in (
        "<script>" * 16_000,
        "<" * 130_000,
        "<br" * 40_000,
        "&#" * 60_000,
        "<!--" * 30_000,
        " " * 130_000 + "x",
    ):
        clean_text(hostile)
    assert time.process_time() - began < 2
