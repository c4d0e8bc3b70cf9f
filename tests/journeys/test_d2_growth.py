"""D2: neighbours go from watching to doing, counted as people and never as a list or rank."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_a_yard_goes_from_watching_to_doing(neighbours):
    staff, other = neighbours.at("staff"), neighbours.at("staff2")
    for name in ("赵看看", "钱跟着", "孙主动"):
        post(staff, "/staff/volunteers/new/", name=name, phone="", estate="-")
    listed = page(staff, "/staff/volunteers/")
    codes = re.findall(r'class="narrow number phone-no">(\d{10})<', listed)
    team = post(staff, "/staff/teams/new/", name="左邻右帮", kind="neighbours", aim="", estate="")["Location"]
    post(staff, f"{team}join/", codes=" ".join(codes))
    form = page(staff, f"/staff/volunteers/hours/new/?team={team.rstrip('/').rsplit('/', 1)[1]}")
    watcher, joiner, leader = re.findall(r'name="people" value="([0-9a-f-]{36})"', form)
    start = clock.now().astimezone(SHANGHAI) - timedelta(hours=3)
    day = {
        "starts_at": start.strftime("%Y-%m-%dT%H:%M"),
        "ends_at": (start + timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M"),
        "team": team.rstrip("/").rsplit("/", 1)[1],
        "what": "老旧小区大扫除",
        "codes": "",
    }
    entry = post(staff, "/staff/volunteers/hours/new/", people=[joiner], led=[leader], watched=[watcher], **day)[
        "Location"
    ]
    before = page(staff, "/staff/teams/growth/")
    assert _last_row(before) == [1, 0, 0, 1], "hours nobody confirmed do not count; who came to watch does"
    post(other, f"{entry}confirm/")
    seen = page(neighbours.at("street_lead"), "/staff/teams/growth/")
    assert _last_row(seen) == [1, 1, 1, 3]
    for name in ("赵", "钱跟着", "孙主动"):
        assert name not in seen, "counts alone"
    assert "不排名" in seen


def _last_row(text: str) -> list[int]:
    row = re.findall(r'<tr><td class="lead">[^<]*季度</td>(.*?)</tr>', text, re.S)[-1]
    return [int(number) for number in re.findall(r">(\d+)<", row)]
