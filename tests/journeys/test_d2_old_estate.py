"""D2: the old estate renewed through the grid, and neighbours who go from watching to joining in, counted and never named."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.project_jobs import remind_of_project_looks
from linli.kernel import clock
from linli.ledger.outbox import deliver

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> str:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer["Location"]


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def test_the_old_estate_is_renewed_with_its_neighbours_and_looked_after(neighbours):
    town, staff, lead = neighbours.town, neighbours.at("staff"), neighbours.at("lead")
    url = post(
        staff, "/staff/projects/new/", place=town.code, title="啤酒厂小区更新", aim="沥青路、绿化、小广场、直饮水", origin="plan",
        estates=[str(town.estate_b.id)],
    )  # fmt: skip
    project = url.split("/")[3]
    assert Client().get(f"/c/{town.code}/projects/{project}/").status_code == 404, "not public before it is decided on"
    post(lead, url + "do/approve/")
    follower = Client()
    made = post(follower, f"/c/{town.code}/projects/{project}/follow/", phone="13900005678")
    code = re.search(r"/project/(\d{10})/", made)[1]
    post(staff, url + "do/start/")
    today = clock.today().isoformat()
    for kind, people, words in (("watch", 40, "开工参观"), ("meeting", 26, "方案说明会"), ("labour", 12, "一起铺草皮")):
        post(staff, url + "enter/turnout/", kind=kind, held_on=today, people=str(people), words=words)
    shown = page(staff, url)
    assert "共 78 人次到场" in shown
    for item, unit, planned, done in (
        ("沥青路面", "m2", "2600", "2600"),
        ("绿化", "m2", "480", "480"),
        ("直饮水点", "spot", "2", "2"),
    ):
        post(staff, url + "enter/quantity/", item=item, unit=unit, planned=planned, done=done)
    post(
        staff,
        url + "parts/",
        lead=f"p:{town.posts['officer_b'].id}",
        helper1=f"o:{town.housing.id}",
        does1="施工图审查",
    )
    post(lead, url + "do/accept/", note="网格党支部、居民代表、住建部门一起验收")
    assert "已完工并通过验收" in page(follower, f"/project/{code}/")
    post(follower, f"/project/{code}/", rating="5", said="晚上能散步了")
    first = clock.today() + timedelta(days=30)
    post(
        staff, url + "do/hand_over/", keeper="自治物业小组", every_days="30", first_on=first.isoformat(),
        keeper_post=str(town.posts["officer_b"].id),
    )  # fmt: skip
    with clock.at(clock.now() + timedelta(days=31)):
        assert remind_of_project_looks() == 1
        assert "维护检查到期" in neighbours.notices("officer_b")
    with clock.at(clock.now() + timedelta(minutes=20)):
        looked = {"looked_on": today, "is_fine": "0", "note": "直饮水点漏水"}
        post(staff, url + "enter/look/", **looked)
        assert "看事项" in page(staff, url)
        public = page(Client(), f"/c/{town.code}/projects/{project}/")
    for words in ("2,600 m²", "共 78 人次到场", "5.0 分", "自治物业小组", "第二网格网格员"):
        assert words in public, words
    for secret in ("晚上能散步了", "13900005678", "吴强"):
        assert secret not in public
