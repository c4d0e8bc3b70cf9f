"""颐和社区: a grid venue with a programme for every age and every solar term, and the alliance with its three lists (practices.md
A1, A3)."""

from __future__ import annotations

from datetime import time, timedelta
from decimal import Decimal

from linli.activities.actions.keep_venue import VenuePlan, keep_venue
from linli.activities.actions.move_activity import move_activity
from linli.activities.actions.plan_activity import plan_activity
from linli.activities.actions.sign_up import sign_up
from linli.activities.models import Activity, ActivityPart, VenueRoom
from linli.activities.plan import ActivityPlan, Participant, PartPlan
from linli.activities.rules import ActivityDeed, ActivityKind, Size, VenueKind
from linli.alliance.actions.ask_need import Asked, ask_need
from linli.alliance.actions.pledge_resource import Offer, pledge_resource
from linli.alliance.actions.set_meeting_rhythm import set_meeting_rhythm
from linli.alliance.rules.matching import ResourceKind
from linli.alliance.rules.member_kinds import MemberKind
from linli.alliance.rules.project_loop import ProjectState
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .acting import actors_of, ago, deed_key, resident, somebody
from .elsewhere import YIHE, YIHE_COMMUNITY
from .load_alliance import join, meet
from .load_elsewhere import estate_id
from .load_places import Progress
from .load_projects import ProjectStory, carry_out
from .plan import dice

VENUE = "河东老街网格党群阵地"
PROGRAMME: tuple[tuple[str, ActivityKind, str, str, float], ...] = (
    ("春分竖蛋和节气讲解", ActivityKind.LECTURE, "all", "春分", 250),
    ("妇女节插花沙龙", ActivityKind.EVENT, "adults", "妇女节", 264),
    ("老年人智能手机课堂", ActivityKind.LECTURE, "old", "", 190),
    ("童趣垃圾分类", ActivityKind.EVENT, "children", "", 160),
    ("中医义诊", ActivityKind.CLINIC, "old", "", 120),
    ("非遗蓝印花布体验", ActivityKind.EVENT, "youth", "", 90),
    ("白露茶会", ActivityKind.EVENT, "adults", "白露", 80),
    ("重阳包糕", ActivityKind.EVENT, "old", "重阳", 40),
    ("小雪腌菜课", ActivityKind.LECTURE, "adults", "小雪", 6),
    ("大雪节气科普", ActivityKind.LECTURE, "children", "大雪", -8),
    ("冬至包饺子", ActivityKind.EVENT, "all", "冬至", -23),
    ("手机课：认出诈骗短信", ActivityKind.LECTURE, "old", "", -4),
)
UNITS = (
    ("颐和物业", MemberKind.PROPERTY_FIRM),
    ("颐和家园业委会", MemberKind.OWNERS_COMMITTEE),
    ("暖阳社工站", MemberKind.SOCIAL),
    ("老街商会", MemberKind.ENTERPRISE),
    ("街道住建办", MemberKind.DEPARTMENT),
    ("城管中队", MemberKind.DEPARTMENT),
    ("消防救援站", MemberKind.DEPARTMENT),
)
MATTERS = (
    ("老街油烟扰民", "北濠新村路灯不亮", "河东老街占道经营", "颐和家园门禁失灵"),
    ("楼道堆物清理", "充电桩选点", "雨天积水的低洼口", "老街消防栓被挡"),
    ("电梯维保更换", "围墙裂缝加固", "垃圾房移位", "非机动车棚漏雨"),
)
"""What three joint meetings took up; all of it is settled: more than ten this year (practices.md A3)."""


