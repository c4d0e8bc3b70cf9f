"""The residents' pages of halls: no account, nobody's name."""

from __future__ import annotations

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.halls.actions.decide_amendment import decide_amendment
from linli.halls.actions.move_minutes import move_minutes
from linli.halls.models import Amendment, Attendance, Backing, Motion, MotionRating, Opinion
from linli.halls.rules import MeetingKind, MotionDeed
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from tests.halls import life
from tests.halls.life import BACKER, PHONE, TITLE, WORDS, again

pytestmark = pytest.mark.django_db


def post(client, url, **typed):
    return client.post(url, {"key": str(uuid4()), **typed})


def text_of(client, url) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def count(model) -> int:
    with acting_in(Scope.everything()):
        return model.objects.count()


def followed(code: str, phone: str = PHONE) -> Client:
    client = Client()
    assert client.post("/follow/", {"code": code, "word": phone[-4:]}).status_code == 302
    return client


def test_an_opinion_is_said_and_followed_by_code_or_word(town):
    client, url = Client(), f"/c/{town.code}/opinion/"
    assert post(client, url, words="").status_code == 422
    assert post(client, url, words="广场晚上声音大", website="spam").status_code == 422
    key = str(uuid4())
    typed = {"key": key, "words": "广场晚上声音大", "estate": str(town.estate_a.id)}
    page = client.post(url, typed, follow=True).content.decode()
    client.post(url, typed)
    assert count(Opinion) == 1, "sent twice, it stays one"
    word = re.search(r"查询口令.*?(\d{6})", page, re.S)[1]
    with acting_in(Scope.everything()):
        code = Opinion.objects.get().code
    other = Client()
    assert other.post("/follow/", {"code": code, "word": "000001"}).status_code == 422
    assert other.post("/follow/", {"code": code, "word": word}).status_code == 302
    assert "广场晚上声音大" in text_of(other, f"/opinion/{code}/")
    assert Client().get(f"/opinion/{code}/").status_code == 302


def test_halls_are_read_by_everybody_and_a_station_shows_its_halls(town, django_assert_max_num_queries):
    station = life.hall(town, kind="station", name="议事站")
    hall = life.hall(town, name="红色议事厅", station_id=station.id, character="党建引领，议大事")
    hidden = life.hall(town, name="内部议事厅", is_public=False)
    lobby = text_of(Client(), f"/c/{town.code}/halls/")
    assert "红色议事厅" in lobby
    assert "内部议事厅" not in lobby
    assert "红色议事厅" in text_of(Client(), f"/c/{town.code}/halls/{station.id}/")
    life.admitted(town, hall)
    life.called(town, hall, life.admitted(town, hall, words="另一件事", phone="13600000001"))
    with django_assert_max_num_queries(24):
        page = text_of(Client(), f"/c/{town.code}/halls/{hall.id}/")
    assert TITLE in page
    assert "第三次议事会" in page
    assert WORDS not in page
    assert Client().get(f"/c/{town.code}/halls/{hidden.id}/").status_code == 404
    assert Client().get(f"/c/{town.neighbour_code}/halls/{hall.id}/").status_code == 404


def test_a_motion_is_raised_answered_backed_once_and_withdrawn(town):
    hall, client = life.hall(town), Client()
    url = f"/c/{town.code}/halls/{hall.id}/motion/"
    page = client.post(url, {"key": str(uuid4()), "words": WORDS, "phone": PHONE}, follow=True).content.decode()
    assert "已收到，议事厅正在看能不能立题" in page
    with acting_in(Scope.everything()):
        motion = Motion.objects.get()
    public = f"/c/{town.code}/motions/{motion.id}/"
    assert client.get(public).status_code == 404, "not public before it is admitted"
    life.do(town, motion, MotionDeed.ADMIT, life.ADMISSION)
    assert TITLE in text_of(Client(), public)
    voice = Client()
    assert post(voice, public, phone="123").status_code == 422
    assert post(voice, public, phone=BACKER).status_code == 302
    twice = post(Client(), public, phone=BACKER)
    assert twice.status_code == 422
    assert "一个号码只算一次" in twice.content.decode()
    assert count(Backing) == 1
    with acting_in(Scope.everything()):
        code = Backing.objects.get().code
    assert TITLE in text_of(followed(code, BACKER), f"/motion/{code}/")
    assert WORDS not in text_of(followed(code, BACKER), f"/motion/{code}/"), "the mover's own words are hers"
    mine = followed(motion.code)
    assert post(mine, f"/motion/{motion.code}/withdraw/", reason="").status_code == 422
    assert post(mine, f"/motion/{motion.code}/withdraw/", reason="已经装了").status_code == 302
    assert again(motion).state == "withdrawn"
    assert post(voice, public, phone="13600000003").status_code == 404


