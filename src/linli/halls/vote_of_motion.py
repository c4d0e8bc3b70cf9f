"""The vote a motion was put to, and what it said."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.votes.models import Vote
from linli.votes.rules.counting_rules import YES
from linli.votes.rules.phases import Phase

from .models import Motion

ORIGIN = "motion"


def vote_of(motion: Motion) -> Vote | None:
    """The vote that stands for the motion: the latest that was not annulled. One statement."""
    rows = Vote.public.filter(street_code=motion.street_code, origin=ORIGIN, origin_id=motion.id)
    return rows.exclude(phase=Phase.ANNULLED.value).order_by("-opens_at").first()


def votes_of(motions: Iterable[Motion]) -> dict[UUID, Vote]:
    """Motion id → the vote that stands for it. One statement, none without motions."""
    motions = list(motions)
    if not motions:
        return {}
    rows = Vote.public.filter(
        street_code=motions[0].street_code, origin=ORIGIN, origin_id__in=[one.id for one in motions]
    )
    return {one.origin_id: one for one in rows.exclude(phase=Phase.ANNULLED.value).order_by("opens_at")}


def is_carried(vote: Vote) -> bool | None:
    """Whether the vote carried the motion; None until its result is declared."""
    if vote.phase != Phase.DECLARED.value or vote.result is None:
        return None
    return YES in vote.result.get("passed", ())
