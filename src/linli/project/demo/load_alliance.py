"""Needs, matches, joint meetings, advisers and paired households of the demonstration (practices.md A3, E2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from linli.alliance.actions.add_meeting_point import add_meeting_point
from linli.alliance.actions.ask_need import Asked, ask_need
from linli.alliance.actions.call_meeting import call_meeting
from linli.alliance.actions.join_alliance import join_alliance
from linli.alliance.actions.name_adviser import name_adviser
from linli.alliance.actions.pair_household import Household, pair_household
from linli.alliance.actions.record_pairing_contact import ContactWay, record_pairing_contact
from linli.alliance.actions.run_matching import run_matching
from linli.alliance.actions.set_meeting_rhythm import set_meeting_rhythm
from linli.alliance.actions.settle_point import settle_point
from linli.alliance.actions.write_minutes import Outcome, write_minutes
from linli.alliance.models import JointMeeting, MeetingPoint, Need, Pairing
from linli.alliance.rules.matching import ResourceKind
from linli.alliance.rules.member_kinds import MemberKind, PointSubject
from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.models import Post

from .acting import actors_of, ago, deed_key, somebody
from .load_places import Progress
from .plan import COMMUNITY, dice

UNITS = (
    ("市人大机关", MemberKind.JOINT_COMMITTEE),
    ("市委组织部", MemberKind.JOINT_COMMITTEE),
    ("市直工委", MemberKind.JOINT_COMMITTEE),
    ("市委党校", MemberKind.JOINT_COMMITTEE),
    ("市供排水公司", MemberKind.UTILITY),
)
"""The units of the account's 大党委 and what they gave (practices.md E2)."""

NEEDS: tuple[tuple[str, ResourceKind, str, int, str, bool, int], ...] = (
    ("活动室添十把带扶手的椅子", ResourceKind.GOODS, "椅子", 10, "把", False, 40),
    ("老楼水电小修", ResourceKind.WORKS, "水电小修", 6, "次", True, 12),
    ("教老人用手机", ResourceKind.SKILL, "手机使用辅导", 4, "次", False, 60),
    ("独居老人上门陪伴", ResourceKind.LABOUR, "上门陪伴", 20, "小时", True, 5),
    ("春节写春联要一间屋子", ResourceKind.VENUE, "会所活动室", 1, "次", False, 80),
    ("补种花苗", ResourceKind.GOODS, "花苗", 150, "株", False, 200),
)
POINTS = (
    "地下管网老化，谁牵头查",
    "小区门口违停，消防和城管一起看现场",
    "老楼楼道照明怎么管长久",
    "暑期孩子去处",
)


def load_alliance(progress: Progress) -> None:
    """Five units more, a rhythm with one meeting held and one called, three advisers, needs with a matching run, pairings."""
    with acting_in(Scope.everything()):
        if Pairing.objects.filter(street_code=street_of(COMMUNITY)).exists():
            return
    actors = actors_of(("shequ", "zhanzhang"))
    staff = actors["shequ"]
    units = join(staff, COMMUNITY, UNITS, 140)
    advise(staff, COMMUNITY, ("住建", "城管", "消防"))
    with clock.at(ago(100)):
        set_meeting_rhythm(
            actor=staff, key=deed_key("rhythm"), community=COMMUNITY, every_months=1, nth=2, weekday=4, hour=15,
            venue="党群服务中心议事室",
        )  # fmt: skip
    meet(staff, COMMUNITY, list(units.values()), POINTS, days=20, settled=3)
    coming = ago(-9, 15)
    with clock.at(ago(3)):
        call_meeting(
            actor=staff,
            key=deed_key("next meeting"),
            community=COMMUNITY,
            starts_at=coming,
            venue="党群服务中心议事室",
        )
    _ask_needs(staff)
    paired = _pair(staff, list(units.values()))
    with clock.at(ago(0.1)):
        run_matching(actor=actors["zhanzhang"], key=deed_key("matching"), community=COMMUNITY)
    progress(f"大党委成员单位 {len(UNITS)} 家，需求 {len(NEEDS)} 条，结对 {paired} 户")


