"""E3, D4: neighbours tell one problem in their own words; the community sees it as one, the street and the city see it too."""

from __future__ import annotations

import csv
import html
import io
import re
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from linli.cases.rules import Deed
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.ledger.outbox import deliver
from tests.insight.hot_issues import issues

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


def test_a_citys_real_messages_are_sorted_into_the_issue_everybody_knew(neighbours, shared_data):
    with (shared_data / "messages" / "complaints.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = [(row["留言用户"], row["留言主题"], row["留言详情"].strip()) for row in csv.DictReader(lines)]
    plant = [row for row in rows if "丽发新城" in row[1] and "搅拌站" in row[1]][:8]
    others = rows[:6]
    people = {}
    for who, subject, body in [*plant, *others]:
        phone = people.setdefault(who, f"1390000{len(people):04d}")
        neighbours.raise_at(
            reverse("resident:raise", args=[neighbours.town.code]), Client(), f"{subject}。{body}"[:9_000], phone
        )
    deliver()
    deliver()
    listed = neighbours.at("staff").get(reverse("centre:hot_issues"), {"people": "1"}).content.decode()
    hottest = max(issues(), key=lambda one: one.messages)
    assert "丽发新城" in hottest.name
    assert "搅拌站" in hottest.name
    assert hottest.messages == len(plant), "all that tell of it, and none of the others"
    assert hottest.people == len({who for who, _subject, _body in plant})
    assert hottest.name in listed


def ways(neighbours, issue) -> dict[str, str]:
    """What may be made of an issue, from the panel on its page: label → address."""
    panel = ties(neighbours, issue)
    found = re.findall(r'href="([^"]+origin_kind[^"]+)".*?<span>([^<]+)</span>', panel, re.S)
    return {label: html.unescape(url) for url, label in found}


def ties(neighbours, issue) -> str:
    address = reverse("staff:ties_of_hot_issue", args=[issue.id])
    assert address in neighbours.at("staff").get(reverse("centre:hot_issue", args=[issue.id])).content.decode()
    return neighbours.at("staff").get(address, headers={"HX-Request": "true"}).content.decode()


def make(neighbours, url, **typed):
    answer = neighbours.at("staff").post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_a_hot_issue_leads_to_its_cases_a_motion_of_the_hall_and_a_project_and_each_leads_back(neighbours):
    town = neighbours.town
    open_hall(actor=town.actor("lead"), key=None, place_code=town.code, shape=HallShape("street", "清风议事厅"))
    door = f"/d/{town.buildings[0].door_token}/"
    codes = [neighbours.raise_at(door, Client(), body, phone) for phone, body in TOLD]
    deliver()
    (night,) = issues()
    own = reverse("centre:hot_issue", args=[night.id])
    page = neighbours.at("staff").get(own).content.decode()
    for code in codes:
        assert reverse("staff:case", args=[code]) in page

    found = ways(neighbours, night)
    hall = neighbours.at("staff").get(found["提到议事厅"], follow=True)
    assert night.name in hall.content.decode(), "the form begins with the name of the issue"
    motion = make(
        neighbours, f"{hall.request['PATH_INFO']}?{hall.request['QUERY_STRING']}", title="夜间施工怎么管",
        words="请工地、城管和居民坐下来谈",
    )  # fmt: skip
    project = make(neighbours, found["列为治理项目"], title="工地隔音", aim="夜里安静", place=town.code)
    for address in (motion, project):
        assert address in ties(neighbours, night)
        kind, key = re.search(r"/staff/(motion|project)s/([^/]+)/", address).groups()
        back = neighbours.at("staff").get(reverse(f"staff:ties_of_{kind}", args=[key]), headers={"HX-Request": "true"})
        assert own in back.content.decode()

    for number in (1, 2):
        neighbours.raise_at(door, Client(), "湖东苑2号楼电梯坏了，没有人来修。", f"1380000000{number}")
    deliver()
    lift = next(one for one in issues() if one.id != night.id)
    joined = neighbours.at("staff").post(f"{own}join/", {"key": uuid4(), "into": str(lift.id)})
    assert joined.status_code == 302
    for address in (motion, project):
        assert address in ties(neighbours, lift), "what came of an issue came of the one that took it over"
    assert neighbours.at("staff").get(own)["Location"] == reverse("centre:hot_issue", args=[lift.id])


def test_who_met_with_it_too_taps_once_and_the_issue_grows_hotter(neighbours):
    door = f"/d/{neighbours.town.buildings[0].door_token}/"
    codes = [neighbours.raise_at(door, Client(), body, phone) for phone, body in TOLD]
    neighbours.do("staff", codes[0], Deed.FILE, category="0301")
    matters = reverse("resident:matters", args=[neighbours.town.code])
    (before,) = issues()
    for _neighbour in range(4):
        browser = Client()
        page = browser.get(matters).content.decode()
        assert TOLD[0][1] not in page, "nobody's words are public"
        tap = re.search(r'action="([^"]+/met-too/)"', page).group(1)
        key = re.search(r'name="key" value="([0-9a-f-]{36})"', page).group(1)
        assert browser.post(tap, {"key": key}).status_code == 302
        assert "您也遇到了" in browser.get(matters).content.decode()
    deliver()
    (after,) = issues()
    assert (after.people, after.votes) == (before.people, 4)
    assert after.heat_mark > before.heat_mark
    page = neighbours.at("staff").get(reverse("centre:hot_issue", args=[after.id])).content.decode()
    assert "4 人也遇到" in page
    assert "平方根" in page, "the formula says how it counts"


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
