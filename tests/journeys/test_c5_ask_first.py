"""C5: wishes first, a needs list with how many people, an activity made from it, and everybody told what became of it."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.kernel import clock

from .test_a1_venues_and_programme import page, post, sign_up

pytestmark = pytest.mark.django_db

SEVEN = ("骨科", "眼科", "口腔科", "心内科", "中医科", "内分泌科", "康复科")


def test_could_you_invite_an_orthopaedist_becomes_a_clinic_of_seven_departments(neighbours):
    town, staff, officer = neighbours.town, neighbours.at("staff"), neighbours.at("officer_a")
    asker = Client()
    mine = post(
        asker, f"/c/{town.code}/activities/wish/", words="可以邀请骨科医生吗？", group="old", phone="13900001001"
    )
    mine = mine["Location"]
    assert "正在归类" in page(asker, mine)
    taken = officer.post(
        "/staff/activities/needs/new/",
        {"key": str(uuid4()), "words": "腿脚不好，想让医生上门看看", "way": "visit", "group": "old", "phone": ""},
    )
    assert "查询口令" in taken.content.decode(), "the old lady without a telephone gets a slip"

    found = page(staff, "/staff/activities/needs/")
    picked = re.findall(r'name="pick" value="([0-9a-f-]{36})"', found)
    assert len(picked) == 2
    post(staff, "/staff/activities/needs/sort/", pick=picked, title="骨科义诊")
    assert "共 2 人想要" in page(asker, mine)
    assert "可以邀请骨科医生吗" not in page(Client(), f"/c/{town.code}/activities/"), "her own words stay hers"

    need = re.search(r"new/\?need=([0-9a-f-]{36})", page(staff, "/staff/activities/needs/"))[1]
    departments = {f"part_name_{n}": name for n, name in enumerate(SEVEN)}
    limits = {f"part_capacity_{n}": "1" for n in range(len(SEVEN))}
    where = post(
        staff, f"/staff/activities/new/?need={need}", title="家门口的义诊", kind="clinic", size="big", groups=["old"],
        on=(clock.today() + timedelta(days=5)).isoformat(), from_time="09:00", to_time="11:00", place_words="湖东苑广场",
        takes_sign_ups="on", rows="8", **departments, **limits,
    )["Location"]  # fmt: skip
    post(staff, f"{where}do/publish/")
    assert "已排成活动" in page(asker, mine)
    assert "家门口的义诊" in page(asker, mine), "with the way to sign up"
    assert "已排成活动：骨科义诊" in neighbours.notices("officer_a")

    activity = re.search(r"activities/([0-9a-f-]{36})/", where)[1]
    public = page(Client(), f"/c/{town.code}/activities/{activity}/")
    assert "因为 2 位居民想要" in public
    parts = re.findall(r"\?part=([0-9a-f-]{36})", public)
    assert len(parts) == 7
    _one, first = sign_up(town.code, activity, "13900001001", part=parts[0], group="old")
    other, second = sign_up(town.code, activity, "13900001002", part=parts[0], group="old")
    third, _third = sign_up(town.code, activity, "13900001003", part=parts[1], group="old")
    assert first != second
    assert "候补中" in page(other, f"/sign-up/{second}/"), "each department has places of its own"
    assert "已报上" in page(third, f"/sign-up/{_third}/")


def test_what_cannot_be_held_is_said_with_its_reason(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    asker = Client()
    mine = post(asker, f"/c/{town.code}/activities/wish/", words="想办一场音乐节", phone="13900001001")["Location"]
    picked = re.findall(r'name="pick" value="([0-9a-f-]{36})"', page(staff, "/staff/activities/needs/"))
    post(staff, "/staff/activities/needs/sort/", pick=picked, title="音乐节")
    need = re.search(r"needs/([0-9a-f-]{36})/decline/", page(staff, "/staff/activities/needs/"))[1]
    post(staff, f"/staff/activities/needs/{need}/decline/", reason="广场夜里扰民，改成下午的小合唱")
    assert "改成下午的小合唱" in page(asker, mine)
