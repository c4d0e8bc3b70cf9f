"""赭麓街道: 29 grid party branches, 277 captains, 592 volunteers, one station and four halls, the children's council, 最美网格员 by vote
(practices.md B1–B3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.teams.actions.hold_training import hold_training
from linli.teams.actions.import_volunteers import import_volunteers
from linli.teams.actions.note_attendance import note_attendance
from linli.teams.actions.open_organisation import open_organisation
from linli.teams.actions.set_branch_grids import set_branch_grids
from linli.teams.models import Post, Volunteer
from linli.teams.rules.training import TrainingKind
from linli.teams.rules.volunteer_rows import VolunteerRow
from linli.teams.rules.volunteers import Skill
from linli.votes.actions.answer_nomination import answer_nomination
from linli.votes.actions.nominate_officer import nominate_officer
from linli.votes.rules.roll_rows import RollRow

from .acting import actors_of, ago, deed_key, somebody
from .elsewhere import NOMINATED, ZHELU, ZHELU_COMMUNITIES, Elsewhere, accounts
from .load_places import Progress
from .load_votes import cast_all, close_and_declare, publish_roll, register
from .plan import dice, fixed_id, in_chinese
from .zhelu_halls import LECTURES, hear_opinions, hold_lectures, open_halls, raise_motions, seat_children

VOLUNTEERS = 592

_STREET = street_of(ZHELU)

TRAINED = ((TrainingKind.COLLECTIVE, 3, 29), (TrainingKind.COMMUNITY, 4, 6), (TrainingKind.DISTRICT, 2, 25))
"""Trainings this year by kind: how many, how many came to each; 50 to the district's."""


def load_zhelu(progress: Progress) -> None:
    """Everything by the real deeds but attendances of ten lectures and the opinions, which are copied in."""
    with acting_in(Scope.everything()):
        if Volunteer.objects.filter(street_code=_STREET).exists():
            return
    actors = actors_of([username for username, *_rest in accounts()])
    branches = _found_branches(actors["zhelu2"])
    _take_in_volunteers(actors)
    _train(actors["zhelu"])
    halls = open_halls(actors["zhelu"])
    heard = hold_lectures(actors["zhelu"], halls)
    raise_motions(actors["zhelu"], halls)
    said = hear_opinions(actors)
    seat_children(actors["zhelu_shequ1"])
    _vote_for_officers(actors)
    progress(
        f"网格党支部 {branches} 个，志愿者 {VOLUNTEERS} 人，一站四厅，讲堂 {LECTURES} 场 {heard} 人次，民情 {said} 条"
    )


def _found_branches(lead: Actor) -> int:
    count = 0
    for place in ZHELU_COMMUNITIES:
        for number in range(1, place.grids + 1):
            name = f"{place.name.removesuffix('社区')}第{in_chinese(number)}网格党支部"
            branch = open_organisation(
                actor=lead, key=deed_key("branch", name), name=name, kind="party_branch", prefix=place.code
            )
            set_branch_grids(
                actor=lead, key=deed_key("branch grids", name), organisation_id=branch.id, grids=[place.grid(number)]
            )
            count += 1
    return count


def _take_in_volunteers(actors: Mapping[str, Actor]) -> None:
    """Each community's register, spread over its estates, in three teams."""
    chance, left = dice("zhelu volunteers"), VOLUNTEERS
    skills = [one.value for one in Skill]
    for at, place in enumerate(ZHELU_COMMUNITIES):
        count = left if at == len(ZHELU_COMMUNITIES) - 1 else VOLUNTEERS * place.buildings // 277
        left -= count
        names = place.name.removesuffix("社区")
        teams = (f"{names}楼栋长队", f"{names}党员先锋队", f"{names}左邻右帮队")
        rows = [
            VolunteerRow(
                number + 1, somebody(chance), f"1990000{at * 200 + number:04d}", chance.choice(place.estates)[0],
                (teams[min(2, int(chance.expovariate(1.2) + 0.6))],), (chance.choice(skills),),
            )
            for number in range(count)
        ]  # fmt: skip
        with clock.at(ago(200)):
            import_volunteers(
                actor=actors[f"zhelu_shequ{at + 1}"],
                key=deed_key("register", place.code),
                community=place.code,
                rows=rows,
            )


