"""Danger now is told from danger that might be."""

import pytest

from linli.cases.rules.urgent_words import urgent_calls


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("三楼着火了", "119"),
        ("配电箱冒烟", "119"),
        ("楼下燃气泄漏，味道很大", "119"),
        ("闻到煤气味", "119"),
        ("两个人被困电梯", "119"),
        ("老人触电倒地", "120"),
        ("有人晕倒在楼道", "120"),
        ("邻居说要轻生", "110"),
        ("孩子走失了", "110"),
    ],
)
def test_danger_now_names_the_number_to_call(text, number):
    assert number in {call.number for call in urgent_calls(text)}


@pytest.mark.parametrize(
    "text",
    [
        "楼道灯坏了",
        "楼道堆物容易着火",
        "担心电线老化起火",
        "请组织触电知识宣传",
        "建议检查燃气泄漏隐患",
        "",
        "垃圾两天没清",
    ],
)
def test_danger_that_might_be_is_an_ordinary_matter(text):
    assert urgent_calls(text) == ()


def test_several_dangers_name_several_numbers():
    assert {call.number for call in urgent_calls("着火了，有人昏迷")} == {"119", "120"}
