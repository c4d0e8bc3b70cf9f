"""Votes as lists and pages show them. No read of this room tells any choice before counting begins."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.scope import Scope
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey

from ..models import Ballot, RollMark, Vote
from ..published import as_published, counted
from ..rules.counting_rules import YES, Choice, CountingRule, marks_allowed, rule_named
from ..rules.phases import CHOICES_READABLE, PUBLIC_PHASES, Channel, MovesBy, Phase
from ..rules.tally import Outcome


@dataclass(frozen=True, slots=True)
class VoteFacts:
    """One vote as anybody may know it: no choice of anybody."""

    key: RowKey
    code: str
    place_code: str
    title: str
    question: str
    choices: tuple[Choice, ...]
    rule: CountingRule
    most_marks: int
    seats: int
    quorum_percent: int
    named: bool
    changeable: bool
    proxy_cap: int
    moves_by: MovesBy
    takes_nominations: bool
    opens_at: datetime
    closes_at: datetime
    phase: Phase
    phase_at: datetime
    roll_heads: int | None
    roll_area: Decimal | None
    asked_phase: Phase | None
    asked_by: UUID | None
    asked_name: str
    asked_reason: str
    result: dict[str, Any] | None
    annulled_reason: str

    @property
    def marks_allowed(self) -> int:
        return marks_allowed(self.rule, self.most_marks, self.seats)

    @property
    def carried(self) -> bool | None:
        """Whether a question of yes or no was carried; None until its result is declared."""
        if self.phase is not Phase.DECLARED or self.result is None:
            return None
        return YES in self.result.get("passed", ())

    def label_of(self, choice: str) -> str:
        return next((one.label for one in self.choices if one.id == choice), choice)


def facts_of(vote: Vote) -> VoteFacts:
    """The vote as a plain value."""
    return VoteFacts(
        key=vote.key,
        code=vote.code,
        place_code=vote.place_code,
        title=vote.title,
        question=vote.question,
        choices=tuple(Choice(**one) for one in vote.choices),
        rule=rule_named(vote.rule),
        most_marks=vote.most_marks,
        seats=vote.seats,
        quorum_percent=vote.quorum_percent,
        named=vote.named,
        changeable=vote.changeable,
        proxy_cap=vote.proxy_cap,
        moves_by=MovesBy(vote.moves_by),
        takes_nominations=vote.takes_nominations,
        opens_at=vote.opens_at,
        closes_at=vote.closes_at,
        phase=Phase(vote.phase),
        phase_at=vote.phase_at,
        roll_heads=vote.roll_heads,
        roll_area=vote.roll_area,
        asked_phase=Phase(vote.asked_phase) if vote.asked_phase else None,
        asked_by=vote.asked_by,
        asked_name=vote.asked_name,
        asked_reason=vote.asked_reason,
        result=vote.result,
        annulled_reason=vote.annulled_reason,
    )


def vote_list(at: Position | None = None, size: int = 30, open_only: bool | None = None) -> Slice:
    """The votes of the caller's scope, latest opening first. One statement."""
    rows = Vote.objects.all()
    if open_only is not None:
        over = [Phase.DECLARED.value, Phase.ANNULLED.value]
        rows = rows.exclude(phase__in=over) if open_only else rows.filter(phase__in=over)
    found = keyset_slice(rows, ("-opens_at", "-id"), at, size)
    return Slice([facts_of(row) for row in found.items], found.next, found.previous)


def staff_vote(actor: Actor, code: str) -> VoteFacts:
    """A vote in the actor's scope. Raises `NotFound`. One statement."""
    row = Vote.objects.filter(code=code).first()
    if row is None:
        raise NotFound("vote", code)
    return facts_of(row)


def public_votes(community: str, at: Position | None = None, size: int = 20) -> Slice:
    """A community's votes whose roll has been published, and those that look for nominations. One statement and the scope."""
    with acting_in(Scope.of([community])):
        shown = [phase.value for phase in PUBLIC_PHASES]
        rows = Vote.objects.filter(phase__in=shown) | Vote.objects.filter(takes_nominations=True)
        found = keyset_slice(rows, ("-opens_at", "-id"), at, size)
        return Slice([facts_of(row) for row in found.items], found.next, found.previous)


def public_vote(code: str) -> VoteFacts:
    """A vote everybody may see. Raises `NotFound`. One statement."""
    row = Vote.public.filter(code=code).first()
    if row is None or (Phase(row.phase) not in PUBLIC_PHASES and not row.takes_nominations):
        raise NotFound("vote", code)
    return facts_of(row)


def votes_on(street_code: int, origin: str, origin_ids: Collection[UUID]) -> dict[UUID, VoteFacts]:
    """What votes were held on, by its id → the vote that stands: the latest that was not annulled, for the room they came
    from. One statement, none without ids."""
    if not origin_ids:
        return {}
    rows = Vote.public.filter(street_code=street_code, origin=origin, origin_id__in=origin_ids)
    return {one.origin_id: facts_of(one) for one in rows.exclude(phase=Phase.ANNULLED.value).order_by("opens_at", "id")}


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many have voted, by channel. While the poll is open only `total` is for the public."""

    total: int
    by_channel: tuple[tuple[Channel, int], ...]


def turnout_of(vote: VoteFacts) -> Turnout:
    """How many entries of the roll have used their right. One statement and the scope."""
    with acting_in(Scope.of([vote.place_code])):
        rows = RollMark.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id)
        counts = dict(rows.order_by().values_list("channel").annotate(n=Count("id")))
    return Turnout(sum(counts.values()), tuple((one, counts.get(one.value, 0)) for one in Channel))


def outcome_counted(vote: VoteFacts) -> Outcome:
    """What the published ballots come to, counted now. Raises `NotFound` while nobody may read a choice. Two statements."""
    _check_readable(vote)
    with acting_in(Scope.of([vote.place_code])):
        row = Vote.objects.get(street_code=vote.key.street_code, id=vote.key.id)
        return counted(row, list(_ballots(vote)))


def published_ballots(vote: VoteFacts) -> list[dict[str, Any]]:
    """Every ballot as it is published, in the order of the receipts. Raises `NotFound` unless the result is declared (or was).
    One statement and the scope."""
    _check_published(vote)
    with acting_in(Scope.of([vote.place_code])):
        return [as_published(one, vote.named) for one in _ballots(vote).order_by("receipt")]


def ballot_with(vote: VoteFacts, receipt: str) -> dict[str, Any] | None:
    """The published ballot with this receipt. Raises `NotFound` like `published_ballots`. One statement and the scope."""
    _check_published(vote)
    with acting_in(Scope.of([vote.place_code])):
        found = _ballots(vote).filter(receipt=receipt).first()
    return None if found is None else as_published(found, vote.named)


def _ballots(vote: VoteFacts) -> Any:
    return Ballot.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id)


def _check_readable(vote: VoteFacts) -> None:
    if vote.phase not in CHOICES_READABLE:
        raise NotFound("ballots")


def _check_published(vote: VoteFacts) -> None:
    if vote.result is None:
        raise NotFound("ballots")
