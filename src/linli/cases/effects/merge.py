"""One matter told twice becomes one case; everybody who raised either is told of it from then on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linli.ledger.deed import DeedInHand

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
