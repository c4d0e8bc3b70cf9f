"""Votes of the demonstration, one in each phase that waits for somebody (practices.md B3, E2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from random import Random

from linli.kernel import clock
from linli.kernel.actor import Actor, reporter, system
from linli.kernel.place_codes import street_of
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.actions.add_to_roll import add_to_roll
from linli.votes.actions.ask_turn import ask_turn
from linli.votes.actions.cast_ballot import cast_ballot
from linli.votes.actions.confirm_turn import confirm_turn
from linli.votes.actions.object_to_roll import object_to_roll
from linli.votes.actions.register_vote import register_vote
from linli.votes.actions.turn_by_clock import turn_by_clock
from linli.votes.filled_ballot import FilledBallot
from linli.votes.models import RollEntry, Vote
from linli.votes.rules.counting_rules import Choice, yes_or_no
from linli.votes.rules.phases import Phase
from linli.votes.rules.roll_rows import RollRow
from linli.votes.rules.slips import new_slip

from . import town
from .acting import actors_of, ago, deed_key, resident, somebody
from .load_places import Progress
from .plan import COMMUNITY, dice

Two = tuple[Actor, Actor]


def load_votes(progress: Progress) -> None:
    """One vote each: in preparation, its roll published with an objection to answer, running, and declared."""
    with acting_in(Scope.everything()):
        if Vote.objects.filter(street_code=street_of(COMMUNITY)).exists():
            return
    actors = actors_of(("shequ", "zhanzhang"))
    two = (actors["shequ"], actors["zhanzhang"])
    keys = ("充电口", "车棚", "晾晒架", "长凳")
    wanted = [Choice(str(number), word) for number, word in enumerate(keys, 1)]
    register(
        two[0], COMMUNITY, "春节联欢办什么", "大家最想看哪一类节目？可以选两项。",
        [Choice("1", "戏曲"), Choice("2", "歌舞"), Choice("3", "小品"), Choice("4", "猜灯谜")], (-12, -18), since=1, most_marks=2,
    )  # fmt: skip
    _published_roll(two)
    open_poll(
        two, COMMUNITY, "新湖东苑先办哪一件", "公共收益有一笔钱，先办哪一件？可以选两项。", wanted, dwellings("新湖东苑", 48),
        days=(2, -5), cast=21, most_marks=2,
    )  # fmt: skip
    declare(
        two, COMMUNITY, "老年活动室周末开不开门", "周末上午开门，楼栋长轮流值班，同不同意？",
        [Choice("1", "同意"), Choice("2", "不同意")], dwellings("新湖东苑", 40), days=(20, 12), cast=31, rule="simple_majority",
    )  # fmt: skip
    progress("投票 4 次：准备中、名册公示、正在投票、结果已公布各一次")


def dwellings(estate: str, count: int) -> list[RollRow]:
    """A roll of homes of an estate, with the area behind each."""
    chance: Random = dice("roll", estate)
    homes = [one for one in town.dwellings() if one.building.estate.name == estate and one.is_lived_in][:count]
    return [
        RollRow(
            somebody(chance), f"1990000{9400 + number:04d}", f"{one.building.name}{one.unit}单元{one.room}",
            Decimal(chance.choice((78, 89, 96, 112))), one.id,
        )
        for number, one in enumerate(homes)
    ]  # fmt: skip


def register(
    staff: Actor, place: str, title: str, question: str, choices: Sequence[Choice], days: tuple[float, float],
    *, since: float, rule: str = "approval", **more: object,
) -> Vote:  # fmt: skip
    """A vote registered `since` days ago that opens and closes so many days ago; negative days are to come."""
    settings: Mapping[str, object] = {
        "title": title, "question": question, "choices": list(choices), "rule": rule, "opens_at": ago(days[0], 8),
        "closes_at": ago(days[1], 20), **more,
    }  # fmt: skip
    with clock.at(ago(since)):
        return register_vote(actor=staff, key=deed_key("vote", place, title), place_code=place, settings=settings)


def publish_roll(two: Two, vote: Vote, rows: Sequence[RollRow], days: float) -> None:
    """The roll is made and published by two people, so many days ago."""
    with clock.at(ago(days)):
        add_to_roll(actor=two[0], key=deed_key("roll", vote.title), vote=vote.key, source="dwellings", rows=rows)
        turn(two, vote, Phase.ROLL_PUBLISHED)


def turn(two: Two, vote: Vote, target: Phase) -> None:
    """One asks for the next phase, the other confirms."""
    ask_turn(actor=two[0], key=deed_key("asks", vote.title, target), vote=vote.key, target=target)
    confirm_turn(actor=two[1], key=deed_key("confirms", vote.title, target), vote=vote.key, target=target)


def open_poll(
    two: Two, place: str, title: str, question: str, choices: Sequence[Choice], rows: Sequence[RollRow],
    *, days: tuple[float, float], cast: int, rule: str = "approval", **more: object,
) -> Vote:  # fmt: skip
    """A vote whose poll opened by the clock and in which the first `cast` of the roll have voted."""
    vote = register(two[0], place, title, question, choices, days, since=days[0] + 7, rule=rule, **more)
    publish_roll(two, vote, rows, days[0] + 6)
    cast_all(vote, cast, days[0])
    return vote


def cast_all(vote: Vote, count: int, opened: float) -> None:
    """The poll opens by the clock; the first `count` of the roll vote, each from a phone's page."""
    with clock.at(ago(opened, 8, 1)):
        turn_by_clock(actor=system(), key=deed_key("opens", vote.title), vote=vote.key)
    chance = dice("ballots", vote.title)
    with acting_in(Scope.everything()):
        row = Vote.objects.get(street_code=vote.street_code, id=vote.id)
        entries = list(RollEntry.objects.filter(street_code=vote.street_code, vote=row).order_by("number")[:count])
    ids = [one["id"] for one in row.choices]
    for number, entry in enumerate(entries):
        marks = sorted(chance.sample(ids, min(row.most_marks, len(ids), chance.randint(1, 2))))
        with clock.at(ago(opened, 9) + timedelta(minutes=7 * number)):
            cast_ballot(
                actor=reporter(entry.id, vote.place_code), key=deed_key("casts", vote.title, number), vote=vote.key,
                entry=entry.id, ballot=FilledBallot(marks, new_slip()),
            )  # fmt: skip


