"""一站四厅 of 赭麓街道: halls, lectures, motions, opinions sorted to cases, the children's council (practices.md B1, B3)."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from datetime import timedelta

from linli.cases.actions.take_in_ledger import take_in_ledger
from linli.cases.import_ledger import run_import
from linli.cases.ledger_files import open_table, propose_mapping
from linli.cases.models import Case
from linli.halls.actions.call_meeting import call_meeting
from linli.halls.actions.move_motion import move_motion
from linli.halls.actions.open_hall import HallShape, open_hall
from linli.halls.actions.plan_meeting import Plan, plan_meeting
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.actions.seat_member import ConsentWay, Seat, seat_member
from linli.halls.actions.tick_attendance import tick_attendance
from linli.halls.models import Attendance, Hall, Meeting, Opinion
from linli.halls.proposal import Proposal
from linli.halls.rules import MotionDeed, OpinionWay, Origin, Sorting
from linli.halls.rules.hall_rules import HallKind, MemberPart
from linli.halls.rules.meetings import AttendWay, MeetingKind
from linli.kernel import clock
from linli.kernel.actor import Actor, system
from linli.kernel.case_codes import new_case_code
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.copy_rows import copy_rows
from linli.ledger.models import FollowCode
from linli.ledger.scoped import acting_in

from .acting import ago, deed_key, resident, somebody
from .elsewhere import ZHELU, ZHELU_COMMUNITIES, Elsewhere
from .load_halls import write_opinions
from .matters import MATTERS
from .plan import dice, fixed_id, in_chinese

_STREET = street_of(ZHELU)
OPINIONS, SETTLED = 152, 32
"""Published: more than 150 opinions collected, more than 30 settled."""
LECTURES, HEARD = 11, 354
"""Published: more than ten lectures, more than 350 attendances."""
HALLS = (
    (1, "组团议事厅", HallKind.STREET, "组团里的事组团议：车库、充电、绿化", "旭日天都五组团架空层"),
    (2, "党群连心议事站", HallKind.STATION, "汇总四厅的议题，请部门和物业坐到一起", "康园新村党群服务站"),
    (3, "华联片区议事厅", HallKind.STREET, "商户和居民一张桌子：油烟、占道、装卸", "华联商厦旁社区用房"),
    (4, "柿子树下邻里情", HallKind.STREET, "柿子树下摆凳子，乘凉、聊天、商量事", "梅莲路三号院柿子树下"),
    (5, "汀风小筑议事厅", HallKind.STREET, "老旧小区改造后的日常管理", "汀苑小区汀风小筑"),
)  # fmt: skip


def open_halls(staff: Actor) -> dict[int, Hall]:
    """The station first: the halls belong to it."""
    halls: dict[int, Hall] = {}
    for number, name, kind, character, address in sorted(HALLS, key=lambda one: one[2] is not HallKind.STATION):
        station = halls.get(2)
        shape = HallShape(
            kind.value, name, character, station_id=station.id if station else None, address=address,
            opening_hours="每天上午九点到晚上八点，谁都可以进来坐",
        )  # fmt: skip
        place = ZHELU_COMMUNITIES[number - 1]
        with clock.at(ago(340)):
            hall = open_hall(actor=staff, key=deed_key("hall", name), place_code=place.code, shape=shape)
            chance = dice("seats", name)
            parts = (MemberPart.CHAIR, MemberPart.SECRETARY, *[MemberPart.MEMBER] * 3)
            for seat, part in enumerate(parts):
                seated = Seat(somebody(chance), part.value, ("社区书记", "专干", "党员", "业委会", "物业")[seat])
                seat_member(actor=staff, key=deed_key("seat", name, seat), hall=hall.key, seat=seated)
        halls[number] = hall
    return halls


def hold_lectures(staff: Actor, halls: Mapping[int, Hall]) -> int:
    """Lectures in turn in every hall; who came stands on paper lists. The last list is entered by the real deed."""
    base, more = divmod(HEARD, LECTURES)
    attendances, codes = [], []
    for number in range(LECTURES):
        hall, count = halls[number % 5 + 1], base + (number < more)
        chance, starts = dice("lecture", number), ago(300 - 26 * number, 15)
        plan = Plan(
            MeetingKind.LECTURE, f"书记讲党课第{in_chinese(number + 1)}讲", hall.address, starts, starts + timedelta(hours=2),
            "街道党工委书记",
        )  # fmt: skip
        with clock.at(starts - timedelta(days=6)):
            lecture = plan_meeting(actor=staff, key=deed_key("lecture", number), hall=hall.key, plan=plan)
            call_meeting(actor=staff, key=deed_key("call lecture", number), meeting=lecture.key)
        names = [somebody(chance) for _ in range(count)]
        if number == LECTURES - 1:
            with clock.at(starts + timedelta(hours=3)):
                tick_attendance(
                    actor=staff,
                    key=deed_key("paper list"),
                    meeting=lecture.key,
                    lines=tuple((name, "") for name in names),
                )
            continue
        for at, name in enumerate(names):
            attendance = _attendance(lecture, at, name, starts)
            attendances.append(attendance)
            codes.append(
                FollowCode(
                    code=attendance.code, kind="meeting", street_code=_STREET, row_id=lecture.id, as_id=attendance.id,
                    place_code=lecture.place_code,
                )
            )  # fmt: skip
    with acting_in(Scope.everything()):
        copy_rows(Attendance, attendances)
        copy_rows(FollowCode, codes)
    return HEARD


def _attendance(lecture: Meeting, at: int, name: str, starts) -> Attendance:
    return Attendance(
        id=fixed_id("attends", lecture.id, at), place_code=lecture.place_code, street_code=_STREET, meeting=lecture,
        code=new_case_code(), name=name, way=AttendWay.PAPER.value, at=starts, entered_by=fixed_id("user", "zhelu"),
    )  # fmt: skip


def raise_motions(staff: Actor, halls: Mapping[int, Hall]) -> None:
    """One motion in each hall waits: to be answered, or for an agenda."""
    told = (
        (1, "地下车库渗水，雨天要绕着走", "地下车库渗水治理", 12),
        (2, "四个厅都在问充电桩，能不能一起定个办法", "充电桩统一办法", 20),
        (3, "早上装卸货车堵住巷口", "", 1),
        (4, "柿子树下添两条长凳", "柿子树下添长凳", 8),
        (5, "养犬的和怕狗的老吵架，定个遛狗时间", "文明养犬公约", 15),
    )
    for number, words, title, days in told:
        hall = halls[number]
        proposal = Proposal(words, name=somebody(dice("moves", number)), phone=f"1990000{9600 + number:04d}")
        with clock.at(ago(days)):
            motion = raise_motion(
                actor=resident(hall.place_code, "zhelu moves", number), key=deed_key("zhelu motion", number), hall=hall.key,
                proposal=proposal,
            )  # fmt: skip
        if title:
            with clock.at(ago(days - 1)):
                move_motion(
                    actor=staff, key=deed_key("zhelu admits", number), motion=motion.key, deed_done=MotionDeed.ADMIT,
                    given={"title": title, "public_words": words},
                )  # fmt: skip


def hear_opinions(actors: Mapping[str, Actor]) -> int:
    """What was said in the halls and sorted to cases (民情收集分办): the cases come by a ledger of each community, those settled
    have their answer; each end knows the other."""
    opinions, left, settled = [], OPINIONS, SETTLED
    for at, place in enumerate(ZHELU_COMMUNITIES):
        count = left if at == 4 else OPINIONS // 5
        done = settled if at == 4 else SETTLED // 5
        left, settled = left - count, settled - done
        name, data = f"{place.name}民情登记本（演示）.csv", _book(place, count, done)
        table = open_table(data, name)
        row = take_in_ledger(
            actor=system(), key=None, community=place.code, file_name=name, sha256=hashlib.sha256(data).hexdigest(),
            mapping=propose_mapping(table.header.names, table.header.title), rows_at_most=table.rows_at_most, data=data,
        )  # fmt: skip
        run_import(row.key, told=lambda now: None)
        by = actors[f"zhelu_shequ{at + 1}"].id
        with acting_in(Scope.everything()):
            cases = list(Case.objects.filter(street_code=_STREET, import_id=row.id).order_by("raised_at"))
            opinions += [_sorted(case, by) for case in cases]
    with acting_in(Scope.everything()):
        return write_opinions(opinions)


def _sorted(case: Case, by) -> Opinion:
    return Opinion(
        id=fixed_id("opinion", case.id), place_code=case.place_code, street_code=_STREET, words=case.subject or "来议事厅说的事",
        source=OpinionWay.MEETING.value, estate_id=case.estate_id, registered_by=by, collected_at=case.raised_at,
        sorted_as=Sorting.CASE.value, sorted_at=case.raised_at + timedelta(hours=2), sorted_by=by, target_id=case.id,
        target_code=case.code, settled_at=case.closed_at,
    )  # fmt: skip


def _book(place: Elsewhere, count: int, done: int) -> bytes:
    chance = dice("book", place.code)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("登记编号", "来电时间", "来访人", "联系电话", "地址", "来电内容", "类别", "处理结果", "处理时间"))
    for number in range(count):
        matter, (estate, _firm, buildings) = chance.choice(MATTERS), chance.choice(place.estates)
        at = ago(300 - 290 * number / count, chance.randrange(9, 18))
        answered = number < done
        writer.writerow((
            f"MQ{place.code[-3:]}{number + 1:04d}", f"{at:%Y-%m-%d %H:%M}", somebody(chance), f"1990000{9700 + number:04d}",
            f"{estate}{chance.randint(1, buildings)}号楼", matter.words, matter.kind_name, matter.answer if answered else "",
            f"{at + timedelta(days=6):%Y-%m-%d %H:%M}" if answered else "",
        ))  # fmt: skip
    return out.getvalue().encode("utf-8-sig")


def seat_children(staff: Actor) -> None:
    """A children's council: grown-ups call it together, children sit with a guardian's consent, each known by a number."""
    place = ZHELU_COMMUNITIES[0]
    shape = HallShape(
        HallKind.CHILDREN.value, "旭日天都儿童议事会", "孩子说孩子的事：玩的地方、上学的路、图书角", address="儿童友好空间",
        opening_hours="每月第二个周六上午",
    )  # fmt: skip
    with clock.at(ago(120)):
        hall = open_hall(actor=staff, key=deed_key("children"), place_code=place.code, shape=shape)
        chance = dice("children")
        seats = [
            Seat(somebody(chance), MemberPart.CHAIR.value, "社区妇联"),
            Seat(somebody(chance), MemberPart.SECRETARY.value, "儿童主任"),
        ]
        for number in range(12):
            part = MemberPart.MEMBER if number < 8 else MemberPart.OBSERVER
            seats.append(Seat(
                somebody(chance, 2016), part.value, "", guardian=somebody(chance, 1988),
                guardian_phone=f"1990000{9800 + number:04d}", consent_on=clock.today(), consent_way=ConsentWay.PAPER.value,
            ))  # fmt: skip
        members = [
            seat_member(actor=staff, key=deed_key("child", number), hall=hall.key, seat=seat)
            for number, seat in enumerate(seats)
        ]
    with clock.at(ago(6)):
        proposal = Proposal(
            "放学路上的斑马线看不清了，能不能重新画", title="重画放学路上的斑马线", origin=Origin.MEMBER
        )
        raise_motion(actor=staff, key=deed_key("child moves"), hall=hall.key, proposal=proposal)
    starts = ago(20, 9)
    plan = Plan(
        MeetingKind.LECTURE, "防溺水安全课", "防溺水安全基地", starts, starts + timedelta(hours=1), "区教育局老师"
    )
    with clock.at(starts - timedelta(days=5)):
        lesson = plan_meeting(actor=staff, key=deed_key("water lesson"), hall=hall.key, plan=plan)
        call_meeting(actor=staff, key=deed_key("call water"), meeting=lesson.key)
    with clock.at(starts + timedelta(hours=1)):
        ids = tuple(one.id for one in members[2:12])
        tick_attendance(actor=staff, key=deed_key("came water"), meeting=lesson.key, members=ids)
