"""Activities of the demonstration: venues, the year and a half behind us, a clinic and a fair by the real deeds, what is to come."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from uuid import UUID

from linli.activities.actions.ask_for_room import ask_for_room
from linli.activities.actions.count_stalls import count_stalls
from linli.activities.actions.enter_slips import enter_slips
from linli.activities.actions.group_wishes import group_wishes
from linli.activities.actions.keep_room import keep_room
from linli.activities.actions.keep_venue import VenuePlan, keep_venue
from linli.activities.actions.move_activity import move_activity
from linli.activities.actions.note_duty import note_duty
from linli.activities.actions.plan_activity import plan_activity
from linli.activities.actions.rate_activity import rate_activity
from linli.activities.actions.record_check_ins import record_check_ins
from linli.activities.actions.sign_up import sign_up
from linli.activities.actions.wish_for_activity import wish_for_activity
from linli.activities.models import Activity, ActivityPart, VenueRoom
from linli.activities.plan import ActivityPlan, Hoped, Participant, PartPlan
from linli.activities.rules import (
    ActivityDeed,
    ActivityKind,
    AgeGroup,
    Satisfaction,
    Scan,
    ScanKind,
    Size,
    WishWay,
)
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.clock import SHANGHAI
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .acting import actors_of, ago, deed_key, resident, somebody
from .activity_plan import CLINIC, FAIRS, STALLS, VENUES, WISHES
from .load_places import Progress
from .past_activities import DAYS, REAL_CAME, REAL_FAIR, uneven_shares, write_the_past
from .plan import COMMUNITY, dice

_STREET = street_of(COMMUNITY)


def load_activities(progress: Progress) -> None:
    """Four venues; 215 activities that lie behind us with their check-ins and slips; one clinic and one fair from the wish to the
    rating; and what neighbours can sign up for."""
    with acting_in(Scope.everything()):
        if Activity.objects.filter(street_code=_STREET).exists():
            return
    actors = actors_of(("shequ", "shequ2", "zhanzhang"))
    rooms = _open_venues(actors["shequ"])
    with acting_in(Scope.everything()):
        held = write_the_past(rooms["二楼多功能厅"])
    _hold_a_clinic(actors, rooms)
    _hold_a_fair(actors, rooms)
    coming = _plan_what_comes(actors, rooms)
    progress(f"阵地 {len(VENUES)} 处，办过活动 {held + 2} 场（集市 {FAIRS} 场），{coming} 场可以报名")


def _open_venues(staff: Actor) -> Mapping[str, VenueRoom]:
    rooms = {}
    for one in VENUES:
        plan = VenuePlan(
            one.name, one.kind.value, one.address, time(8), time(21), "社区服务台", open_days="1234567",
            access=tuple(way.value for way in one.access), offers=one.offers,
        )  # fmt: skip
        with clock.at(ago(DAYS + 5)):
            venue = keep_venue(
                actor=staff, key=deed_key("venue", one.name), community=COMMUNITY, plan=plan, whole=one.whole
            )
            for name, capacity in one.rooms:
                rooms[name] = keep_room(
                    actor=staff, key=deed_key("room", name), venue=venue.key, name=name, capacity=capacity,
                    equipment="投影、音响" if capacity > 50 else "",
                )  # fmt: skip
        with acting_in(Scope.everything()):
            rooms[one.name] = VenueRoom.objects.get(street_code=_STREET, venue=venue, name__in=(one.whole, one.name))
    return rooms


def _hold_a_clinic(actors: Mapping[str, Actor], rooms: Mapping[str, VenueRoom]) -> None:
    """From wishes to a clinic with seven departments, with a waiting list, who came, and what they said."""
    staff, chance = actors["shequ"], dice("clinic")
    with clock.at(ago(30)):
        wishes = [_wish(number, one) for number, one in enumerate(WISHES) if one[2] == "clinic"]
        need = group_wishes(
            actor=staff, key=deed_key("need clinic"), community=COMMUNITY, wishes=wishes, title="请专科医生来义诊"
        )
    starts = ago(6, 8)
    plan = ActivityPlan(
        COMMUNITY, "家门口的专科义诊", ActivityKind.CLINIC.value, Size.SMALL.value, (AgeGroup.OLD.value, AgeGroup.ADULTS.value),
        starts, starts + timedelta(hours=4), rooms["二楼多功能厅"].id, about="邻居们点的科室都请来了，请带好病历和片子。",
        bring="医保卡、病历", contact="社区服务台", need_id=need.id,
        parts=tuple(PartPlan(name, "", "东湖医院", places) for name, places in CLINIC),
    )  # fmt: skip
    with clock.at(ago(20)):
        clinic = plan_activity(actor=staff, key=deed_key("clinic"), plan=plan)
        move_activity(actor=staff, key=deed_key("clinic out"), activity=clinic.key, deed_done=ActivityDeed.PUBLISH)
        with acting_in(Scope.everything()):
            parts = list(ActivityPart.objects.filter(street_code=_STREET, activity=clinic).order_by("number"))
        signed = [
            _sign(staff, clinic, parts[number % len(parts)], number, somebody(chance, 1950), "old")
            for number in range(REAL_CAME + 4)
        ]
    with clock.at(starts + timedelta(hours=1)):
        scans = tuple(
            Scan(deed_key("clinic scan", number), ScanKind.IN, clock.now(), code=one.code)
            for number, one in enumerate(signed[:REAL_CAME])
        )
        record_check_ins(
            actor=staff, key=deed_key("clinic scans"), activity=clinic.key, community=COMMUNITY, scans=scans
        )
        note_duty(actor=staff, key=deed_key("clinic duty"), activity=clinic.key, name=somebody(chance), task="导诊", minutes=240)  # fmt: skip
    with clock.at(starts + timedelta(hours=5)):
        move_activity(actor=staff, key=deed_key("clinic over"), activity=clinic.key, deed_done=ActivityDeed.HOLD)
        for number, one in enumerate(signed[:6]):
            rate_activity(
                actor=reporter(one.id, COMMUNITY), key=deed_key("clinic rated", number),
                sign_up=one.key, satisfaction=Satisfaction.SATISFIED.value, words="医生讲得仔细" if number < 2 else "",
            )  # fmt: skip
        move_activity(actor=staff, key=deed_key("clinic done"), activity=clinic.key, deed_done=ActivityDeed.SETTLE)


def _hold_a_fair(actors: Mapping[str, Actor], rooms: Mapping[str, VenueRoom]) -> None:
    """The latest fair: its stalls have counted, its slips are in; it waits to be settled."""
    staff, chance = actors["shequ"], dice("fair")
    starts = ago(2, 9)
    plan = ActivityPlan(
        COMMUNITY, "便民大集市", ActivityKind.FAIR.value, Size.BIG.value, (AgeGroup.ALL.value,), starts,
        starts + timedelta(hours=4), rooms["东湖市民广场"].id, about="看病、理发、修伞、问政策，都在广场上。", contact="社区服务台",
        takes_sign_ups=False, parts=tuple(PartPlan(*stall) for stall in STALLS),
    )  # fmt: skip
    with clock.at(ago(16)):
        fair = plan_activity(actor=staff, key=deed_key("fair"), plan=plan)
        move_activity(actor=staff, key=deed_key("fair out"), activity=fair.key, deed_done=ActivityDeed.PUBLISH)
    with acting_in(Scope.everything()):
        parts = list(ActivityPart.objects.filter(street_code=_STREET, activity=fair).order_by("number"))
    counts = dict(zip([part.id for part in parts], uneven_shares(chance, REAL_FAIR, len(parts)), strict=True))
    with clock.at(starts + timedelta(hours=5)):
        count_stalls(actor=staff, key=deed_key("fair counts"), activity=fair.key, counts=counts)
        move_activity(actor=staff, key=deed_key("fair over"), activity=fair.key, deed_done=ActivityDeed.HOLD)
        enter_slips(
            actor=staff, key=deed_key("fair slips"), activity=fair.key, words="希望每个月都有修鞋的",
            counts={Satisfaction.SATISFIED.value: 88, Satisfaction.BASICALLY.value: 7},
        )  # fmt: skip


def _plan_what_comes(actors: Mapping[str, Actor], rooms: Mapping[str, VenueRoom]) -> int:
    """Three to sign up for, one of them full with people waiting; a draft; a called-off one; wishes not yet grouped; a room asked for."""
    staff, chance, hall = actors["shequ"], dice("coming"), rooms["二楼多功能厅"]
    plans = (
        ("冬季腌菜和养生", ActivityKind.LECTURE, Size.SMALL, "old", -4, 14, rooms["手工教室"], 12, ""),
        ("迎新年写春联", ActivityKind.EVENT, Size.SMALL, "all", -9, 9, hall, 60, "新年"),
        ("智能手机课（四次课）", ActivityKind.SERIES, Size.SMALL, "old", -6, 15, rooms["议事室"], 20, ""),
        ("元旦便民大集市", ActivityKind.FAIR, Size.BIG, "all", -30, 9, rooms["东湖市民广场"], None, "元旦"),
        ("冬季篮球赛", ActivityKind.EVENT, Size.SMALL, "youth", -3, 15, rooms["东湖市民广场"], 30, ""),
    )  # fmt: skip
    for number, (title, kind, size, group, days, hour, room, places, theme) in enumerate(plans):
        starts = _at(days, hour)
        stalls = (
            tuple(PartPlan(*stall) for stall in STALLS) if kind is ActivityKind.FAIR else (PartPlan(capacity=places),)
        )
        plan = ActivityPlan(
            COMMUNITY, title, kind.value, size.value, (group,), starts, starts + timedelta(hours=2), room.id, theme=theme,
            contact="社区服务台", takes_sign_ups=kind is not ActivityKind.FAIR, parts=stalls,
            weeks=4 if kind is ActivityKind.SERIES else 1,
        )  # fmt: skip
        with clock.at(ago(8)):
            activity = plan_activity(actor=staff, key=deed_key("coming", number), plan=plan)
            if kind is ActivityKind.FAIR:
                continue
            move_activity(
                actor=staff, key=deed_key("out", number), activity=activity.key, deed_done=ActivityDeed.PUBLISH
            )
            with acting_in(Scope.everything()):
                part = ActivityPart.objects.get(street_code=_STREET, activity=activity)
            for person in range((14, 6, 4, 0, 3)[number]):
                _sign(staff, activity, part, person, somebody(chance), group if group != "all" else "adults")
        if number == 4:
            move_activity(
                actor=actors["shequ2"], key=deed_key("off", number), activity=activity.key, deed_done=ActivityDeed.CANCEL,
                reason="那天有大风预警，改到下个月，届时另行通知。",
            )  # fmt: skip
    asked = _at(-8, 19)
    with clock.at(ago(3)):
        grouped = [_wish(number, one) for number, one in enumerate(WISHES) if one[2] == "couplets"]
        group_wishes(
            actor=staff, key=deed_key("need couplets"), community=COMMUNITY, wishes=grouped, title="写春联、学毛笔字"
        )
        for number, one in enumerate(WISHES):
            if not one[2]:
                _wish(number, one)
        ask_for_room(
            actor=resident(COMMUNITY, "asks for a room"), key=deed_key("asks room"), room=rooms["邻里书屋"].key,
            starts_at=asked, ends_at=asked + timedelta(hours=1), purpose="读书小组每月一聚", name=somebody(chance),
            phone="19900009040", people=12,
        )  # fmt: skip
    return len(plans) - 2


def _at(days: float, hour: int) -> datetime:
    return ago(days, hour).astimezone(SHANGHAI)


def _wish(number: int, wish: tuple[str, AgeGroup, str]) -> UUID:
    words, group, _about = wish
    hoped = Hoped(COMMUNITY, words, WishWay.PAGE, group.value, phone=f"1990000{9020 + number:04d}")
    actor = resident(COMMUNITY, "wishes", number)
    return wish_for_activity(actor=actor, key=deed_key("activity wish", number), hoped=hoped).id


def _sign(staff: Actor, activity: Activity, part: ActivityPart, number: int, name: str, group: str):
    """Every fourth without a telephone of her own, signed up by a helper."""
    by_helper = number % 4 == 3
    child = group == AgeGroup.CHILDREN.value
    who = Participant(
        name, group, "" if by_helper else f"1990000{9100 + number:04d}", somebody(dice("guardian", number)) if child else "",
        child,
    )  # fmt: skip
    return sign_up(
        actor=staff if by_helper else resident(COMMUNITY, "signs", activity.id, number),
        key=deed_key("signs", activity.title, number), activity=activity.key, community=COMMUNITY, part=part.id, who=who,
    )  # fmt: skip
