"""Halls brought to any state by real deeds, for tests."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import uuid4

from linli.halls.actions.attend_meeting import attend_meeting
from linli.halls.actions.call_meeting import call_meeting
from linli.halls.actions.collect_opinion import Saying, collect_opinion
from linli.halls.actions.move_motion import move_motion
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.actions.plan_meeting import Plan, plan_meeting
from linli.halls.actions.put_on_agenda import put_on_agenda
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.actions.resolve_motion import Verdict, resolve_motion
from linli.halls.actions.seat_member import Seat, seat_member
from linli.halls.actions.tick_attendance import tick_attendance
from linli.halls.actions.write_minutes import write_minutes
from linli.halls.models import AgendaItem, Attendance, Hall, HallMember, Meeting, Motion, Opinion
from linli.halls.proposal import Proposal
from linli.halls.rules import MeetingKind, MotionDeed, OpinionWay, Outcome
from linli.kernel import clock
from linli.kernel.actor import reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

PHONE, BACKER, CHAIR_PHONE = "13900005678", "13800004321", "13700001111"
WORDS = "2号楼201门口的电动车总充不上电，想装充电桩"
TITLE = "小区装电动车充电桩"
ADMISSION = {"title": TITLE, "public_words": "地面充电口不够，商量在哪里装、谁出钱"}


def hall(town, **changed: Any) -> Hall:
    """A hall of the community with the quorum of a half."""
    shape = {
        "kind": "street",
        "name": "红色议事厅",
        "address": "党群服务中心二楼",
        "opening_hours": "周一至周五 8:30–17:30",
        **changed,
    }
    place = shape.pop("place_code", town.code)
    return open_hall(actor=town.actor("staff"), key=uuid4(), place_code=place, shape=HallShape(**shape))


def seated(town, of: Hall, name: str = "冯涛", part: str = "member", **more: Any) -> HallMember:
    return seat_member(actor=town.actor("staff"), key=uuid4(), hall=of.key, seat=Seat(name, part, **more))


def full_hall(town, **changed: Any) -> tuple[Hall, list[HallMember]]:
    """A hall with a chair (片长 with an account) and two members."""
    made = hall(town, **changed)
    chair = seated(town, made, "冯涛", "chair", phone=CHAIR_PHONE, post_id=town.posts["patch_leader"].id)
    return made, [
        chair,
        seated(town, made, "卢民警", seat="社区民警", phone="13700002222"),
        seated(town, made, "许经理", seat="物业公司"),
    ]


def opinion(town, words: str = WORDS, **more: Any) -> Opinion:
    said = {"place_code": town.code, "source": OpinionWay.PAGE, "phone": PHONE, **more}
    return collect_opinion(actor=reporter(uuid4(), said["place_code"]), key=uuid4(), saying=Saying(words, **said))


def raised(town, of: Hall, words: str = WORDS, phone: str = PHONE) -> Motion:
    return raise_motion(
        actor=reporter(uuid4(), of.place_code), key=uuid4(), hall=of.key, proposal=Proposal(words, phone=phone)
    )


def do(town, motion: Motion, deed: MotionDeed, given: dict | None = None, by: str = "staff") -> Motion:
    move_motion(actor=town.actor(by), key=uuid4(), motion=motion.key, deed_done=deed, given=given or {})
    return again(motion)


def again(row):
    with acting_in(Scope.everything()):
        return type(row).objects.get(id=row.id)


def admitted(town, of: Hall, **more: Any) -> Motion:
    return do(town, raised(town, of, **more), MotionDeed.ADMIT, ADMISSION)


def planned(town, of: Hall, *motions: Motion, days: int = 7, **changed: Any) -> Meeting:
    starts = clock.now() + timedelta(days=days)
    plan = {
        "kind": MeetingKind.MEETING, "title": "第三次议事会", "place_words": "党群服务中心二楼", "starts_at": starts,
        "ends_at": starts + timedelta(hours=2), **changed,
    }  # fmt: skip
    meeting = plan_meeting(actor=town.actor("staff"), key=uuid4(), hall=of.key, plan=Plan(**plan))
    for motion in motions:
        put_on_agenda(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, motion=motion.key)
    return meeting


def called(town, of: Hall, *motions: Motion, short_notice: str = "", **changed: Any) -> Meeting:
    meeting = planned(town, of, *motions, **changed)
    return call_meeting(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, short_notice=short_notice)


@contextmanager
def during(meeting: Meeting):
    """The time of the meeting: half an hour after it began."""
    with clock.at(meeting.starts_at + timedelta(minutes=30)):
        yield


def attend(meeting: Meeting, name: str = "王秀英", phone: str = PHONE) -> Attendance:
    return attend_meeting(
        actor=reporter(uuid4(), meeting.place_code), key=uuid4(), meeting=meeting.key, name=name, phone=phone
    )


def tick(town, meeting: Meeting, *members: HallMember) -> int:
    return tick_attendance(
        actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, members=tuple(one.id for one in members)
    )


def adopted(days: int = 30, **changed: Any) -> Verdict:
    verdict = {
        "outcome": Outcome.ADOPTED, "text": "在车棚南侧装20个充电口，物业出资", "in_favour": 2, "against": 0, "abstained": 0,
        "undertakings": (("装好充电口", "湖畔物业", clock.today() + timedelta(days=days)),), **changed,
    }  # fmt: skip
    return Verdict(**verdict)


def resolve(town, meeting: Meeting, motion: Motion, verdict: Verdict):
    return resolve_motion(
        actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, motion=motion.key, verdict=verdict
    )


def under_way(town) -> tuple[Hall, Meeting, Motion]:
    """A motion adopted at a meeting two members attended."""
    made, members = full_hall(town)
    motion = admitted(town, made)
    meeting = called(town, made, motion)
    with during(meeting):
        tick(town, meeting, *members[:2])
        resolve(town, meeting, motion, adopted())
    return made, meeting, again(motion)


def done(town) -> tuple[Hall, Meeting, Motion]:
    made, meeting, motion = under_way(town)
    from linli.halls.actions.finish_motion import finish_motion
    from linli.kernel.actor import system

    finish_motion(actor=system(), key=None, motion=motion.key)
    return made, meeting, again(motion)


def items_of(meeting: Meeting) -> list[AgendaItem]:
    with acting_in(Scope.everything()):
        return list(AgendaItem.objects.filter(meeting=meeting).order_by("position"))


def attendances(meeting: Meeting) -> list[Attendance]:
    with acting_in(Scope.everything()):
        return list(Attendance.objects.filter(meeting=meeting).order_by("at", "id"))


def minutes(town, meeting: Meeting, text: str = "冯涛：同意装。卢民警：要留消防通道。", against: int = 0):
    points = {str(one.id): text for one in items_of(meeting)}
    return write_minutes(actor=town.actor("staff"), key=uuid4(), meeting=meeting.key, points=points, against=against)
