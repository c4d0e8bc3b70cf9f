"""The residents' pages of activities and venues, without an account."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from icalendar import Calendar

from linli.activities.models import ActivityWish, Booking, Rating, SignUp
from linli.activities.plan import PartPlan
from linli.activities.rules import ActivityDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.people.follow_word import follow_word
from tests.activities.programme import PHONE, a_venue, again, comes, do, draft, in_days, parts_of, published, room_of

pytestmark = pytest.mark.django_db


def text_of(client, url, status=200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, (answer.status_code, url)
    return answer.content.decode()


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def activity_url(town, activity, more="") -> str:
    return f"/c/{town.code}/activities/{activity.id}/{more}"


def sign(client, town, activity, **typed):
    return post(
        client, activity_url(town, activity, "sign-up/"), **{"name": "李阿姨", "group": "old", "phone": PHONE, **typed}
    )


def test_the_menu_shows_what_is_on_and_filters_it(town, django_assert_max_num_queries):
    published(town)
    published(
        town, title="童趣垃圾分类", groups=("children",), kind="lecture", starts_at=in_days(5), ends_at=in_days(5, 10)
    )
    draft(town, title="还没有发布")
    client, url = Client(), f"/c/{town.code}/activities/"
    with django_assert_max_num_queries(12):
        text = text_of(client, url)
    assert "春分插花沙龙" in text
    assert "童趣垃圾分类" in text
    assert "还没有发布" not in text
    assert "春分插花沙龙" not in text_of(client, f"{url}?group=children")
    assert "春分插花沙龙" not in text_of(client, f"{url}?kind=lecture")
    assert "童趣垃圾分类" not in text_of(client, f"{url}?day={in_days(3).date()}")
    assert "这样挑没有合适的活动" in text_of(client, f"{url}?day=1999-01-01")
    assert text_of(client, f"{url}?group=x&kind=y&day=z")
    assert "社区活动" in text_of(client, f"/c/{town.code}/")


def test_signing_up_by_the_page_and_following_it(town, django_assert_max_num_queries):
    activity, client = published(town), Client()
    with django_assert_max_num_queries(6):
        assert "还剩 2" in text_of(client, activity_url(town, activity))
    with django_assert_max_num_queries(6):
        text_of(client, activity_url(town, activity, "sign-up/"))
    assert sign(client, town, activity, name="").status_code == 422
    assert "请选一项" in sign(client, town, activity, group="").content.decode()
    key = str(uuid4())
    answers = [sign(client, town, activity, key=key) for _ in range(2)]
    assert {answer["Location"] for answer in answers} == {answers[0]["Location"]}, "sent twice is one"
    assert "已经报过这场活动" in sign(Client(), town, activity).content.decode()
    with django_assert_max_num_queries(12):
        text = text_of(client, answers[0]["Location"])
    assert "已报上" in text
    assert PHONE not in text
    code = re.search(r"\d{10}", answers[0]["Location"])[0]
    other = Client()
    assert other.get(f"/sign-up/{code}/").status_code == 302
    assert other.post("/follow/", {"code": code, "word": PHONE[-4:]})["Location"] == f"/sign-up/{code}/"
    assert post(other, f"/sign-up/{code}/leave/").status_code == 302
    assert "已退出" in text_of(other, f"/sign-up/{code}/")
    assert parts_of(activity)[0].taken == 0


def test_who_leaves_no_telephone_gets_a_word_shown_on_the_receipt(town):
    activity, client = published(town), Client()
    where = sign(client, town, activity, phone="")["Location"]
    with acting_in(Scope.everything()):
        word = follow_word(SignUp.objects.get().id)
    assert word in text_of(client, where)
    code = re.search(r"\d{10}", where)[0]
    later = Client()
    assert later.post("/follow/", {"code": code, "word": word}).status_code == 302
    assert word not in text_of(later, where), "shown once, on the receipt"


def test_a_waiting_person_sees_how_many_are_before_and_is_promoted(town):
    activity = published(town)
    first = comes(town, activity, "13900001001")
    comes(town, activity, "13900001002")
    comes(town, activity, "13900001003")
    client = Client()
    where = sign(client, town, activity)["Location"]
    text = text_of(client, where)
    assert "候补中" in text
    assert "前面还有 1 人" in text
    post_leave = Client()
    post_leave.post("/follow/", {"code": first.code, "word": "1001"})
    post(post_leave, f"/sign-up/{first.code}/leave/")
    assert "前面还有 0 人" in text_of(client, where)


def test_a_child_is_signed_up_by_its_guardian(town):
    activity, client = published(town), Client()
    half = sign(client, town, activity, name="小明", group="children")
    assert "由监护人来报名" in half.content.decode()
    assert sign(client, town, activity, name="小明", group="children", guardian="王妈", consent="on").status_code == 302


def test_elder_mode_asks_one_question_a_page(town):
    clinic = published(town, kind="clinic", parts=(PartPlan("骨科", capacity=5), PartPlan("眼科", capacity=5)))
    client, url = Client(), activity_url(town, clinic, "sign-up/?elder=1")
    text = text_of(client, url)
    assert "骨科" in text
    assert 'name="phone"' not in text.replace('type="hidden" name="phone"', "")
    part = str(parts_of(clinic)[0].id)
    url = activity_url(town, clinic, "sign-up/")
    for step, typed in (("part", {"part": part}), ("who", {"part": part, "name": "李阿姨", "group": "old"})):
        answer = post(client, url, go="next", step=step, **typed)
        assert answer.status_code == 200, answer.content.decode()
    assert 'name="phone"' in answer.content.decode()
    answer = post(client, url, go="send", step="child", part=part, name="李阿姨", group="old", phone=PHONE)
    assert answer.status_code == 302


def test_rating_once_after_it_began(town):
    activity, client = published(town), Client()
    where = sign(client, town, activity)["Location"]
    assert "说说怎么样" not in text_of(client, where)
    with clock.at(in_days(3, 10)):
        client = Client()
        code = re.search(r"\d{10}", where)[0]
        client.post("/follow/", {"code": code, "word": PHONE[-4:]})
        assert "说说怎么样" in text_of(client, where)
        assert post(client, where).status_code == 422
        assert post(client, where, satisfaction="satisfied", words="医生耐心").status_code == 302
        assert "您评过了" in text_of(client, where)
        post(client, where, satisfaction="dissatisfied")
    with acting_in(Scope.everything()):
        assert Rating.objects.get().satisfaction == "satisfied"


def test_a_called_off_activity_says_so_everywhere(town):
    activity, client = published(town), Client()
    where = sign(client, town, activity)["Location"]
    do(town, activity, ActivityDeed.CANCEL, "台风来了，改到下月")
    assert "台风来了" in text_of(client, where)
    assert "台风来了" in text_of(client, activity_url(town, activity))
    assert "台风来了" in text_of(client, activity_url(town, activity, "sign-up/"), status=410)


def test_the_calendar_is_read_back_by_a_client_with_the_right_times(town):
    room = room_of(a_venue(town))
    activity = published(town, room_id=room.id, bring="身份证")
    called_off = do(town, published(town, title="取消的一场"), ActivityDeed.CANCEL, "台风")
    client = Client()
    feeds = {
        "one": activity_url(town, activity, "calendar.ics"),
        "community": f"/c/{town.code}/activities.ics",
        "venue": f"/c/{town.code}/venues/{room.venue_id}/calendar.ics",
    }
    for name, url in feeds.items():
        answer = client.get(url)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        events = {str(one["uid"]): one for one in Calendar.from_ical(answer.content).walk("VEVENT")}
        event = events[f"{activity.id}@linli"]
        assert event.decoded("dtstart") == activity.starts_at
        assert event.decoded("dtend") == activity.ends_at
        assert "邻里活动中心" in str(event["location"])
        assert "身份证" in str(event["description"])
        assert str(event["status"]) == "CONFIRMED"
        assert (f"{called_off.id}@linli" in events) == (name == "community")
    off = {str(e["uid"]): e for e in Calendar.from_ical(client.get(feeds["community"]).content).walk("VEVENT")}
    assert str(off[f"{called_off.id}@linli"]["status"]) == "CANCELLED"
    assert int(off[f"{called_off.id}@linli"]["sequence"]) == 1
    lines = client.get(feeds["one"]).content.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines), "folded as RFC 5545 asks"
    assert client.get(activity_url(town, draft(town), "calendar.ics")).status_code == 404


def test_a_wish_for_an_activity_and_what_became_of_it(town):
    client, url = Client(), f"/c/{town.code}/activities/wish/"
    assert "先问需要" in text_of(client, url)
    assert post(client, url).status_code == 422
    where = post(client, url, words="可以邀请骨科医生吗？", group="old", phone=PHONE)["Location"]
    text = text_of(client, where)
    assert "正在归类" in text
    assert "骨科医生" in text
    with acting_in(Scope.everything()):
        assert ActivityWish.objects.get().source == "page"
    code = re.search(r"\d{10}", where)[0]
    assert Client().post("/follow/", {"code": code, "word": "0000"}).status_code == 422
    assert "长辈" not in text_of(Client(), f"{url}?elder=1")


def test_a_room_is_asked_for_and_the_answer_read(town, django_assert_max_num_queries):
    venue = a_venue(town)
    room, client = room_of(venue), Client()
    assert "邻里活动中心" in text_of(client, f"/c/{town.code}/venues/")
    with django_assert_max_num_queries(9):
        text = text_of(client, f"/c/{town.code}/venues/{venue.id}/")
    assert "空闲" in text
    url = f"/c/{town.code}/venues/{venue.id}/ask/"
    assert text_of(client, url)
    typed = {
        "room": str(room.id), "purpose": "合唱队排练", "on": in_days(2).date().isoformat(), "from_time": "09:00",
        "to_time": "11:00", "name": "老李", "phone": PHONE,
    }  # fmt: skip
    assert "开放" in post(client, url, **{**typed, "from_time": "06:00"}).content.decode()
    assert post(client, url, **{**typed, "on": "1990-01-01"}).status_code == 422
    where = post(client, url, **typed)["Location"]
    assert "等管理员答复" in text_of(client, where)
    assert post(client, f"{where}cancel/").status_code == 302
    assert "已取消" in text_of(client, where)
    with acting_in(Scope.everything()):
        assert again(Booking.objects.get()).state == "cancelled"
    assert text_of(client, f"/c/{town.code}/venues/{venue.id}/?day=0001-01-01")
    assert text_of(client, f"/c/{town.code}/venues/{venue.id}/?day={(clock.today() + timedelta(days=7)).isoformat()}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_menu_of_the_first_and_the_last_of_all_days_is_empty(town, day):
    published(town)
    assert "春分插花沙龙" not in text_of(Client(), f"/c/{town.code}/activities/?day={day}")
