"""Volunteers of the demonstration: the published 3,673 in their teams (practices.md E1), the visits they made, calls for help."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from random import Random

from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.actions.answer_hours import answer_hours
from linli.teams.actions.answer_registration import answer_registration
from linli.teams.actions.finish_call import finish_call
from linli.teams.actions.hold_training import hold_training
from linli.teams.actions.import_volunteers import import_volunteers
from linli.teams.actions.note_attendance import note_attendance
from linli.teams.actions.open_call import open_call
from linli.teams.actions.open_team import open_team
from linli.teams.actions.register_volunteer import register_volunteer
from linli.teams.actions.take_call import take_call
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.call_said import CallSaid
from linli.teams.models import Post, Team, TeamMember, Volunteer
from linli.teams.registration import Registration
from linli.teams.rules.training import TeamKind, TrainingKind
from linli.teams.rules.volunteer_rows import VolunteerRow
from linli.teams.rules.volunteers import FreeTime, Skill, Way

from . import town
from .acting import actors_of, ago, deed_key, somebody
from .load_places import Progress
from .people import households
from .plan import COMMUNITY, ESTATES, dice

VOLUNTEERS = 3_673
HOME_VISITS = 850
BY_HAND, WAITING = 5, 3
VISIT_DAYS, VISITORS = 17, 2
CAPTAINS, STUDENTS, MEMBERS = "楼栋长志愿服务队", "大学生志愿服务队", "在职党员志愿服务队"
AIMS = {
    CAPTAINS: "传话、劝和、帮忙、牵头，一栋楼一个热心人",
    STUDENTS: "假期陪读、教老人用手机、宣传反诈",
    MEMBERS: "下班进小区，认领一件邻里小事",
}
_STREET = street_of(COMMUNITY)


def load_volunteers(progress: Progress) -> None:
    """The register is taken in by one deed; some came by the page; visits, calls and trainings are made by the real deeds."""
    with acting_in(Scope.everything()):
        if Volunteer.objects.filter(street_code=_STREET).exists():
            return
    actors = actors_of(("shequ", "shequ2", "zhanzhang", "wangge01"))
    with clock.at(ago(545, 9)):
        taken = import_volunteers(
            actor=actors["shequ"], key=deed_key("register"), community=COMMUNITY, rows=_register(VOLUNTEERS - BY_HAND)
        )
    _come_by_the_page(actors)
    _name_leaders(actors["shequ"])
    visits = _visit_homes(actors)
    _call_for_help(actors)
    _train(actors)
    progress(f"志愿者 {taken + BY_HAND} 人，入户走访 {visits} 人次，另有 {WAITING} 人等社区接纳")


def _register(count: int) -> list[VolunteerRow]:
    """Somebody of every second household or so, with her own telephone and estate."""
    chance = dice("volunteers")
    homes = [home for home in town.dwellings() if home.is_lived_in]
    pairs = list(zip(homes, households(), strict=True))
    chosen = sorted(chance.sample(range(len(pairs)), count))
    skills, rows = [one.value for one in Skill], []
    for number, at in enumerate(chosen, 1):
        home, people = pairs[at]
        estate, person = home.building.estate.name, people[0]
        draw = chance.random()
        if draw < 0.05:
            team = CAPTAINS
        elif draw < 0.17:
            team = STUDENTS
        elif draw < 0.42:
            team = MEMBERS
        else:
            team = f"{estate}左邻右帮队"
        rows.append(
            VolunteerRow(
                number, person.name, person.phone, estate, (team,), tuple(chance.sample(skills, chance.randint(1, 2)))
            )
        )
    return rows


def _come_by_the_page(actors: Mapping[str, Actor]) -> None:
    chance = dice("volunteers by the page")
    for number in range(BY_HAND + WAITING):
        accepted = number < BY_HAND
        said = Registration(
            somebody(chance), COMMUNITY, Way.PAGE, f"1990000{9000 + number:04d}",
            skills=(chance.choice(list(Skill)).value,), times=(FreeTime.WEEKEND.value,),
        )  # fmt: skip
        days = 40 - 6 * number if accepted else 1.5 - 0.4 * (number - BY_HAND)
        with clock.at(ago(days, 11, number)):
            one = register_volunteer(
                actor=reporter(deed_key("volunteer", number), COMMUNITY), key=deed_key("registers", number), said=said
            )
        if accepted:
            with clock.at(ago(days - 1, 15)):
                answer_registration(
                    actor=actors["shequ"], key=deed_key("accepts", number), volunteer=one.key, accepted=True
                )


def _name_leaders(staff: Actor) -> None:
    with acting_in(Scope.everything()):
        teams = list(Team.objects.filter(street_code=_STREET).order_by("name"))
        members = dict(
            TeamMember.objects.filter(street_code=_STREET).order_by("-volunteer_id").values_list("team", "volunteer")
        )
    estates = {estate.name: town.estate_id(estate) for estate in ESTATES}
    for team in teams:
        estate = team.name.removesuffix("左邻右帮队")
        kind = team.kind if team.kind != TeamKind.OTHER.value else TeamKind.NEIGHBOURS.value
        open_team(
            actor=staff, key=deed_key("leads", team.name), place_code=team.place_code, name=team.name, kind=kind,
            aim=AIMS.get(team.name, "楼上楼下搭把手，从看着干到跟着干"), estate_id=estates.get(estate),
            leader_id=members[team.id], team=team.key,
        )  # fmt: skip


def _visit_homes(actors: Mapping[str, Actor]) -> int:
    """Days on which two of a team went from door to door, fifty homes each day; the latest are not confirmed yet."""
    chance = dice("home visits")
    with acting_in(Scope.everything()):
        teams = list(Team.objects.filter(street_code=_STREET, kind=TeamKind.NEIGHBOURS.value).order_by("name"))
        people = {
            team.id: list(
                TeamMember.objects.filter(street_code=_STREET, team=team)
                .order_by("volunteer_id")
                .values_list("volunteer", flat=True)[:40]
            )
            for team in teams
        }
    visited = 0
    for number in range(VISIT_DAYS + 2):
        team = teams[number % len(teams)]
        waits = number >= VISIT_DAYS
        starts = ago(2 + number - VISIT_DAYS if waits else 530 - 30 * number, 9)
        going = sorted(chance.sample(people[team.id], VISITORS))
        served = HOME_VISITS // VISIT_DAYS
        with clock.at(starts + timedelta(hours=8)):
            entry = write_down_hours(
                actor=actors["shequ"], key=deed_key("visits", number),
                place_code=COMMUNITY, volunteer_ids=going, what="入户走访，看望老人、宣传反诈", team_id=team.id,
                span=(starts, starts + timedelta(hours=7)), led_by=going[:1], served=served,
                evidence="走访记录一户一页，存社区服务台",
            )  # fmt: skip
        if waits:
            continue
        with clock.at(min(starts + timedelta(days=1), clock.now())):
            answer_hours(actor=actors["shequ2"], key=deed_key("confirms", number), entry=entry.key, confirmed=True)
        visited += served
    return visited


def _call_for_help(actors: Mapping[str, Actor]) -> None:
    with acting_in(Scope.everything()):
        helpers = list(Volunteer.objects.filter(street_code=_STREET, state="active").order_by("phone_mark")[:12])
    shequ = actors["shequ"]
    calls = (
        (
            "陪老人去医院复查",
            "老人腿脚不便，要有人陪着挂号、取药，大约半天。",
            (Skill.COMPANY, Skill.DRIVING),
            2,
            -3,
            0,
        ),
        ("周末教手机课搭把手", "一位老师讲，每桌要一个人帮着操作。", (Skill.PHONE,), 6, -5, 3),
        ("给独居老人包水管防冻", "材料已备好，两人一组，上门一小时。", (Skill.REPAIR,), 4, -7, 4),
        ("清理三号楼楼道杂物", "和物业一起把消防通道清出来。", (Skill.CLEANING, Skill.ANYTHING), 5, 12, 5),
    )
    for number, (title, words, skills, places, days, takers) in enumerate(calls):
        starts = ago(days, 9)
        said = CallSaid(
            title, words, COMMUNITY, starts, starts + timedelta(hours=3), places,
            skills=tuple(one.value for one in skills), contact="社区志愿服务台",
        )  # fmt: skip
        with clock.at(min(clock.now() - timedelta(hours=2), starts - timedelta(days=3))):
            call = open_call(actor=shequ, key=deed_key("calls", number), said=said)
            for taker in range(takers):
                take_call(
                    actor=shequ, key=deed_key("takes", number, taker), call=call.key, volunteer=helpers[taker].key
                )
        if days > 0:
            with clock.at(starts + timedelta(hours=4)):
                finish_call(
                    actor=shequ, key=deed_key("finishes", number), call=call.key,
                    came=[one.id for one in helpers[: takers - 1]], thanks="楼道宽敞了，谢谢大家",
                )  # fmt: skip


def _train(actors: Mapping[str, Actor]) -> None:
    """Three trainings: two held with attendance, one to come."""
    with acting_in(Scope.everything()):
        officers = list(
            Post.objects.filter(street_code=_STREET, role="grid_officer", holder_id__isnull=False)
            .order_by("title")
            .values_list("id", flat=True)
        )
    chance: Random = dice("trainings")
    plans = (
        ("网格员接待和转办", "接待", TrainingKind.COLLECTIVE, 60),
        ("入户走访怎么记", "走访", TrainingKind.COMMUNITY, 20),
        ("冬季消防和取暖安全", "消防", TrainingKind.COMMUNITY, -6),
    )
    for number, (title, topic, kind, days) in enumerate(plans):
        held = ago(days, 15)
        with clock.at(min(held, clock.now()) - timedelta(days=2)):
            row = hold_training(
                actor=actors["zhanzhang"], key=deed_key("training", number), place_code=COMMUNITY, title=title,
                topic=topic, kind=kind.value, held_at=held, minutes=90, where="党群服务中心二楼", teacher="街道培训组",
            )  # fmt: skip
        if days > 0:
            with clock.at(held + timedelta(hours=2)):
                note_attendance(
                    actor=actors["zhanzhang"], key=deed_key("came", number), training=row.key,
                    post_ids=chance.sample(officers, len(officers) - 2 - number),
                )  # fmt: skip
