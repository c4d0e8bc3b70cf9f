"""A vote is registered: by the staff, or from a hall's motion. Takes part in the caller's deed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import DeedInHand
from linli.ledger.follow_codes import take_follow_code

from .models import Vote
from .rules.chain import LineKind
from .rules.counting_rules import Choice, check_settings, rule_named, yes_or_no
from .rules.phases import MovesBy, Phase
from .write_line import write_line

FOLLOWED_AS = "vote"
LONGEST_TITLE, LONGEST_QUESTION = 60, 400
MOST_PROXIES = 10


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
    **more: Any,
) -> Vote:
    """Register a vote in a community (or a place below), in preparation: its roll is still to be made.

    `more` are the other settings of `set_settings`. `rule` is the code of a counting rule. A vote by area is by name whatever is said, and has the choices 同意/不同意/弃权.
    A vote that takes nominations begins without choices: the officers who stand become them. Raises `BadInput` on the setting
    that cannot stand. Five statements.
    """
    if len(place_code) < PlaceLevel.COMMUNITY:
        raise BadInput("place_code", "level")
    vote = Vote(
        id=uuid7(),
        street_code=street_of(place_code),
        place_code=place_code,
        origin=origin,
        origin_id=origin_id,
        registered_by=d.actor.id,
        phase=Phase.PREPARING.value,
        phase_at=d.now,
    )
    set_settings(
        vote,
        title=title,
        question=question,
        choices=choices,
        rule=rule,
        opens_at=opens_at,
        closes_at=closes_at,
        **more,
    )
    vote.code = take_follow_code(vote, FOLLOWED_AS)
    vote.save(force_insert=True)
    write_line(d, vote, LineKind.REGISTERED, title=vote.title, rule=vote.rule)
    d.record(vote)
    return vote


def set_settings(
    vote: Vote,
    *,
    title: str,
    question: str,
    choices: Sequence[Choice],
    rule: str,
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
) -> None:
    """Put checked settings on a vote in preparation. Raises `BadInput` on the one that cannot stand."""
    counting = rule_named(rule)
    # What is voted on by yes and no has no other choices, whoever registers it.
    chosen = yes_or_no() if counting.yes_or_no else list(choices)
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise BadInput("title", "length")
    if not question.strip() or len(question) > LONGEST_QUESTION:
        raise BadInput("question", "length")
    if closes_at <= opens_at:
        raise BadInput("closes_at", "before_opening")
    if not 0 <= proxy_cap <= MOST_PROXIES:
        raise BadInput("proxy_cap", "out_of_range")
    named = named or counting.area_counts
    if takes_nominations and counting.yes_or_no:
        raise BadInput("rule", "takes_no_nominations")
    if not takes_nominations:
        check_settings(counting, chosen, most_marks=most_marks, seats=seats, quorum_percent=quorum_percent, named=named)
        vote.choices = [{"id": one.id, "label": one.label, "note": one.note} for one in chosen]
    elif vote.choices is None or not vote.takes_nominations:
        vote.choices = []
    vote.title, vote.question, vote.rule, vote.moves_by = title, question, counting.name, moves_by.value
    vote.opens_at, vote.closes_at = opens_at, closes_at
    vote.most_marks, vote.seats, vote.quorum_percent = most_marks, seats, quorum_percent
    vote.named, vote.changeable, vote.proxy_cap = named, changeable, proxy_cap
    vote.takes_nominations = takes_nominations
