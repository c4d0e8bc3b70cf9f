"""B1: a children's council and its observers give their own views; a guardian's word stands over all of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from linli.halls.models import HallMember, Motion, Opinion
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .test_b3_halls import PHONE, RULES, latest, opened, page, planned, post

pytestmark = pytest.mark.django_db


def test_children_speak_for_themselves_and_nobody_reads_their_names(neighbours):
    town, staff = neighbours.town, neighbours.at("staff")
    hall = opened(staff, "儿童议事会", kind="children", **RULES)
    hall_id = hall.split("/")[3]
    post(staff, f"{hall}members/new/", part="chair", name="陈静", post=str(town.posts["staff2"].id))
    consent = {
        "guardian": "明妈妈",
        "guardian_phone": PHONE,
        "consent_on": clock.today().isoformat(),
        "consent_way": "paper",
    }
    for name, part in (("小明", "member"), ("小红", "member"), ("小刚", "observer")):
        post(staff, f"{hall}members/new/", part=part, name=name, **consent)
    with acting_in(Scope.everything()):
        seats = list(HallMember.objects.order_by("number"))
    ming = seats[1]
    assert ming.consent_recorded_by == town.users["staff"].id

    post(staff, f"{hall}children/", words="滑梯太晒了，想有树荫", member=str(ming.id))
    opinion = latest(Opinion)
    assert (opinion.member_id, bool(opinion.name), bool(opinion.phone)) == (ming.id, False, False)
    post(staff, f"/staff/opinions/{opinion.code}/sort/motion/", hall=hall_id, title="滑梯边种树")
    motion = latest(Motion)
    post(staff, f"/staff/motions/{motion.code}/do/admit/", title="滑梯边种树")
    assert "小议员 2" in page(staff, f"/staff/motions/{motion.code}/")
    meeting = planned(staff, hall)
    place = f"/staff/meetings/{meeting.id}/"
    post(staff, f"{place}agenda/", motion=motion.code, minutes="20")
    post(staff, f"{place}call/")
    with clock.at(meeting.starts_at + timedelta(minutes=10)):
        desk = neighbours._sign_in("staff")
        post(desk, f"{place}attendance/", member=[str(one.id) for one in seats])
        post(
            desk, f"{place}resolve/{motion.code}/", outcome="adopted", text="滑梯西侧种两棵树", in_favour="3", becomes="task",
            what_1="种树", who_1="园林组", due_1=(clock.today() + timedelta(days=30)).isoformat(),
        )  # fmt: skip
        post(desk, f"{place}minutes/", against="0", **{f"point_{_item(meeting)}": "小明：滑梯太晒。小红：我也这样想。"})
        assert "小明" not in page(desk, f"{place}minutes/").replace("小明：滑梯太晒", "")
    for url in (
        f"/c/{town.code}/halls/{hall_id}/",
        f"/c/{town.code}/motions/{motion.id}/",
        f"/c/{town.code}/meetings/{meeting.id}/",
    ):
        shown = page(Client(), url)
        assert "小明" not in shown
        assert "小红" not in shown

    post(staff, f"{hall}members/{ming.id}/leave/", consent="withdrawn")
    with acting_in(Scope.everything()):
        left = HallMember.objects.get(id=ming.id)
    assert not left.name
    assert left.left_at is not None
    assert "小明" not in page(staff, f"{hall}members/")


def _item(meeting) -> str:
    from linli.halls.models import AgendaItem

    with acting_in(Scope.everything()):
        return str(AgendaItem.objects.get(meeting=meeting).id)
