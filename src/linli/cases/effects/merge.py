"""One matter told twice becomes one case; everybody who raised either is told of it from then on."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linli.ledger.deed import DeedInHand

from ..loop import facts_of, keep_facts
from ..models import Case
from ..rules import CaseFacts, State

if TYPE_CHECKING:
    from ..carry_out import Work


def prepare(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """`into` is the case that takes this one over, already locked by the action, of the same street."""
    other: Case | None = given.get("into_case")
    return {**given, "into": other.id, "into_state": State(other.state)} if other else {**given, "into": None}


def apply(work: Work) -> None:
    other: Case = work.given["into_case"]
    work.case.merged_into = other
    work.shown["into"] = other.code


def take_over_reporters(other: Case, merged: Case) -> None:
    """Who raised the merged matter may add to, rate and reopen the one that goes on, like those who raised it first."""
    theirs, ours = facts_of(merged), facts_of(other)
    keep_facts(
        other,
        replace(
            ours,
            reporters=ours.reporters | theirs.reporters,
            open_reporters=ours.open_reporters | theirs.open_reporters,
        ),
    )
