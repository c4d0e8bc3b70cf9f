"""A vote is registered: by the staff, or from a hall's motion. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.kernel.case_codes import new_case_code
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import DeedInHand

from .models import Vote
from .rules.chain import LineKind
from .rules.counting_rules import Choice, check_settings, rule_named, yes_or_no
from .rules.phases import MovesBy, Phase
from .write_line import write_line

LONGEST_TITLE, LONGEST_QUESTION = 60, 400


def open_vote(
    d: DeedInHand,
    *,
    place_code: str,
    title: str,
    question: str,
    choices: Sequence[Choice],
    rule: str,
    origin: str = "",
    origin_id: UUID | None = None,
    opens_at: datetime,
    closes_at: datetime,
    most_marks: int = 1,
    seats: int = 1,
    quorum_percent: int = 0,
    named: bool = False,
    changeable: bool = False,
    proxy_cap: int = 0,
    moves_by: MovesBy = MovesBy.CLOCK,
    takes_nominations: bool = False,
) -> Vote:
    """Register a vote in a community (or a place below), in preparation: its roll is still to be made.

    `rule` is the code of a counting rule. A vote by area is by name whatever is said, and has the choices 同意/不同意/弃权.
    A vote that takes nominations begins without choices: the officers who stand become them. Raises `BadInput` on the setting
    that cannot stand. Five statements.
    """
    vote = Vote(
        place_code=place_code,
        code=_free_code(),
        origin=origin,
        origin_id=origin_id,
        registered_by=d.actor.id,
        phase=Phase.PREPARING.value,
        phase_at=d.now,
    )
    if len(place_code) < PlaceLevel.COMMUNITY:
        raise BadInput("place_code", "level")
    vote.street_code = street_of(place_code)
    set_settings(
        vote,
        title=title,
        question=question,
        choices=choices,
        rule=rule,
        opens_at=opens_at,
        closes_at=closes_at,
        most_marks=most_marks,
        seats=seats,
        quorum_percent=quorum_percent,
        named=named,
        changeable=changeable,
        proxy_cap=proxy_cap,
        moves_by=moves_by,
        takes_nominations=takes_nominations,
    )
    vote.save(force_insert=True)
    write_line(d, vote, LineKind.REGISTERED, title=vote.title, rule=vote.rule)
    d.record(vote)
    return vote


def set_settings(vote: Vote, *, choices: Sequence[Choice], rule: str, moves_by: MovesBy, **told: Any) -> None:
    """Put checked settings on a vote in preparation. Raises `BadInput`."""
    counting = rule_named(rule)
    if counting.area_counts:
        told["named"] = True
    # What is voted on by yes and no has no other choices, whoever registers it.
    chosen = yes_or_no() if counting.yes_or_no else list(choices)
    if not told["title"].strip() or len(told["title"]) > LONGEST_TITLE:
        raise BadInput("title", "length")
    if not told["question"].strip() or len(told["question"]) > LONGEST_QUESTION:
        raise BadInput("question", "length")
    if told["closes_at"] <= told["opens_at"]:
        raise BadInput("closes_at", "before_opening")
    if not 0 <= told["proxy_cap"] <= 10:
        raise BadInput("proxy_cap", "out_of_range")
    if not told["takes_nominations"]:
        check_settings(
            counting,
            chosen,
            most_marks=told["most_marks"],
            seats=told["seats"],
            quorum_percent=told["quorum_percent"],
            named=told["named"],
        )
    elif counting.yes_or_no:
        raise BadInput("rule", "takes_no_nominations")
    vote.rule, vote.moves_by = counting.name, moves_by.value
    if not told["takes_nominations"]:
        vote.choices = [{"id": one.id, "label": one.label, "note": one.note} for one in chosen]
    elif vote.choices is None:
        vote.choices = []
    for name, value in told.items():
        setattr(vote, name, value)


def _free_code() -> str:
    """A code no vote has, on any street. One statement."""
    while True:
        code = new_case_code()
        if not Vote.public.filter(code=code).exists():
            return code
