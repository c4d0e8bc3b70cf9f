"""E3: one matter told many times is merged, and merged again; 事事有回音: every one who told it hears every turn, whoever came when."""

from __future__ import annotations

import re
from itertools import pairwise
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.models import Entry, Step
from linli.cases.rules import Deed
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

RESULT = "总水管换好了，地下室已经抽干。"
REGISTRARS = ("captain", "firm", "officer_b")
TOLD = (
    "地下室一直漏水，一股臭味",
    "车库里积水发臭，几天了",
    "负一层漏水，电动车泡了",
    "一号楼底下又渗水又臭",
    "地下室墙上往下淌水",
    "楼下水漫出来了，臭",
    "一楼下面全是水，没人管",
)


def merge(neighbours, code, into):
    neighbours.do("staff", code, Deed.MERGE, into=into, reason="同一处、同一件事")


def told_by_voice(neighbours, name, code, body, phone):
    """Somebody rings about what is known already: one more voice of the same case."""
    answer = neighbours.at(name).post(
        reverse("staff:quick_entry"),
        {"key": str(uuid4()), "body": body, "place": "湖东苑1号楼", "source": "call", "phone": phone, "step": f"same:{code}"},
        follow=True,
    )  # fmt: skip
    assert answer.status_code == 200, answer.content.decode()


def settle(neighbours, code):
    lead = str(neighbours.town.posts["officer_a"].id)
    neighbours.do("staff", code, Deed.FILE, category="0506")
    neighbours.do("staff", code, Deed.DISPATCH, lead=lead)
    neighbours.do("officer_a", code, Deed.ACCEPT)
    neighbours.do("officer_a", code, Deed.RECORD_CONTACT, contacted="逐位打了电话", contacted_at="2024-03-04T10:00")
    neighbours.do("officer_a", code, Deed.FEED_BACK, result=RESULT)
    neighbours.do("staff2", code, Deed.PASS_INSPECTION)


def turns_of_the_last(code) -> set[str]:
    with acting_in(Scope.everything()):
        return set(Step.objects.filter(case__code=code, is_public=True).values_list("deed", flat=True))


def test_everybody_who_told_it_hears_of_every_turn_however_often_it_was_merged(neighbours):
    town = neighbours.town
    door = f"/d/{town.buildings[0].door_token}/"
    phones = [f"1390000{number:04d}" for number in range(1, len(TOLD) + 1)]
    residents = [Client() for _phone in phones]
    codes = [
        neighbours.raise_at(door, resident, body, phone)
        for resident, body, phone in zip(residents, TOLD, phones, strict=True)
    ]
    logged = [
        neighbours.register(name, body="住户说地下室积水", place="湖东苑1号楼", source=source)
        for name, source in (("captain", "captain"), ("firm", "property_firm"), ("officer_b", "officer"))
    ]
    told_by_voice(neighbours, "staff", codes[0], "我家也闻到了", "13911110001")

    for code, into in pairwise(codes):  # the first is merged six times over
        merge(neighbours, code, into)
    goes_on = codes[-1]
    merge(neighbours, logged[0], logged[1])
    merge(neighbours, logged[1], logged[2])
    merge(neighbours, logged[2], goes_on)
    told_by_voice(neighbours, "staff", goes_on, "又有一户来电，地下室还在漏", "13922220002")
    settle(neighbours, goes_on)

    for resident, code, phone in [
        *zip(residents, codes, phones, strict=True),
        (Client(), codes[0], "13911110001"),
        (Client(), goes_on, "13922220002"),
    ]:
        page = neighbours.follow(resident, code, phone)
        for said in ("已立案", "已派给办理人", "已办理，结果如下", RESULT, "没有经手的人核查过", "请您评价"):
            assert said in page, (code, said)
        for other in phones:
            assert other == phone or other not in page
    assert neighbours.follow(residents[0], codes[0], phones[0]).count("和同一件事合并办理") == len(codes) - 1

    for name, code in zip(REGISTRARS, logged, strict=True):
        notices = neighbours.notices(name)
        assert "您登记的事有进展" in notices
        opened = re.findall(r'href="(/staff/notices/[0-9a-f-]{36}/)"', notices)
        page = neighbours.at(name).get(opened[0], follow=True)
        assert page.status_code == 200, f"{name} may open what the notice leads to"
        assert code in page.content.decode()

    last = neighbours.case(goes_on)
    with acting_in(Scope.everything()):
        assert Entry.objects.filter(street_code=last.street_code).count() == len(codes) + len(logged) + 2
    neighbours.answer(residents[0], codes[0], "rate", resolved="yes", satisfaction="satisfied")
    assert neighbours.case(goes_on).state == "closed", "who was merged six times over may say that it is done"
    for resident, code, phone in zip(residents, codes, phones, strict=True):
        assert "评价" in neighbours.follow(resident, code, phone)


def test_what_happened_between_two_merges_was_told_too(neighbours):
    door = f"/d/{neighbours.town.buildings[0].door_token}/"
    first = neighbours.raise_at(door, Client(), TOLD[0], "13900000001")
    second = neighbours.raise_at(door, Client(), TOLD[1], "13900000002")
    third = neighbours.raise_at(door, Client(), TOLD[2], "13900000003")
    merge(neighbours, first, second)
    neighbours.do("staff", second, Deed.FILE, category="0506")
    assert "已立案" in neighbours.follow(Client(), first, "13900000001")
    merge(neighbours, second, third)
    page = neighbours.follow(Client(), first, "13900000001")
    assert "已立案" in page, "what was told once stays told"
    assert page.count("和同一件事合并办理") == 2
    assert turns_of_the_last(third) == {"raise"}


def test_the_registrar_of_the_first_hears_that_the_second_was_merged_on(neighbours):
    codes = [
        neighbours.register(name, body=body, place="湖东苑1号楼", source=source)
        for name, body, source in zip(REGISTRARS, TOLD, ("captain", "property_firm", "officer"), strict=False)
    ]
    merge(neighbours, codes[0], codes[1])
    before = neighbours.notices("captain").count("您登记的事有进展")
    merge(neighbours, codes[1], codes[2])
    assert neighbours.notices("captain").count("您登记的事有进展") == before + 1