def join(staff: Actor, community: str, units: Sequence[tuple[str, MemberKind]], days: float) -> Mapping[str, UUID]:
    """Let the units become members; their organisations by name."""
    made = {}
    with clock.at(ago(days)):
        for number, (name, kind) in enumerate(units):
            member = join_alliance(
                actor=staff, key=deed_key("joins", community, name), community=community, name=name, kind=kind.value,
                liaison=somebody(dice("liaison", community, name)), phone=f"1990000{9300 + number:04d}",
            )  # fmt: skip
            made[name] = member.organisation_id
    return made


def advise(staff: Actor, community: str, departments: Collection[str]) -> None:
    """Name the liaison officers of these departments as governance advisers."""
    titles = [f"{short}联络员" for short in departments]
    with acting_in(Scope.everything()):
        posts = list(Post.objects.filter(title__in=titles, place_code=community[:6]).values_list("id", flat=True))
    with clock.at(ago(90)):
        for post in posts:
            name_adviser(actor=staff, key=deed_key("adviser", community, post), community=community, post=post)


def meet(
    staff: Actor, community: str, units: Sequence[UUID], points: Sequence[str], *, days: float, settled: int
) -> JointMeeting:
    """A joint meeting held so many days ago with its points, of which the first `settled` are done since."""
    starts = ago(days, 15)
    with clock.at(starts - timedelta(days=7)):
        meeting = call_meeting(
            actor=staff,
            key=deed_key("meeting", community, days),
            community=community,
            starts_at=starts,
            venue="社区议事室",
        )
        for title in points:
            add_meeting_point(
                actor=staff, key=deed_key("point", community, days, title), meeting=meeting.key, title=title,
                subject=PointSubject.OTHER,
            )  # fmt: skip
    with acting_in(Scope.everything()):
        rows = {
            one.title: one
            for one in MeetingPoint.objects.filter(street_code=meeting.street_code, meeting=meeting, title__in=points)
        }
    due = (starts + timedelta(days=14)).date()
    outcomes = [
        Outcome(rows[title].id, "现场看过，商量好了分工", organisation_id=units[number % len(units)], due_on=due)
        for number, title in enumerate(points)
    ]
    with clock.at(starts + timedelta(hours=3)):
        write_minutes(
            actor=staff, key=deed_key("joint minutes", community, days), meeting=meeting.key, attended=units,
            summary="各单位逐条认领，能当场定的当场定。", outcomes=outcomes,
        )  # fmt: skip
    with clock.at(min(starts + timedelta(days=9), clock.now())):
        for title in points[:settled]:
            settle_point(
                actor=staff, key=deed_key("settles", community, days, title), point=rows[title].key, words="已经办好"
            )
    return meeting


def _ask_needs(staff: Actor) -> list[Need]:
    needs = []
    for number, (title, kind, _wanted, quantity, unit, urgent, people) in enumerate(NEEDS):
        asked = Asked(
            kind.value, title, Decimal(quantity), unit, COMMUNITY, urgent, people,
            wanted_by_on=clock.today() + timedelta(days=10 + 5 * number), name=somebody(dice("need", number)),
            phone=f"1990000{9330 + number:04d}",
        )  # fmt: skip
        with clock.at(ago(4 - 0.5 * number)):
            needs.append(ask_need(actor=staff, key=deed_key("need", number), asked=asked))
    return needs


def _pair(staff: Actor, units: Sequence[UUID]) -> int:
    """Households in difficulty paired with units, each looked after by a rhythm; the last contact of one is overdue."""
    for number, unit in enumerate(units):
        chance = dice("pairing", number)
        name = somebody(chance, 1948)
        home = Household(
            name,
            f"1990000{9350 + number:04d}",
            "",
            "逢节看望，遇到难处搭把手",
            name,
            (clock.now() - timedelta(days=120)).date(),
        )
        with clock.at(ago(110 - number)):
            row = pair_household(
                actor=staff, key=deed_key("pairs", number), place_code=COMMUNITY, organisation=unit, household=home,
                helper=somebody(chance), every_days=30,
            )  # fmt: skip
        for turn, days in enumerate((80, 50, 20) if number else (80, 45)):
            with clock.at(ago(days, 16)):
                record_pairing_contact(
                    actor=staff, key=deed_key("contact", number, turn), pairing=row.key, on=clock.today(),
                    way=ContactWay.VISIT, words="精神不错，家里都好", brought="米和油" if turn == 0 else "",
                )  # fmt: skip
    return len(units)
