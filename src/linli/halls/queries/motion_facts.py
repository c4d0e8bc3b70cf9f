"""What every page of a motion is made of: its turns, resolutions, undertakings and ratings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count

from linli.kernel.target import Target
from linli.ledger.read_together import read_together

from ..models import Meeting, Motion, MotionRating, MotionStep, Resolution, Undertaking
from ..rules import Becomes, MotionDeed, Outcome, Part, Rating
from .targets import target_of


@dataclass(frozen=True, slots=True)
class MotionTurn:
    """One turn. `who` is empty for somebody without an account; then `part` says who it was."""

    at: datetime
    deed: MotionDeed
    who: str
    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class UndertakingShown:
    id: UUID
    what: str
    who: str
    due_on: date
    done_at: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class ResolutionShown:
    """A resolution with its meeting; hands and `attending` of members, `quorum` needed."""

    outcome: Outcome
    text: str
    at: datetime
    meeting_id: UUID
    meeting: str
    in_favour: int | None
    against: int | None
    abstained: int | None
    attending: int
    becomes: Becomes | None
    target: Target | None


@dataclass(frozen=True, slots=True)
class MotionFacts:
    turns: tuple[MotionTurn, ...]
    resolutions: tuple[ResolutionShown, ...]
    undertakings: tuple[UndertakingShown, ...]
    ratings: dict[Rating, int]

    @property
    def rated(self) -> int:
        return sum(self.ratings.values())


def motion_facts(motion: Motion) -> MotionFacts:
    """One statement, and one for each resolution that became something."""
    of = {"street_code": motion.street_code, "motion": motion}
    made = Resolution.objects.filter(**of)
    steps, resolutions, meetings, undertakings, rated = read_together(
        MotionStep.objects.filter(**of).order_by("-at", "-id"),
        made.order_by("-at"),
        Meeting.objects.filter(street_code=motion.street_code, id__in=made.values("meeting_id")).values_list(
            "id", "title"
        ),
        Undertaking.objects.filter(**of).order_by("due_on", "id"),
        MotionRating.objects.filter(**of).order_by().values_list("rating").annotate(n=Count("id")),
    )
    titles, counts = dict(meetings), dict(rated)
    return MotionFacts(
        turns=tuple(
            MotionTurn(one.at, MotionDeed(one.deed), one.actor_name, Part(one.part), one.text) for one in steps
        ),
        resolutions=tuple(
            ResolutionShown(
                outcome=Outcome(one.outcome),
                text=one.text,
                at=one.at,
                meeting_id=one.meeting_id,
                meeting=titles.get(one.meeting_id, ""),
                in_favour=one.in_favour,
                against=one.against,
                abstained=one.abstained,
                attending=one.attending,
                becomes=Becomes(one.becomes) if one.becomes else None,
                target=target_of(one.street_code, one.becomes, one.target_id),
            )
            for one in resolutions
        ),
        undertakings=tuple(
            UndertakingShown(one.id, one.what, one.who, one.due_on, one.done_at, one.note) for one in undertakings
        ),
        ratings={one: counts.get(one.value, 0) for one in Rating},
    )
