"""A vote's ballots as everybody may have them, and what they come to."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .models import Ballot, Vote
from .rules.counting_rules import rule_named
from .rules.tally import CountedBallot, Outcome, Roll, tally


def as_published(ballot: Ballot, named: bool) -> dict[str, Any]:
    """One ballot of the published file. Number and area only in a vote by name."""
    told: dict[str, Any] = {"receipt": ballot.receipt, "marks": ballot.marks, "spoiled": ballot.spoiled}
    if named:
        told |= {"number": ballot.number, "area": None if ballot.area is None else f"{ballot.area:.2f}"}
    return told


def counted(vote: Vote, ballots: list[Ballot]) -> Outcome:
    """What the ballots come to under the vote's rule. No statement."""
    return tally(
        rule_named(vote.rule),
        [one["id"] for one in vote.choices],
        [CountedBallot(tuple(one.marks), one.spoiled, one.area or Decimal(0)) for one in ballots],
        Roll(vote.roll_heads or 0, vote.roll_area or Decimal(0)),
        seats=vote.seats,
        quorum_percent=vote.quorum_percent,
    )


def as_result(outcome: Outcome) -> dict[str, Any]:
    """The outcome as it is declared, kept and chained: plain values."""
    return {
        "verdict": outcome.verdict.value,
        "passed": list(outcome.passed),
        "tied": list(outcome.tied),
        "returned": outcome.returned,
        "valid": outcome.valid,
        "counts": [{"choice": one.choice, "heads": one.heads, "area": f"{one.area:.2f}"} for one in outcome.counts],
    }
