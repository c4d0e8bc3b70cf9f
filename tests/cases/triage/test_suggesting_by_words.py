"""Kinds suggested on the first day, from what people say: no label, no model, no network."""

from __future__ import annotations

import csv
from pathlib import Path
from time import perf_counter

import pytest

from linli.cases.rules.categories import shipped_categories
from linli.cases.rules.urgent_words import urgent_words
from linli.cases.triage.legible import legible
from linli.cases.triage.word_evidence import LIKE_AN_EXAMPLE, evidence_in
from linli.cases.triage.word_lists import KindWords, index_of, read_examples, read_words, shipped_words
from linli.kernel.errors import BadInput

KINDS = tuple((row.code, row.name) for row in shipped_categories() if row.is_small)
TOLD = list(csv.DictReader((Path(__file__).parent / "told_plainly.csv").open(encoding="utf-8", newline="")))


def first(text: str, *own: KindWords) -> str:
    found = evidence_in(legible(text), index_of(KINDS, own))
    return found[0].code if found else ""


def share(text: str) -> float:
    found = evidence_in(legible(text), index_of(KINDS, ()))
    return found[0].share if found else 0.0


def test_every_small_kind_has_words_and_every_word_can_be_edited():
    assert {code for code, _name in KINDS} == set(shipped_words())
    for one in shipped_words().values():
        assert read_words(" ".join(one.words)) == one.words, one.code


@pytest.mark.parametrize("told", TOLD, ids=lambda told: f"{told['code']} {told['said'][:12]}")
def test_a_matter_told_plainly_is_understood(told):
    assert first(told["said"]) == told["code"]


@pytest.mark.parametrize(
    "said",
    [
        "樓道裡堆滿雜物，消防通道都堵了",
        "楼道lóu dào里堆满杂物zá wù，消防通道都堵了",
        "<p>楼道里<b>堆满杂物</b>，消防通道都堵了</p><script>alert('停车')</script>",
        "楼 道 里 堆 满 杂 物 ， 消 防 通 道 都 堵 了",
        "😡😡楼道里堆满杂物🙏，消防通道都堵了‼️",
        "ｗｗｗ楼道里堆满杂物,消防通道都堵了 https://example.test/停车 a@b.cn",
    ],
)
def test_noise_does_not_hide_what_is_said(said):
    assert first(said) == "0201"


@pytest.mark.parametrize(
    "said", ["", "   ", "😀😀😀", "？？？！！！", "12345678901", "<br>" * 50, "\ud800\x00\u200b", "asdf"]
)
def test_where_nothing_is_said_nothing_is_suggested(said):
    assert evidence_in(legible(said), index_of(KINDS, ())) == []


def test_a_rant_of_ten_thousand_characters_is_read_at_once_by_how_it_begins():
    rant = "楼上漏水，天花板泡坏了。" + "我真的很生气，说了很多次，谁也不来看一眼，" * 500
    started = perf_counter()
    assert first(rant[:10_000]) == "0104"
    assert perf_counter() - started < 1


@pytest.mark.parametrize(
    "noise", ["<" * 10_000, "a" * 10_000, "中" + "an" * 5_000, "a@" * 5_000, "&#" * 5_000, "楼+" * 5_000]
)
def test_no_text_takes_long(noise):
    started = perf_counter()
    evidence_in(legible(noise), index_of(KINDS, ()))
    assert perf_counter() - started < 1


def test_words_said_in_passing_are_not_enough():
    assert share("物业和学校的老师") < 0.5
    assert share("一楼堆满纸箱，消防通道走不了") > 0.8


def test_a_word_within_a_longer_one_is_not_heard():
    assert evidence_in("充电桩坏", index_of(KINDS, ()))[0].words == ("充电桩坏",)


def test_a_tenants_words_take_the_place_of_the_shipped_ones():
    own = KindWords("0301", ("龙虾壳",))
    assert first("夜市留下龙虾壳", own) == "0301"
    assert first("一堆垃圾没人清", own) != "0301"


def test_an_example_speaks_for_its_kind():
    own = KindWords("1003", (), ("想请人帮我把旧相册修好",))
    found = evidence_in("想请人帮忙把旧相册修好", index_of(KINDS, (own,)))[0]
    assert (found.code, found.words) == ("1003", (LIKE_AN_EXAMPLE,))


def test_words_are_read_as_somebody_types_them():
    assert read_words("垃圾＋没人收，～物业、\n渣土  渣土") == ("垃圾+没人收", "~物业", "渣土")
    assert read_examples(" 一句 \n\n一句\n二句") == ("一句", "二句")


@pytest.mark.parametrize(("read", "text", "reason"), [
    (read_words, "a<b", "unusable"), (read_words, "长" * 17, "unusable"), (read_words, "+", "unusable"),
    (read_words, " ".join(f"词{n}" for n in range(201)), "too_many"),
    (read_examples, "\n".join(f"句{n}" for n in range(51)), "too_many"), (read_examples, "长" * 301, "too_long"),
])  # fmt: skip
def test_words_that_cannot_be_used_are_refused(read, text, reason):
    with pytest.raises(BadInput) as refused:
        read(text)
    assert refused.value.reason == reason


def test_the_words_of_danger_are_the_reason_and_a_mere_risk_is_none():
    assert urgent_words("三楼冒烟了，有人被困") == ("冒烟", "被困")
    assert urgent_words("电线乱拉，担心起火") == ()
