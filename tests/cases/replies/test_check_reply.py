"""An answer before it is sent: what it has, what it lacks, and the sentence for each (practices E3: 件件有答复)."""

from __future__ import annotations

import csv
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.cases.replies.check_reply import ReplyPoint, check_reply, relatedness
from linli.cases.replies.read_reply import demands_in, substance_of

MESSAGE = "阳光花园3号楼电梯坏了五天。请问什么时候能修好？另外地下车库的灯也不亮，能不能一起换？"
GOOD = (
    "您好，您反映的问题已收悉，现回复如下：经现场查看，3号楼电梯是主板烧坏，按《特种设备安全法》需换件后检验。"
    "新主板11月28日到货，11月30日前修好电梯。地下车库的12盏灯明天更换。有疑问请拨打物业电话0566-2020202。感谢您的支持！"
)
RECEIPT = "网友您好！您的留言已收悉。感谢您对我们工作的支持、理解与监督！"


def by_point(message, reply):
    return {one.point: one for one in check_reply(message, reply)}


def test_an_answer_that_has_everything_is_told_so_with_its_sentences():
    found = by_point(MESSAGE, GOOD)
    assert all(one.is_met for one in found.values()), [one for one in found.values() if not one.is_met]
    assert "特种设备安全法" in found[ReplyPoint.REASON].earns[0]
    assert "物业电话" in found[ReplyPoint.NEXT_STEP].earns[-1]


def test_a_receipt_answers_nothing():
    assert not any(one.is_met for one in check_reply(MESSAGE, RECEIPT))


def test_the_demand_nobody_took_up_is_named():
    found = by_point(MESSAGE, "经查，电梯主板烧坏，11月30日前修好，由物业负责。请放心。")
    assert not found[ReplyPoint.COMPLETE].is_met
    assert found[ReplyPoint.COMPLETE].misses == ("另外地下车库的灯也不亮,能不能一起换?",)


def test_an_answer_to_another_matter_is_not_about_this_one():
    other = "经核实，您反映的公交车线路调整已报交通局，预计12月15日前答复，请拨打12328咨询。"
    assert not by_point(MESSAGE, other)[ReplyPoint.RELATED].is_met


@pytest.mark.parametrize(
    ("reply", "is_met"),
    [
        ("下水道已经疏通好了，明天师傅再去看一次，有事打电话。", True),
        ("我单位高度重视，切实强化措施、加大力度，全力以赴抓好整改工作。", False),
        ("经" + "由有关单位会同相关部门按照统一部署要求" * 5 + "办理。", False),
        ("好", False),
    ],
)
def test_plain_words_are_short_and_say_something(reply, is_met):
    assert by_point("下水道堵了", reply)[ReplyPoint.PLAIN].is_met is is_met


def test_pleading_is_no_demand():
    assert demands_in("路灯坏了一个月。希望领导重视,早日解决!谢谢!") == []
    assert len(demands_in("请问路灯什么时候修?为什么拖了一个月没有人管?")) == 2


def test_courtesies_are_no_substance():
    assert substance_of("网友:您好!您的留言已收悉。现将有关情况回复如下:路灯今晚修好。感谢您的支持!") == [
        "路灯今晚修好。"
    ]


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_can_be_checked(message, reply):
    assert [one.point for one in check_reply(message, reply)] == list(ReplyPoint)


@pytest.mark.parametrize("text", ["", "😡" * 200, "吵" * 10_000, "<p>" * 4_000, "\ud800", "實(shí)在太吵", "?" * 5_000])
def test_odd_texts_are_checked(text):
    check_reply(text, text)


def test_real_answers_are_told_from_swapped_ones(shared_data):
    with (shared_data / "messages" / "answered.csv").open(encoding="utf-8-sig", newline="") as lines:
        pairs = [(row["留言主题"] + "\n" + row["留言详情"], row["答复意见"]) for row in csv.DictReader(lines)]
    pairs = random.Random(2).sample(pairs, 400)
    true = sorted(relatedness(*one) for one in pairs)
    swapped = sorted(relatedness(pairs[n][0], pairs[n - 1][1]) for n in range(len(pairs)))
    assert true[len(true) // 2] > swapped[int(len(swapped) * 0.9)]
