"""The list of standards.zh.md §9, one by one: what answers it, what it is made of, and what is not shown because nothing answers it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from linli.insight.indicators import INDICATORS
from linli.insight.rooms_counted import ROOM_INDICATORS
from linli.insight.rules.indicators import BY_CODE
from tests.small_community import PASSWORD, make_small_community

MATTERS = {
    "立案率": "filing",
    "派遣准确率": "dispatch",
    "按时签收率": "signing",
    "响应率": "response",
    "解决率": "resolve",
    "满意率": "satisfy",
    "结案率": "closing",
    "按期办结率": "on_time",
    "紧急按期办结率": "urgent",
    "返工率": "rework",
    "重复诉求率": "repeat",
    "核查率": "checking",
    "吹哨率": "whistle",
    "报到及时率": "arrival",
    "未诉先办率": "proactive",
}
TOGETHER = {
    "心愿达成率": "wishes",
    "议事落实率": "resolutions",
    "议题转化率": "motions",
    "志愿服务时长": "hours",
    "活跃志愿者": "volunteers",
    "自动带出占比": "prefilled",
    "居民信息更新鲜度": "fresh",
    "地址匹配率": "bound",
}
FIGURES = {
    "centre:indicators": ("三率分", "一般多久办好", "慢的多久办好", "逾期不到 1 天", "逾期 30 天以上"),
    "centre:together": (
        *("心愿认领中位天数", "登记在册、正在填的表单", "不止一张表在问的项", "本期手填的项"),
        *("平均每位网格员每周手填的项", "清单外派单数：尚无来源"),
    ),
}
OF_ROOMS_TO_COME = ("探访率", "调解成功率", "履行率", "司法确认率")


@pytest.mark.parametrize(("label", "code"), MATTERS.items())
def test_each_indicator_of_matters_is_there_with_its_formula(label, code):
    one = BY_CODE[code]
    assert one.label == label
    assert "÷" in one.formula
    assert set(one.numerator)
    assert one.denominator not in one.numerator


@pytest.mark.parametrize(("label", "code"), TOGETHER.items())
def test_each_indicator_of_the_other_rooms_is_there_with_its_formula(label, code):
    (one,) = (one for one in ROOM_INDICATORS if one.code == code)
    assert one.label == label
    assert "÷" in one.formula


def test_no_indicator_is_there_that_nobody_can_look_up():
    assert {one.code for one in INDICATORS} - set(MATTERS.values()) == {"local"}, "没有出社区: practices.md E6"
    ours = {"needs", "projects", "turnout", "activities"}
    assert {one.code for one in ROOM_INDICATORS} - set(TOGETHER.values()) == ours


@pytest.mark.django_db
@pytest.mark.parametrize("page", FIGURES)
def test_an_empty_platform_shows_every_figure_and_none_of_them_as_nought(page):
    make_small_community()
    client = Client()
    client.post("/staff/sign-in/", {"username": "street_lead", "password": PASSWORD})
    shown = client.get(reverse(page))
    words = shown.content.decode()
    for label in FIGURES[page]:
        assert label in words
    for label in OF_ROOMS_TO_COME:
        assert label not in words
    assert {row.value for row in shown.context["rows"]} == {""}
    assert "暂无数据" in words