def test_a_hall_of_members_takes_no_motion_from_the_street(town):
    hall = life.hall(town, may_move="members")
    assert Client().get(f"/c/{town.code}/halls/{hall.id}/motion/").status_code == 404
    assert "提一个议题" not in text_of(Client(), f"/c/{town.code}/halls/{hall.id}/")


def test_the_code_on_the_wall_counts_once_and_lets_who_attended_amend_and_sign(town):
    hall, members = life.full_hall(town)
    motion = life.admitted(town, hall)
    meeting = life.called(town, hall, motion)
    wall = f"/attend/{meeting.code}/"
    assert "现在不能签到" in text_of(Client(), wall)
    assert Client().post("/follow/", {"code": meeting.code, "word": "1111"}).status_code == 422
    with life.during(meeting):
        guest, police = Client(), Client()
        assert post(guest, wall, name="", phone=PHONE).status_code == 422
        mine = post(guest, wall, name="王秀英", phone=PHONE)["Location"]
        assert "这个号码已经签到过了" in post(Client(), wall, name="王", phone=PHONE).content.decode()
        theirs = post(police, wall, name="卢", phone="13700002222")["Location"]
        assert "计入法定人数" in text_of(police, theirs)
        life.tick(town, meeting, members[0])
        assert count(Attendance) == 3
        life.minutes(town, meeting)
        (item,) = life.items_of(meeting)
        assert "提修改" in text_of(guest, mine)
        assert post(guest, f"{mine}amend/", item=str(item.id), text="").status_code == 422
        assert post(guest, f"{mine}amend/", item=str(item.id), text="王秀英：要留消防通道").status_code == 302
        assert "等召集人决定" in text_of(guest, mine)
        life.resolve(town, meeting, motion, life.adopted())
        with acting_in(Scope.everything()):
            amendment = Amendment.objects.get()
        decide_amendment(actor=town.actor("staff"), key=uuid4(), amendment=amendment.key, taken=True)
        move_minutes(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key)
        assert post(guest, f"{mine}sign/").status_code == 422
        signed = police.post(f"{theirs}sign/", {"key": str(uuid4())}, follow=True)
        assert "您已签字" in signed.content.decode()
    with clock.at(meeting.starts_at + timedelta(days=8)):
        move_minutes(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, final=True)
        page = text_of(Client(), f"/c/{town.code}/meetings/{meeting.id}/")
    assert "居民：要留消防通道" in page
    assert "王秀英" not in page


def test_the_result_is_rated_by_who_raised_it_and_by_who_lives_there(town):
    _hall, _meeting, motion = life.done(town)
    public = f"/c/{town.code}/motions/{motion.id}/"
    assert "办得怎么样" in text_of(Client(), public)
    mine = followed(motion.code)
    assert post(mine, f"/motion/{motion.code}/", rating="dissatisfied").status_code == 422
    assert post(mine, f"/motion/{motion.code}/", rating="satisfied").status_code == 302
    assert "评议的是提出、附议" in post(Client(), public, rating="satisfied", phone="13500000000").content.decode()
    home = {"estate": str(town.estate_a.id), "building": "1号楼", "unit": "1", "room": "101"}
    assert post(Client(), public, rating="basically", phone="13500000000", **home).status_code == 302
    again_rated = post(Client(), public, rating="satisfied", phone="13500000000", **home)
    assert "已经评议过了" in again_rated.content.decode()
    assert count(MotionRating) == 2
    assert "基本满意 1" in text_of(Client(), public)


def test_a_lecture_counts_who_came(town):
    hall = life.hall(town)
    lecture = life.called(town, hall, kind=MeetingKind.LECTURE, title="防诈骗讲堂", lecturer="反诈中心 李警官")
    with life.during(lecture):
        for number in range(3):
            assert (
                post(Client(), f"/attend/{lecture.code}/", name="听众", phone=f"1360000000{number}").status_code == 302
            )
    page = text_of(Client(), f"/c/{town.code}/halls/{hall.id}/")
    assert "防诈骗讲堂" in page
    assert "3 人次签到" in page


def test_in_elder_mode_an_opinion_and_a_motion_are_asked_one_question_a_page(town):
    hall, client = life.hall(town), Client()
    for url, model in ((f"/c/{town.code}/opinion/", Opinion), (f"/c/{town.code}/halls/{hall.id}/motion/", Motion)):
        first = text_of(client, url + "?elder=1")
        assert "下一步" in first
        assert 'type="hidden" name="phone"' in first, "what is not asked yet is carried"
        missing = post(client, url, step="words", go="next", words="")
        assert missing.status_code == 422
        steps = ["words", "estate"] if model is Opinion else ["words"]
        page = ""
        for step in steps:
            page = post(client, url, step=step, go="next", words="楼道太暗").content.decode()
        assert 'name="words" value="楼道太暗"' in page
        assert "提交" in page
        assert post(client, url, step="person", go="send", words="楼道太暗", phone=PHONE).status_code == 302
        assert count(model) == 1