def load_yihe(progress: Progress) -> None:
    """Everything by the real deeds."""
    with acting_in(Scope.everything()):
        if Activity.objects.filter(street_code=int(YIHE[:9])).exists():
            return
    actors = actors_of(("yihe", "yihe_shuji"))
    staff = actors["yihe"]
    _hold_the_programme(staff)
    units = join(staff, YIHE, UNITS, 300)
    with clock.at(ago(200)):
        set_meeting_rhythm(
            actor=staff,
            key=deed_key("rhythm", YIHE),
            community=YIHE,
            every_months=2,
            nth=1,
            weekday=5,
            hour=9,
            venue="社区议事室",
        )
    for number, points in enumerate(MATTERS):
        meet(staff, YIHE, list(units.values()), points, days=160 - 55 * number, settled=len(points))
    offer = Offer(
        ResourceKind.WORKS.value, "水电小修", Decimal(40), "次", YIHE, ago(100).date(), ago(-200).date()
    )  # fmt: skip
    pledge_resource(actor=staff, key=deed_key("pledge", YIHE), organisation=units["颐和物业"], offer=offer)
    asked = Asked(
        ResourceKind.WORKS.value, "北濠新村老楼换水龙头", Decimal(6), "次", YIHE, people=9,
        wanted_by_on=ago(-12).date(), name=somebody(dice("yihe need")), phone="19900009951",
    )  # fmt: skip
    ask_need(actor=staff, key=deed_key("need", YIHE), asked=asked)
    story = ProjectStory("河东老街充电车棚", "联席会选点，商会和物业各出一半。", ProjectState.UNDER_WAY, 70, ("河东老街",), steps=(("选点", 50, 49), ("完工", -15, None)))  # fmt: skip
    carry_out(staff, actors["yihe_shuji"], YIHE, story, [estate_id(YIHE_COMMUNITY, "河东老街")])
    progress(f"节气和各年龄段活动 {len(PROGRAMME)} 场，联席会 {len(MATTERS)} 次办结 {sum(map(len, MATTERS))} 件")


def _hold_the_programme(staff: Actor) -> None:
    plan = VenuePlan(
        VENUE, VenueKind.INDOOR.value, "河东老街 18 号", time(8), time(21), "阵地值班台", open_days="1234567",
        offers="插花、手机课、节气、义诊",
    )  # fmt: skip
    with clock.at(ago(290)):
        venue = keep_venue(actor=staff, key=deed_key("venue", VENUE), community=YIHE, plan=plan, whole="大厅")
    with acting_in(Scope.everything()):
        room = VenueRoom.objects.get(street_code=venue.street_code, venue=venue)
    for number, (title, kind, group, theme, days) in enumerate(PROGRAMME):
        chance, starts = dice("yihe", number), ago(days, 14)
        parts = (
            (PartPlan("中医科", "把脉、推拿", "区中医院", 30),)
            if kind is ActivityKind.CLINIC
            else (PartPlan(capacity=30),)
        )
        planned = ActivityPlan(
            YIHE, title, kind.value, Size.SMALL.value, (group,), starts, starts + timedelta(hours=2), room.id, theme=theme,
            contact="阵地值班台", parts=parts,
        )  # fmt: skip
        with clock.at(min(starts, clock.now()) - timedelta(days=6)):
            one = plan_activity(actor=staff, key=deed_key("yihe plans", number), plan=planned)
            move_activity(
                actor=staff, key=deed_key("yihe out", number), activity=one.key, deed_done=ActivityDeed.PUBLISH
            )
            with acting_in(Scope.everything()):
                part = ActivityPart.objects.get(street_code=one.street_code, activity=one)
            for person in range(2):
                who = Participant(
                    somebody(chance), "adults" if group == "all" else group, f"1990000{9960 + person:04d}",
                    somebody(chance) if group == "children" else "", group == "children",
                )  # fmt: skip
                sign_up(
                    actor=resident(YIHE, "signs", number, person), key=deed_key("yihe signs", number, person),
                    activity=one.key, community=YIHE, part=part.id, who=who,
                )  # fmt: skip
        if days > 0:
            with clock.at(starts + timedelta(hours=3)):
                for deed in (ActivityDeed.HOLD, ActivityDeed.SETTLE):
                    move_activity(actor=staff, key=deed_key("yihe", deed, number), activity=one.key, deed_done=deed)
