"""Who was put forward for a vote."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import RowKey
from linli.teams.queries import posts_within

from ..models import Nomination, Vote
from ..rules.keepers import STAND
from ..rules.nominations import NominationState
from ..rules.phases import Phase
from .votes_shown import VoteFacts


@dataclass(frozen=True, slots=True)
class NominationLine:
    key: RowKey
    officer: str
    post: str
    words: str
    state: NominationState


@dataclass(frozen=True, slots=True)
class OwnNomination:
    """A nomination as the officer herself sees it."""

    line: NominationLine
    title: str
    question: str
    place_code: str
    is_open: bool


def nominations_of(vote: VoteFacts) -> list[NominationLine]:
    """For the keepers: everybody who was put forward, by post. One statement."""
    rows = Nomination.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id).order_by("post", "officer")
    return [_line(one) for one in rows]


def own_nominations(actor: Actor) -> list[OwnNomination]:
    """What the actor herself was put forward for, latest first: her own affair wherever the vote is. Two statements and the
    scope."""
    with acting_in(Scope.everything()):
        rows = list(Nomination.objects.filter(user_id=actor.id).order_by("-at")[:50])
        votes = {one.id: one for one in Vote.public.filter(id__in=[one.vote_id for one in rows])}
    return [
        OwnNomination(
            _line(one),
            votes[one.vote_id].title,
            votes[one.vote_id].question,
            one.place_code,
            votes[one.vote_id].phase == Phase.PREPARING.value,
        )
        for one in rows
    ]


def may_be_nominated(vote: VoteFacts) -> list[tuple[UUID, str]]:
    """Post and words of everybody who may be put forward, by title. One statement."""
    held = [post for post in posts_within(vote.place_code) if post.role in STAND and post.holder_id]
    return [(post.id, f"{post.holder_name}（{post.title}）") for post in sorted(held, key=lambda post: post.title)]


def _line(row: Nomination) -> NominationLine:
    return NominationLine(row.key, row.officer, row.post, row.words, NominationState(row.state))