def declare(
    two: Two, place: str, title: str, question: str, choices: Sequence[Choice], rows: Sequence[RollRow],
    *, days: tuple[float, float], cast: int, **more: object,
) -> Vote:  # fmt: skip
    """A vote that is over: closed by the clock, counted, its result declared by two people."""
    vote = open_poll(two, place, title, question, choices, rows, days=days, cast=cast, **more)
    close_and_declare(two, vote, days[1])
    return vote


def close_and_declare(two: Two, vote: Vote, closed: float) -> None:
    """The poll closes by the clock; the next day two people declare the result."""
    with clock.at(ago(closed, 20, 5)):
        turn_by_clock(actor=system(), key=deed_key("closes", vote.title), vote=vote.key)
    with clock.at(ago(closed - 1, 9)):
        turn(two, vote, Phase.DECLARED)


def _published_roll(two: Two) -> None:
    """An owners' vote whose roll hangs out; somebody says that a home is missing."""
    vote = register(
        two[0], COMMUNITY, "啤酒厂小区要不要请物业", "请一家物业公司，每月每平方米六角，同不同意？", yes_or_no(), (-6, -16), since=4,
        rule="owners_ordinary",
    )  # fmt: skip
    publish_roll(two, vote, dwellings("啤酒厂小区", 60), 3)
    with clock.at(ago(1)):
        object_to_roll(
            actor=resident(COMMUNITY, "objects"), key=deed_key("objects"), vote=vote.key, words="3号楼2单元顶楼那户没有列进去",
            name=somebody(dice("objects")), phone="19900009399",
        )  # fmt: skip
