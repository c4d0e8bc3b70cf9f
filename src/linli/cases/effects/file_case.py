"""Filing: the kind, the place, both limits as the tenant's category set of the day has them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from linli.kernel.errors import BadInput
from linli.kernel.limits import Limit
from linli.kernel.place_codes import street_of
from linli.ledger.deed import DeedInHand
from linli.ledger.scoped import current_scope

from ..categories import category_for_filing
from ..matter import PlaceChosen
from ..models import Case
from ..relocate import place_within_street
from ..rules import CaseFacts
from ..running_clocks import start_clocks

if TYPE_CHECKING:
    from ..carry_out import Work


def prepare(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """`category` is a code of the set in force; `place` a `PlaceChosen`, by default the place the case has.

    Raises `BadInput` for an unknown category, and for a place of another street or beyond the actor's jurisdiction: that is
    handed over (`Deed.HAND_OVER`), not filed.
    """
    given = _with_kind(case, given)
    if not given.get("place"):
        given = {
            **given,
            "place": PlaceChosen(case.place_code, case.estate_id, case.building_id, case.place_text, case.place_reason),
        }
    place = given["place"].place_code
    if place != case.place_code and (street_of(place) != case.street_code or not current_scope().holds(place)):
        raise BadInput("place", "elsewhere", place)
    return given


def apply(work: Work) -> None:
    """Kind and place are set; both clocks start at filing."""
    _set_kind_and_place(work)
    work.case.filed_at = work.d.now
    _run_from(work, work.d.now)


def prepare_correction(d: DeedInHand, case: Case, facts: CaseFacts, given: dict[str, Any]) -> dict[str, Any]:
    """Raises `BadInput` for an unknown category, and where neither kind nor urgency would change."""
    given = _with_kind(case, given)
    is_urgent = given.get("is_urgent", case.is_urgent)
    if given.get("category") == case.category_code and is_urgent == case.is_urgent:
        raise BadInput("category", "same", given["category"])
    return given


def correct_kind(work: Work) -> None:
    """The right kind after filing: its limits count from when the clocks last began to run, as if it had been chosen then."""
    case, kind = work.case, work.given["kind"]
    case.category_set_id, case.category_code = kind.set_id, kind.code
    _set_urgency(work)
    _run_from(work, case.clock_from or case.filed_at)


def settle_at_once(work: Work) -> None:
    """Filed, handled and fed back in one step (自办自结); no clock runs for what is done. The limits of the kind are
    kept: should it be reopened, they run from then."""
    case, now, kind = work.case, work.d.now, work.given["kind"]
    _set_kind_and_place(work)
    case.filed_at = case.filed_at or now
    case.answer = work.given["result"].strip()
    case.fed_back_at = now
    case.response_limit, case.handle_limit = kind.response_limit, kind.handle_limit
    case.response_due_at = case.handle_due_at = None
    limit = _limit_of(kind)
    work.facts = replace(work.facts, first_contact_at=work.facts.first_contact_at or now, original_limit=limit)
    work.shown["category"] = kind.name


def _set_kind_and_place(work: Work) -> None:
    case, kind, place = work.case, work.given["kind"], work.given["place"]
    case.category_set_id, case.category_code = kind.set_id, kind.code
    place_within_street(case, place.place_code)
    case.estate_id, case.building_id = place.estate_id, place.building_id
    case.place_text, case.place_reason = place.text or case.place_text, place.reason or case.place_reason
    _set_urgency(work)


def _with_kind(case: Case, given: dict[str, Any]) -> dict[str, Any]:
    if not given.get("category"):
        return given
    kind = category_for_filing(case.place_code, given["category"])
    if kind is None:
        raise BadInput("category", "unknown", given["category"])
    return {**given, "kind": kind}


def _run_from(work: Work, at: datetime) -> None:
    """Both clocks run from `at` on the limits of the kind chosen."""
    case, kind = work.case, work.given["kind"]
    start_clocks(case, kind.response_limit, kind.handle_limit, work.calendar, at)
    work.facts = replace(work.facts, original_limit=_limit_of(kind), due_at=case.handle_due_at)
    work.shown |= {
        "category": kind.name,
        "response_due_at": case.response_due_at.isoformat() if case.response_due_at else None,
        "handle_due_at": case.handle_due_at.isoformat() if case.handle_due_at else None,
    }


def _set_urgency(work: Work) -> None:
    """A person may overrule what the words said; nothing else does."""
    if "is_urgent" in work.given:
        work.case.is_urgent = bool(work.given["is_urgent"])


def _limit_of(kind: Any) -> Limit | None:
    return Limit.parse(kind.handle_limit) if kind.handle_limit else None
