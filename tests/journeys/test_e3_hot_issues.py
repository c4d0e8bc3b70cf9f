"""E3, D4: neighbours tell one problem in their own words; the community sees it as one, the street and the city see it too."""

from __future__ import annotations

import io
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.rules import Deed
from linli.ledger.outbox import deliver

pytestmark = pytest.mark.django_db

TOLD = (
    ("13900000001", "1号楼下工地半夜还在打桩，噪音大得睡不着"),
    ("13900000002", "工地夜里打桩施工，噪音扰民，孩子第二天要上学"),
    ("13900000003", "夜里十二点工地还在施工打桩，噪音太大，没人管"),
)


def test_what_neighbours_tell_becomes_one_issue_that_every_level_sees(neighbours):
    door = f"/d/{neighbours.town.buildings[0].door_token}/"
    codes = [neighbours.raise_at(door, Client(), body, phone) for phone, body in TOLD]
    lift = neighbours.raise_at(door, Client(), "电梯坏了三天，老人下不了楼", "13900000009")
    deliver()

    listed = neighbours.at("staff").get(reverse("centre:hot_issues")).content.decode()
    assert listed.count("/centre/hot-issues/") >= 1
    assert "湖东苑" in listed
    assert "施工" in listed
    beside, other = (reverse("centre:hot_issue_of_case", args=[code]) for code in (codes[0], lift))
    assert beside in neighbours.page("staff", codes[0])
    panel = neighbours.at("staff").get(beside, headers={"HX-Request": "true"}).content.decode()
    assert "几个人都在说" in panel
    assert not neighbours.at("staff").get(other, headers={"HX-Request": "true"}).content.strip()
    issue = neighbours.at("staff").get(beside)["Location"]
    shown = neighbours.at("staff").get(issue).content.decode()
    for code in codes:
        assert reverse("staff:case", args=[code]) in shown
    assert "3 人反映" in shown
    assert "每过 15 天减半" in shown

    named = neighbours.at("staff").post(f"{issue}name/", {"key": uuid4(), "name": "湖东苑夜间打桩扰民"})
    assert named.status_code == 302
    for level in ("street_staff", "street_lead", "centre"):
        assert "湖东苑夜间打桩扰民" in neighbours.at(level).get(reverse("centre:hot_issues")).content.decode()
    assert (
        "湖东苑夜间打桩扰民" not in neighbours.at("neighbour_staff").get(reverse("centre:hot_issues")).content.decode()
    )
    assert neighbours.at("neighbour_staff").get(issue).status_code == 404

    fourth = neighbours.raise_at(door, Client(), "又是半夜打桩施工，噪音吵得全楼睡不着", "13900000004")
    deliver()
    assert neighbours.at("staff").get(reverse("centre:hot_issue_of_case", args=[fourth]))["Location"] == issue

    table = neighbours.at("centre").post(f"{issue}export/", {"key": uuid4()})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(table.streaming_content)))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row]
    assert fourth in cells
    assert not any("139000" in cell for cell in cells)


def test_an_answer_is_checked_before_it_is_sent_and_sent_as_the_writer_decides(neighbours):
    town, resident = neighbours.town, Client()
    door = f"/d/{town.buildings[0].door_token}/"
    code = neighbours.raise_at(door, resident, "地下车库的灯坏了一周，请问什么时候能修好？另外能不能多装几盏？")
    neighbours.do("staff", code, Deed.FILE, category="0506")
    neighbours.do("staff", code, Deed.DISPATCH, lead=str(town.posts["officer_a"].id))
    neighbours.do("officer_a", code, Deed.ACCEPT)
    neighbours.do("officer_a", code, Deed.RECORD_CONTACT, contacted="电话", contacted_at="2024-03-04T10:00")
    officer, check = neighbours.at("officer_a"), reverse("staff:check_reply", args=[code])
    poor = officer.post(
        check, {"result": "您好，已收悉，感谢您的支持！"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "另外能不能多装几盏？" in poor
    answer = "经查是线路老化，地下车库的灯11月28日已修好，下周再多装六盏，有疑问请打物业电话。"
    good = officer.post(check, {"result": answer}, headers={"HX-Request": "true"}).content.decode()
    assert good.count("可以补") < poor.count("可以补")
    neighbours.do("officer_a", code, Deed.FEED_BACK, result="灯修好了")
    assert neighbours.case(code).answer == "灯修好了", "whatever the check says, the writer decides"
