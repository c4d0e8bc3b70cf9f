"""E2: found in the estate, discussed in the estate, done in the estate: the deliberation group led by the 片长."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from linli.halls.models import HallMember, Motion
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .test_b3_halls import PHONE, RULES, following, latest, opened, page, planned, post

pytestmark = pytest.mark.django_db


def test_the_estates_group_talks_over_what_its_own_people_bring(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    hall = opened(staff, "湖东苑小区议事会", kind="estate", estate=str(town.estate_a.id), **RULES)
    hall_id = hall.split("/")[3]
    chair_post = str(town.posts["patch_leader"].id)
    post(staff, f"{hall}members/new/", part="chair", name="冯涛", post=chair_post, seat="小区党支部")
    seats = (
        ("卢民警", "社区民警"),
        ("朱勇", "城管"),
        ("孙业委", "业主委员会"),
        ("许飞", "物业公司"),
        ("王桂兰", "楼栋长"),
    )
    for name, seat in seats:
        post(staff, f"{hall}members/new/", part="member", name=name, seat=seat)
    names = page(staff, f"{hall}members/")
    for _name, seat in seats:
        assert seat in names

    raised = post(Client(), f"/c/{town.code}/halls/{hall_id}/motion/", words="门口总堵车，想划单行道", phone=PHONE)
    code = raised["Location"].split("/")[2]
    chair = neighbours.at("patch_leader")
    assert "门口总堵车" in page(chair, hall), "the 片长 finds it on her group's desk"
    post(chair, f"/staff/motions/{code}/do/admit/", title="小区门口划单行道")
    meeting = planned(chair, hall)
    place = f"/staff/meetings/{meeting.id}/"
    post(chair, f"{place}agenda/", motion=code, minutes="30")
    post(chair, f"{place}call/")
    with clock.at(meeting.starts_at + timedelta(minutes=10)):
        chair = neighbours._sign_in("patch_leader")
        with acting_in(Scope.everything()):
            members = [str(one.id) for one in HallMember.objects.order_by("number")]
        no_quorum = chair.post(
            f"{place}resolve/{code}/",
            {
                "key": str(uuid4()), "outcome": "adopted", "text": "划单行道", "in_favour": "0", "becomes": "task",
                "what_1": "划线", "who_1": "城管", "due_1": clock.today().isoformat(),
            },
        )  # fmt: skip
        assert "还不够法定人数" in no_quorum.content.decode()
        post(chair, f"{place}attendance/", member=members[:4])
        assert "够法定人数" in page(chair, f"{place}quorum/")
        post(
            chair, f"{place}resolve/{code}/", outcome="adopted", text="南门进、北门出", in_favour="4", becomes="task",
            what_1="划线立牌", who_1="湖畔物业", due_1=(clock.today() + timedelta(days=10)).isoformat(),
        )  # fmt: skip
    with clock.at(clock.now() + timedelta(days=30)):
        chair = neighbours._sign_in("patch_leader")
        from linli.halls.jobs import sweep_motions
        from linli.ledger.outbox import deliver

        assert sweep_motions() == 1
        deliver()
        assert "决议到了日子还没有办好" in page(chair, "/staff/notices/")
        assert "过了日子还没有办好" in page(chair, hall)
        done = page(chair, f"/staff/motions/{code}/").split("/done/")[1].split("/")[0]
        post(chair, f"/staff/motions/{code}/done/{done}/", note="线划好了，牌立好了")
        assert latest(Motion).state == "to_rate"
        hers = following(code, PHONE)
        assert "线划好了" in page(hers, f"/motion/{code}/")
        post(hers, f"/motion/{code}/", rating="satisfied")
        assert "满意 1" in page(Client(), f"/c/{town.code}/motions/{latest(Motion).id}/")
