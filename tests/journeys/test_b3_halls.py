"""B3: one station and four halls; opinions sorted, discussed, settled; a project carried out and rated; lectures heard."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from linli.alliance.models import Project
from linli.halls.jobs import sweep_motions
from linli.halls.models import Hall, HallMember, Meeting, Motion, Opinion, Resolution
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.outbox import deliver
from linli.ledger.scoped import acting_in

pytestmark = pytest.mark.django_db

PHONE, BACKER, POLICE = "13900005678", "13800004321", "13700002222"
RULES = {
    "quorum_percent": "50", "majority": "half", "may_move": "anybody", "notice_days": "3", "answer_days": "5",
    "is_public": "on", "has_observers": "on",
}  # fmt: skip


def post(client: Client, url: str, **typed: Any) -> Any:
    answer = client.post(url, {"key": str(uuid4()), **typed})
    assert answer.status_code == 302, answer.content.decode()
    deliver()
    return answer


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200, (url, answer.status_code)
    return answer.content.decode()


def latest(model: Any) -> Any:
    with acting_in(Scope.everything()):
        return model.objects.order_by("-id").first()


def opened(staff: Client, name: str, **more: str) -> str:
    post(staff, "/staff/halls/new/", **{"kind": "street", "name": name} | RULES | more)
    return f"/staff/halls/{latest(Hall).id}/"


def following(code: str, phone: str) -> Client:
    client = Client()
    assert client.post("/follow/", {"code": code, "word": phone[-4:]}).status_code == 302
    return client


def planned(staff: Client, hall: str, kind: str = "meeting", days: int = 7, **more: str) -> Meeting:
    on = (clock.today() + timedelta(days=days)).isoformat()
    post(
        staff,
        f"{hall}{kind}/new/",
        title="第一次议事会",
        on=on,
        from_time="14:30",
        to_time="16:30",
        place_words="二楼",
        **more,
    )
    return latest(Meeting)


def test_from_what_somebody_said_to_the_result_she_rates(neighbours):
    """参事—议事—办事: said on the telephone, sorted to a hall, backed, talked over, resolved, a project, rated."""
    town, staff = neighbours.town, neighbours.at("staff")
    post(staff, "/staff/halls/new/", kind="station", name="清风议事站", **RULES)
    station = str(latest(Hall).id)
    hall = opened(staff, "红色议事厅", station=station, character="党建引领，议大事")
    for name in ("法治议事厅", "商户议事厅", "邻里议事厅"):
        opened(staff, name, station=station)
    post(staff, f"{hall}members/new/", part="chair", name="冯涛", post=str(town.posts["patch_leader"].id))
    post(staff, f"{hall}members/new/", part="member", name="卢民警", seat="社区民警", phone=POLICE)
    lobby = page(Client(), f"/c/{town.code}/halls/")
    for name in ("清风议事站", "红色议事厅", "法治议事厅", "商户议事厅", "邻里议事厅"):
        assert name in lobby

    said = post(
        Client(), f"/c/{town.code}/opinion/", words="2号楼没有地方充电", estate=str(town.estate_a.id), phone=PHONE
    )
    code = re.search(r"/opinion/(\d+)/", said["Location"])[1]
    assert "有人说了一条民情" in neighbours.notices("staff")
    post(staff, f"/staff/opinions/{code}/sort/motion/", hall=hall.split("/")[3], title="装充电桩")
    hers = following(code, PHONE)
    assert "交议事厅商量" in page(hers, f"/opinion/{code}/")
    motion = latest(Motion)
    assert motion.code in page(hers, f"/opinion/{code}/"), "told by code what became of it"
    assert f"/staff/ties/motion/{motion.code}/" in page(staff, f"/staff/motions/{motion.code}/")
    assert f"/staff/opinions/{code}/" in page(staff, f"/staff/ties/motion/{motion.code}/"), "and the other way round"
    chair = neighbours.at("patch_leader")
    assert "有人提了议题" in neighbours.notices("patch_leader")
    post(chair, f"/staff/motions/{motion.code}/do/admit/", title="小区装电动车充电桩", public_words="装在哪里、谁出钱")
    mover = following(motion.code, PHONE)
    assert "已立题公开" in page(mover, f"/motion/{motion.code}/")
    backed = post(Client(), f"/c/{town.code}/motions/{motion.id}/", phone=BACKER)
    backer_code = re.search(r"/motion/(\d+)/", backed["Location"])[1]

    meeting = planned(chair, hall)
    place = f"/staff/meetings/{meeting.id}/"
    post(chair, f"{place}agenda/", motion=motion.code, minutes="20")
    post(chair, f"{place}call/")
    backer = following(backer_code, BACKER)
    assert "第一次议事会" in page(backer, f"/motion/{backer_code}/"), "whoever backed hears when it is talked over"
    with clock.at(meeting.starts_at + timedelta(minutes=20)):
        chair, staff = neighbours._sign_in("patch_leader"), neighbours._sign_in("staff")
        assert (
            "新签到 2 人"
            in staff.post(
                f"{place}paper/", {"key": str(uuid4()), "lines": f"卢民警 {POLICE}\n王秀英 {PHONE}"}, follow=True
            ).content.decode()
        )
        with acting_in(Scope.everything()):
            seat = HallMember.objects.get(part="chair")
        post(chair, f"{place}attendance/", member=str(seat.id))
        post(
            chair, f"{place}resolve/{motion.code}/", outcome="adopted", text="车棚南侧装20个充电口", in_favour="2",
            becomes="project", what_1="装好充电口", who_1="湖畔物业", due_1=(clock.today() + timedelta(days=40)).isoformat(),
        )  # fmt: skip
        assert "已形成决议" in page(following(backer_code, BACKER), f"/motion/{backer_code}/")
        resolution = latest(Resolution)
        assert "车棚南侧装20个充电口" in page(Client(), f"/c/{town.code}/motions/{motion.id}/")

    with acting_in(Scope.everything()):
        project = Project.objects.get(id=resolution.target_id)
        assert (project.origin, project.origin_id) == ("motion", motion.id)
    assert f"/staff/projects/{project.id}/" in page(staff, f"/staff/ties/motion/{motion.code}/")
    assert f"/staff/motions/{motion.code}/" in page(staff, f"/staff/ties/project/{project.id}/")
    lead, work = neighbours.at("lead"), f"/staff/projects/{project.id}/do/"
    post(lead, f"{work}approve/")
    post(staff, f"{work}start/")
    post(lead, f"{work}accept/", note="居民代表参加，验收合格")
    mover = following(motion.code, PHONE)
    assert "说是办好了，请您评议" in page(mover, f"/motion/{motion.code}/")
    post(mover, f"/motion/{motion.code}/", rating="satisfied", words="好用")
    backer = following(backer_code, BACKER)
    post(backer, f"/motion/{backer_code}/", rating="dissatisfied", words="离3栋太远")
    with clock.at(clock.now() + timedelta(days=16)):
        sweep_motions()
        deliver()
        desk = page(neighbours._sign_in("staff"), hall)
    for words in ("1/1", "1/2"):
        assert words in desk, "conversion and fulfilment, one of two satisfied, out of the data"
    assert "已解决" in page(following(code, PHONE), f"/opinion/{code}/")


def test_what_needs_no_talk_is_answered_or_done_and_all_of_it_is_counted(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    codes = []
    for number in range(6):
        said = post(Client(), f"/c/{town.code}/opinion/", words=f"第{number}件小事", phone=PHONE)
        codes.append(re.search(r"/opinion/(\d+)/", said["Location"])[1])
    for code in codes[:3]:
        post(staff, f"/staff/opinions/{code}/sort/answered/", answer="周三上午在服务台可以办")
    post(staff, f"/staff/opinions/{codes[3]}/sort/case/")
    with acting_in(Scope.everything()):
        case_code = Opinion.objects.get(code=codes[3]).target_code
    assert "第3件小事" in neighbours.page("staff", case_code)
    assert "周三上午在服务台可以办" in page(following(codes[0], PHONE), f"/opinion/{codes[0]}/")
    shown = page(staff, "/staff/opinions/")
    assert "3/6" in shown, "three of six settled"


def test_an_unanswered_motion_climbs_and_is_never_left_silent(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    hall = opened(staff, "红色议事厅")
    raised = post(Client(), f"/c/{town.code}/halls/{hall.split('/')[3]}/motion/", words="外来车要不要收费", phone=PHONE)
    assert raised
    for days, name in ((20, "staff"), (24, "lead")):
        with clock.at(clock.now() + timedelta(days=days)):
            sweep_motions()
            deliver()
            answer = neighbours._sign_in(name).get("/staff/notices/").content.decode()
            assert "议题过了日子还没有答复" in answer


def test_lectures_count_who_came(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    hall = opened(staff, "法治议事厅")
    for number in range(2):
        lecture = planned(staff, hall, "lecture", 7 + number, lecturer="反诈中心 李警官")
        post(staff, f"/staff/meetings/{lecture.id}/call/")
        with clock.at(lecture.starts_at):
            for person in range(3):
                post(Client(), f"/attend/{lecture.code}/", name="听众", phone=f"1360000{number}00{person}")
    assert "6 人次签到" in page(Client(), f"/c/{town.code}/halls/{hall.split('/')[3]}/")
