"""A1: a venue with its calendar, a programme for each age group and by solar term, a menu to pick from at any time; from the
booking over the last place to the door and the figures."""

from __future__ import annotations

import json
import re
from datetime import datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from linli.activities.rules import solar_terms
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI
from linli.ledger.outbox import deliver

pytestmark = pytest.mark.django_db


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def open_venue(staff: Client) -> str:
    return post(
        staff, "/staff/venues/new/", name="网格党群服务站", kind="indoor", address="和平桥 12 号", open_days=list("1234567"),
        opens_at="08:00", closes_at="21:00", keeper="社区服务台", access=["ramp"], by_request="on",
    )["Location"]  # fmt: skip


def plan(staff: Client, on: Any, **typed: Any) -> str:
    where = post(
        staff, "/staff/activities/new/",
        **{
            "title": "春分插花沙龙", "kind": "event", "size": "small", "groups": ["adults"], "on": on.isoformat(),
            "from_time": "14:00", "to_time": "16:00", "takes_sign_ups": "on", "capacity": "2", "rows": "8", **typed,
        },
    )["Location"]  # fmt: skip
    post(staff, f"{where}do/publish/")
    return where


def sign_up(code: str, activity: str, phone: str, **typed: Any) -> tuple[Client, str]:
    client = Client()
    answer = post(
        client, f"/c/{code}/activities/{activity}/sign-up/",
        **{"name": "李阿姨", "group": "adults", "phone": phone, **typed},
    )  # fmt: skip
    return client, re.search(r"\d{10}", answer["Location"])[0]


def test_a_salon_on_the_day_of_a_solar_term_from_the_room_to_the_figures(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    on, term = next((on, name) for on, name in solar_terms(clock.today().year + 1) if on > clock.today())
    where_venue = open_venue(staff)
    venue = re.search(r"venues/([0-9a-f-]{36})/", where_venue)[1]
    assert term in page(staff, f"/staff/activities/new/?day={on.isoformat()}"), "the term is offered as the theme"
    room = re.search(r'<option value="([0-9a-f-]{36})">网格党群服务站', page(staff, "/staff/activities/new/"))[1]
    where = plan(staff, on, room=room, theme=term, place_words="")
    activity = re.search(r"activities/([0-9a-f-]{36})/", where)[1]

    assert "春分插花沙龙" in page(Client(), f"/c/{town.code}/venues/{venue}/?day={on.isoformat()}")
    assert term in page(Client(), f"/c/{town.code}/activities/")
    feed = Calendar.from_ical(Client().get(f"/c/{town.code}/venues/{venue}/calendar.ics").content)
    assert [str(event["summary"]) for event in feed.walk("VEVENT")] == ["春分插花沙龙"]

    first, first_code = sign_up(town.code, activity, "13900001001")
    _second, second_code = sign_up(town.code, activity, "13900001002")
    third, third_code = sign_up(town.code, activity, "13900001003")
    assert "候补中" in page(third, f"/sign-up/{third_code}/")
    post(first, f"/sign-up/{first_code}/leave/")
    assert "已报上" in page(third, f"/sign-up/{third_code}/")
    assert "候补上了" in neighbours.notices("staff")

    with clock.at(datetime.combine(on, time(14, 5), SHANGHAI)):
        helper = neighbours._sign_in("officer_a")
        notes = [
            {"id": str(uuid4()), "kind": "in", "at": clock.now().isoformat(), "code": code}
            for code in (second_code, third_code, third_code)
        ]
        notes.append({"id": str(uuid4()), "kind": "walk_in", "at": clock.now().isoformat(), "group": "old"})
        for _ in range(2):
            told = helper.post(
                f"/field/activities/{activity}/scans/", json.dumps({"scans": notes}), content_type="application/json"
            ).json()
        assert told["count"] == {"came": 2, "places": 2, "walk_ins": 1}
        assert list(told["verdicts"].values()).count("again") == 1
        desk = neighbours._sign_in("staff")
        post(desk, f"{where}do/hold/")
        guest = Client()
        guest.post("/follow/", {"code": second_code, "word": "1002"})
        post(guest, f"/sign-up/{second_code}/", satisfaction="satisfied", words="老师很耐心")
        post(desk, f"{where}do/settle/")
        assert "老师很耐心" in page(desk, where)
        figures = page(desk, f"/staff/activities/figures/?first={on.isoformat()}&last={on.isoformat()}")
        assert "2/2" in figures
        assert "1/1" in figures
        assert "3<small>人次" in figures.replace("\n", "")


def test_each_age_group_finds_its_own_and_the_month_says_what_is_missing(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    on = clock.today() + timedelta(days=2)
    for title, group in (("老年人手机课堂", "old"), ("童趣垃圾分类", "children"), ("青年夜校", "youth")):
        plan(staff, on, title=title, groups=[group], place_words="小区广场", room="")
    menu = f"/c/{town.code}/activities/"
    assert "老年人手机课堂" in page(Client(), f"{menu}?group=old")
    assert "童趣垃圾分类" not in page(Client(), f"{menu}?group=old")
    month = page(staff, f"/staff/activities/?month={on:%Y-%m}")
    assert "1/3 场" in month, "each group's share with its base"
    assert "还差一场" in month, "the big one of the month"


def test_a_team_asks_for_the_room_and_the_keeper_answers(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    venue = re.search(r"venues/([0-9a-f-]{36})/", open_venue(staff))[1]
    url = f"/c/{town.code}/venues/{venue}/ask/"
    room = re.search(r'<option value="([0-9a-f-]{36})"', page(Client(), url))[1]
    typed = {
        "room": room, "purpose": "合唱队排练", "on": (clock.today() + timedelta(days=3)).isoformat(), "from_time": "09:00",
        "to_time": "11:00", "name": "周老师", "phone": "13900001001",
    }  # fmt: skip
    singer, dancer = Client(), Client()
    song = post(singer, url, **typed)["Location"]
    dance = post(dancer, url, **{**typed, "purpose": "舞蹈队", "phone": "13900001002"})["Location"]
    assert "有人申请用场地" in neighbours.notices("staff")
    waiting = page(staff, "/staff/venues/")
    first = re.search(r"bookings/([0-9a-f-]{36})/held/", waiting)[1]
    post(staff, f"/staff/bookings/{first}/held/")
    waiting = page(staff, "/staff/venues/")
    assert "这段时间已有人订" in waiting
    second = re.search(r"bookings/([0-9a-f-]{36})/refused/", waiting)[1]
    post(staff, f"/staff/bookings/{second}/refused/", reason="这段时间合唱队先订了，周五下午空着")
    assert {"已订下" in page(singer, song), "周五下午空着" in page(dancer, dance)} == {True}
