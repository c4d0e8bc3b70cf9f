"""The votes motions were put to."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.votes.queries.votes_shown import VoteFacts, votes_on

from .models import Motion

ORIGIN = "motion"


def vote_of(motion: Motion) -> VoteFacts | None:
    """The vote that stands for the motion. One statement."""
    return votes_on(motion.street_code, ORIGIN, [motion.id]).get(motion.id)


def votes_of(motions: Iterable[Motion]) -> dict[UUID, VoteFacts]:
    """Motion id → the vote that stands for it. One statement, none without motions."""
    motions = list(motions)
    return votes_on(motions[0].street_code, ORIGIN, [one.id for one in motions]) if motions else {}