def _train(staff: Actor) -> None:
    with acting_in(Scope.everything()):
        officers = list(
            Post.objects.filter(street_code=_STREET, role="grid_officer")
            .order_by("place_code")
            .values_list("id", flat=True)
        )
    topics = ("党建党务", "基层治理", "矛盾调解", "安全隐患排查")
    for kind, count, came in TRAINED:
        for number in range(count):
            topic, held = topics[number % len(topics)], ago(280 - 45 * number - 7 * len(kind.value), 14)
            place = ZHELU_COMMUNITIES[number].code if kind is TrainingKind.COMMUNITY else ZHELU
            first = sum(one.grids for one in ZHELU_COMMUNITIES[:number]) if kind is TrainingKind.COMMUNITY else number
            coming = officers[first : first + came]
            if kind is TrainingKind.COMMUNITY:
                coming = coming[: ZHELU_COMMUNITIES[number].grids]
            elif len(coming) < came:
                coming = officers[:came]
            with clock.at(held + timedelta(hours=3)):
                row = hold_training(
                    actor=staff, key=deed_key("zhelu training", kind, number), place_code=place, title=f"{topic}培训",
                    topic=topic, kind=kind.value, held_at=held, minutes=120, where="街道会议室", teacher="区委党校老师",
                )  # fmt: skip
                note_attendance(
                    actor=staff, key=deed_key("zhelu came", kind, number), training=row.key, post_ids=coming
                )


def _vote_for_officers(actors: Mapping[str, Actor]) -> None:
    """最美网格员: one vote declared, the next in preparation with an officer who has not answered yet."""
    place = ZHELU_COMMUNITIES[0]
    two = (actors["zhelu_shequ1"], actors["zhelu_shuji"])
    question = "您觉得谁最尽心？可以选三位。"
    done = register(
        two[0],
        place.code,
        "最美网格员（上半年）",
        question,
        [],
        (60, 50),
        since=80,
        takes_nominations=True,
        most_marks=3,
    )
    _nominate(actors, place, done, 75, NOMINATED)
    chance = dice("zhelu roll")
    rows = [
        RollRow(
            somebody(chance), f"1990000{9000 + number:04d}", f"{chance.choice(place.estates)[0]}{number % 10 + 1}号楼"
        )
        for number in range(36)
    ]
    publish_roll(two, done, rows, 68)
    cast_all(done, 28, 60)
    close_and_declare(two, done, 50)
    coming = register(
        two[0],
        place.code,
        "最美网格员（下半年）",
        question,
        [],
        (-15, -25),
        since=5,
        takes_nominations=True,
        most_marks=3,
    )
    _nominate(actors, place, coming, 4, NOMINATED - 1)


def _nominate(actors: Mapping[str, Actor], place: Elsewhere, vote, days: float, answered: int) -> None:
    reasons = ("夜里停水挨家通知", "帮老人办好了高龄补贴", "劝和了楼上楼下", "暴雨天守在车库口", "记得住每家的难处")
    for number in range(1, NOMINATED + 1):
        with clock.at(ago(days, 10)):
            nomination = nominate_officer(
                actor=actors["zhelu_shequ1"], key=deed_key("nominates", vote.title, number), vote=vote.key,
                post=fixed_id("post", f"zhelu_wangge{number}"), words=reasons[number - 1],
            )  # fmt: skip
        if number <= answered:
            with clock.at(ago(days - 1, 10)):
                answer_nomination(
                    actor=actors[f"zhelu_wangge{number}"], key=deed_key("stands", vote.title, number),
                    nomination=nomination.key, place_code=place.code, stands=True,
                )  # fmt: skip
