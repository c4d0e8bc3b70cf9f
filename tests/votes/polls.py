"""Votes brought to any phase by real deeds, for tests."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.votes.actions.add_to_roll import add_to_roll
from linli.votes.actions.ask_turn import ask_turn
from linli.votes.actions.cast_ballot import cast_ballot
from linli.votes.actions.confirm_turn import confirm_turn
from linli.votes.actions.register_vote import register_vote
from linli.votes.filled_ballot import FilledBallot
from linli.votes.models import RollEntry, Vote, VoteLine
from linli.votes.rules.chain import Line, first_break, time_text
from linli.votes.rules.counting_rules import Choice
from linli.votes.rules.phases import MovesBy, Phase
from linli.votes.rules.roll_rows import RollRow
from linli.votes.rules.slips import new_slip

CHOICES = [Choice("a", "周一"), Choice("b", "周六"), Choice("c", "周日")]


def settings(**changed: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "title": "广场舞改到哪天",
        "question": "每周的广场舞改到哪一天，大家都方便？",
        "choices": CHOICES,
        "rule": "simple_majority",
        "opens_at": now + timedelta(days=3),
        "closes_at": now + timedelta(days=6),
        "moves_by": MovesBy.TWO_STAFF,
        **changed,
    }


def roll_rows(count: int) -> list[RollRow]:
    return [
        RollRow(f"居民{number}", f"139{number:08d}", f"湖东苑1号楼{number}室", Decimal("80.50") + number)
        for number in range(1, count + 1)
    ]


def preparing(town, voters: int = 6, **changed: Any) -> Vote:
    vote = register_vote(actor=town.actor("staff"), key=uuid4(), place_code=town.code, settings=settings(**changed))
    if voters:
        add_to_roll(actor=town.actor("staff"), key=uuid4(), vote=vote.key, source="list", rows=roll_rows(voters))
    return vote


def turn(town, vote: Vote, target: Phase, reason: str = "") -> Vote:
    """Two of the staff turn the vote."""
    ask_turn(actor=town.actor("staff"), key=uuid4(), vote=vote.key, target=target, reason=reason)
    return confirm_turn(actor=town.actor("lead"), key=uuid4(), vote=vote.key, target=target)


def published(town, voters: int = 6, **changed: Any) -> Vote:
    return turn(town, preparing(town, voters, **changed), Phase.ROLL_PUBLISHED)


def voting(town, voters: int = 6, **changed: Any) -> Vote:
    return turn(town, published(town, voters, **changed), Phase.VOTING)


def counting(town, vote: Vote) -> Vote:
    return turn(town, vote, Phase.COUNTING)


def declared(town, vote: Vote) -> Vote:
    return turn(town, counting(town, vote), Phase.DECLARED)


def entries(vote: Vote) -> list[RollEntry]:
    with acting_in(Scope.everything()):
        return list(RollEntry.objects.filter(vote_id=vote.id).order_by("number"))


def voter(entry: RollEntry) -> Actor:
    return reporter(entry.id, entry.place_code)


def cast(vote: Vote, entry: RollEntry, *marks: str, actor: Actor | None = None, proxy: UUID | None = None) -> str:
    """Cast a ballot; returns its receipt."""
    receipt = new_slip()
    cast_ballot(
        actor=actor or voter(entry),
        key=uuid4(),
        vote=vote.key,
        entry=entry.id,
        ballot=FilledBallot(list(marks), receipt),
        proxy=proxy,
    )
    return receipt


def read_again(vote: Vote) -> Vote:
    return Vote.public.get(id=vote.id)


def lines(vote: Vote) -> list[Line]:
    with acting_in(Scope.everything()):
        rows = VoteLine.objects.filter(vote_id=vote.id).order_by("seq")
        return [Line(one.seq, time_text(one.at), one.kind, one.facts, one.previous, one.digest) for one in rows]


def chain_holds(vote: Vote) -> bool:
    return first_break(lines(vote)) is None
