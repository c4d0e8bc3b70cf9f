"""When two messages are about one matter, and how it is named: rules over plain values."""

from __future__ import annotations

import csv
import random
import re
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.insight.same_matter.grouping import Message, sort_messages
from linli.insight.same_matter.heat import heat_at, heat_mark, mark_of
from linli.insight.same_matter.naming import name_of_matter, place_of_matter
from linli.insight.same_matter.said import Said, WordSpread, names_in, read_said
from linli.insight.same_matter.tie import tie_of

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NOTHING = WordSpread()

texts = st.text(max_size=60) | st.text(alphabet="湖东苑小区夜间施工噪音扰民电梯坏了，。！a1 路街", max_size=40)


@given(texts, texts, texts, texts)
def test_a_tie_is_the_same_from_both_sides(one_heading, one_body, other_heading, other_body):
    one, other = read_said(one_heading, one_body), read_said(other_heading, other_body)
    assert (tie_of(one, other, NOTHING) is None) == (tie_of(other, one, NOTHING) is None)


@given(texts, texts)
def test_whatever_is_written_can_be_read_and_named(heading, body):
    said = read_said(heading, body)
    assert isinstance(name_of_matter([said, said], NOTHING), str)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "😡" * 50, "<b>" * 3_000, "吵" * 10_000, "\ud800\x00", "實(shí)在(zài)太吵", "&#x110000;&lt;p&gt;"],
)
def test_odd_texts_are_read(text):
    assert len(read_said(text, text).opening) <= 300


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("投诉清风街道阳光花园附近夜间施工", ("阳光花园",)),
        ("学士路与麓山大道路口没有红绿灯", ("学士路", "麓山大道")),
        ("小区门口的马路坑坑洼洼", ()),
        ("第三小学放学堵车", ("第三小学",)),
        ("业主反映老旧小区电梯坏了", ()),
    ],
)
def test_names_of_places_are_read_by_how_they_end(text, names):
    assert names_in(text) == names


def test_the_same_complaint_about_two_estates_is_two_matters():
    one = read_said("阳光花园临街门面油烟直排扰民", "临街门面油烟直排，天天扰民，没有人管。")
    other = read_said("梧桐苑临街门面油烟直排扰民", "临街门面油烟直排，天天扰民，没有人管。")
    assert tie_of(one, other, NOTHING) is None
    assert tie_of(one, one, NOTHING) is not None


def test_two_estates_the_platform_knows_are_two_places():
    one, other = (Said("夜间施工扰民", "夜间施工扰民", place) for place in ("a", "b"))
    assert tie_of(one, other, NOTHING) is None


def test_a_name_is_place_and_problem_without_the_form_around_it():
    said = [
        read_said("关于投诉阳光花园夜间施工噪音扰民的问题", ""),
        read_said("阳光花园夜间施工噪音扰民，请领导管一管！", ""),
        read_said("尊敬的领导：阳光花园旁工地夜间施工噪音太大", ""),
    ]
    assert place_of_matter(said) == "阳光花园"
    assert name_of_matter(said, NOTHING) == "阳光花园夜间施工噪音扰民"


def test_the_name_does_not_hang_on_who_came_first():
    said = [read_said(words, "") for words in ("学士路没有路灯", "学士路路灯不亮", "学士路晚上没有路灯")]
    names = set()
    for seed in range(6):
        random.Random(seed).shuffle(said)
        names.add(name_of_matter(said, NOTHING))
    assert len(names) == 1


ages = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from("甲乙丙丁"), st.integers(0, 50)), min_size=1, max_size=12
)


@given(ages, st.integers(1, 300))
def test_all_heat_halves_at_one_rate(heard, days):
    mark = heat_mark((NOW - timedelta(days=age), who, votes) for age, who, votes in heard)
    later = NOW + timedelta(days=days)
    assert heat_at(mark, later) == pytest.approx(heat_at(mark, NOW) * 2 ** (-days / 15), rel=1e-6)


@given(ages)
def test_a_further_person_never_cools(heard):
    messages = [(NOW - timedelta(days=age), who, votes) for age, who, votes in heard]
    assert heat_mark([*messages, (NOW, "戊", 0)]) >= heat_mark(messages)


def test_heat_by_hand():
    mark = heat_mark([(NOW, "甲", 0), (NOW, "甲", 4), (NOW - timedelta(days=15), "乙", 0)])
    assert heat_at(mark, NOW) == pytest.approx(10 + 2 + 3 * 2 + 5)
    assert mark_of(23, NOW) == pytest.approx(mark)
    assert heat_mark([]) is None


def read_complaints(folder):
    with (folder / "messages" / "complaints.csv").open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            day = datetime(*map(int, re.findall(r"\d+", row["留言时间"])[:3]), tzinfo=UTC)
            said = read_said(row["留言主题"], row["留言详情"])
            yield Message(row["留言编号"], day, row["留言用户"].strip(), said, int(row["点赞数"]) - int(row["反对数"]))


def test_a_citys_stream_of_messages_is_sorted_alike_in_any_order(shared_data):
    messages = list(read_complaints(shared_data))
    spread = WordSpread.of([one.said for one in messages])

    def groups(stream):
        return {frozenset(one.id for one in matter) for matter in sort_messages(stream, spread) if len(matter) > 1}

    started = perf_counter()
    found = groups(messages)
    assert (perf_counter() - started) / len(messages) < 0.05
    shuffled = messages[:]
    random.Random(5).shuffle(shuffled)
    assert groups(shuffled) == found
    largest = sorted(map(len, found), reverse=True)
    assert 20 <= largest[0] <= len(messages) * 0.05, "neither scattered nor all in one"
