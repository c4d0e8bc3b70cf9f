"""A volunteer's pages without an account."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import HelpCall, Volunteer
from tests.teams import volunteers as v

pytestmark = pytest.mark.django_db


def post(client, url, status=302, **typed):
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == status, (answer.status_code, answer.content.decode()[-3000:])
    return answer


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def opened(volunteer, number=0) -> Client:
    client = Client()
    answer = client.post("/follow/", {"code": volunteer.code, "word": volunteer.phone.last_four})
    assert answer.status_code == 302
    assert answer["Location"] == f"/volunteer/{volunteer.code}/"
    return client


def register(town, client, **more):
    form = {
        "name": "李热心",
        "phone": v.PHONE,
        "estate": str(town.estate_a.id),
        "skills": ["medical"],
        "skill_words": "",
    }
    return client.post(f"/c/{town.code}/volunteer/", {"key": str(uuid4()), **form, **more})


def test_somebody_registers_and_gets_a_code(town):
    client = Client()
    assert "当一名志愿者" in text_of(client, f"/c/{town.code}/volunteer/")
    answer = register(town, client)
    assert answer.status_code == 302, answer.content.decode()
    made = text_of(client, answer["Location"])
    assert "尾号四位" in made
    code = re.search(r"/volunteer/(\d+)/", answer["Location"])[1]
    assert "等社区接纳" in text_of(client, f"/volunteer/{code}/")
    again = register(town, Client())
    assert again.status_code == 422
    assert "已经登记过了" in again.content.decode()
    assert "李热心" in again.content.decode()


def test_who_leaves_no_telephone_gets_a_word(town):
    client = Client()
    answer = register(town, client, phone="", name="周大爷")
    word = re.search(r"查询口令.*?(\d{6})", text_of(client, answer["Location"]), re.S)[1]
    with acting_in(Scope.everything()):
        code = Volunteer.objects.get().code
    assert Client().post("/follow/", {"code": code, "word": word}).status_code == 302


def test_a_form_sent_twice_stays_one_registration(town):
    client, key = Client(), str(uuid4())
    for _ in range(2):
        assert register(town, client, key=key).status_code == 302
    with acting_in(Scope.everything()):
        assert Volunteer.objects.count() == 1


def test_a_call_is_taken_by_code_and_shows_its_address_then_alone(town, django_assert_max_num_queries):
    call, helper = v.opened(town, places=1), v.active(town)
    client = Client()
    board = text_of(client, f"/c/{town.code}/calls/")
    assert "陪李奶奶去医院" in board
    assert "楼201" not in board
    wrong = client.post(f"/c/{town.code}/calls/{call.id}/", {"code": "123"})
    assert wrong.status_code == 422
    asked = client.post(f"/c/{town.code}/calls/{call.id}/", {"code": helper.code})
    assert asked["Location"] == f"/volunteer/{helper.code}/"
    assert client.get(asked["Location"])["Location"].startswith("/follow/"), "the digits are asked for first"
    client.post("/follow/", {"code": helper.code, "word": helper.phone.last_four})
    with django_assert_max_num_queries(14):
        page = text_of(client, f"/volunteer/{helper.code}/")
    assert "您想报名的" in page
    assert "楼201" not in page
    post(client, f"/volunteer/{helper.code}/calls/{call.id}/take/")
    assert "湖东苑1号楼201" in text_of(client, f"/volunteer/{helper.code}/")
    other = v.active(town, 2)
    late = opened(other)
    post(late, f"/volunteer/{other.code}/calls/{call.id}/take/")
    assert "刚刚报满了" in text_of(late, f"/volunteer/{other.code}/")
    post(client, f"/volunteer/{helper.code}/calls/{call.id}/drop/")
    post(late, f"/volunteer/{other.code}/calls/{call.id}/take/")
    assert "报名成功" in text_of(late, f"/volunteer/{other.code}/")


def test_own_hours_coins_gift_help_and_certificate(town):
    helper, other = v.active(town, 1), v.active(town, 2)
    v.confirmed(town, [helper], minutes=240)
    client = opened(helper)
    at = f"/volunteer/{helper.code}"
    start = clock.now().astimezone(SHANGHAI) - timedelta(hours=3)
    span = {"starts_at": f"{start:%Y-%m-%dT%H:%M}", "ends_at": f"{start + timedelta(hours=1):%Y-%m-%dT%H:%M}"}
    post(client, f"{at}/hours/", what="教王爷爷用手机", evidence="王爷爷知道", **span)
    assert "待另一人确认" in text_of(client, f"{at}/")
    post(client, f"{at}/skills/", skills=["phone"], skill_words="", times=["weekend"])
    assert "教用手机" in text_of(client, f"{at}/")
    assert "时间币不够" in post(client, f"{at}/coins/", 422, to_code=other.code, coins="9").content.decode()
    post(client, f"{at}/coins/", to_code=other.code, coins="1.5", words="谢谢")
    page = text_of(client, f"{at}/coins/")
    assert "-1.5" in page
    assert "不用来考核任何人" in page
    soon = clock.now().astimezone(SHANGHAI) + timedelta(days=1)
    ask = {
        "title": "搬一张桌子", "words": "", "starts_at": f"{soon:%Y-%m-%dT%H:%M}", "hours": "1", "places": "1", "estate": "",
        "address": "2号楼101",
    }  # fmt: skip
    post(client, f"{at}/ask/", **ask)
    with acting_in(Scope.everything()):
        assert HelpCall.objects.get().state == "asked"
    assert "搬一张桌子" not in text_of(Client(), f"/c/{town.code}/calls/"), "the community looks first"
    days = {"first_on": clock.today().replace(day=1).isoformat(), "last_on": clock.today().isoformat()}
    printed = post(client, f"{at}/certificate/", **days)["Location"]
    assert "4 小时" in text_of(client, printed)
    number = printed.rstrip("/").rsplit("/", 1)[1]
    assert "这份证明是真的" in text_of(Client(), f"/certificates/{number}/")
    assert Client().get(f"/certificates/?code={number}").status_code == 302


def test_leaving_erases_and_closes_the_page(town):
    helper = v.active(town)
    client = opened(helper)
    assert "不能恢复" in text_of(client, f"/volunteer/{helper.code}/leave/")
    post(client, f"/volunteer/{helper.code}/leave/")
    assert client.get(f"/volunteer/{helper.code}/").status_code == 404
    assert Client().post("/follow/", {"code": helper.code, "word": helper.phone.last_four}).status_code == 422


def test_nobody_reads_anothers_page(town):
    helper, other = v.active(town, 1), v.active(town, 2)
    client = opened(helper)
    for path in ("", "coins/", "hours/", "skills/", "ask/", "leave/"):
        assert client.get(f"/volunteer/{other.code}/{path}").status_code == 302
    assert client.get(f"/volunteer/{helper.code}/certificates/1234567890/").status_code == 404
