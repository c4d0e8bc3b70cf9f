"""Whether what was filled in can stand. Each check raises a typed refusal or returns nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, MissingField, NotAllowed

from .deeds import Deed, WhistleKind
from .facts import Attempt
from .ratings import Satisfaction
from .reasons import Reason
from .states import OPEN, State

Check = Callable[[Attempt], None]


def is_empty(value: Any) -> bool:
    """Nothing was said: None, blank text or an empty collection. False and 0 are answers."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (hasattr(value, "__len__") and len(value) == 0)


def somebody_answered(a: Attempt) -> bool:
    """A call-back may reach nobody; a rating is always an answer."""
    return a.deed is not Deed.CALL_BACK or bool(a.given["reached"])


def answer_is_whole(a: Attempt) -> None:
    """Somebody who was reached said whether it is solved and how satisfied she is."""
    if somebody_answered(a):
        missing = [name for name in ("resolved", "satisfaction") if is_empty(a.given.get(name))]
        if missing:
            raise MissingField(a.deed, missing)
        _one_of(Satisfaction, "satisfaction", a.given["satisfaction"])


def contact_lies_in_the_past(a: Attempt) -> None:
    """A contact is recorded after it was made."""
    if a.given["contacted_at"] > a.now:
        raise BadInput("contacted_at", "future", a.given["contacted_at"])


def extension_is_no_longer_than_the_limit(a: Attempt) -> None:
    """On the same clock and at most the original limit (§8)."""
    asked, original = a.given["extension"], a.facts.original_limit
    if original is None or asked.clock is not original.clock or asked.amount > original.amount:
        raise NotAllowed(a.deed, Reason.TOO_LONG)


def review_day_is_near(a: Attempt) -> None:
    """A suspension is looked at again on a later day, within the policy's days."""
    day: date = a.given["review_on"]
    today = a.now.astimezone(SHANGHAI).date()
    if isinstance(day, datetime) or not today < day <= today + timedelta(days=a.policy.review_within_days):
        raise BadInput("review_on", "not_within_days", day)


def whistle_kind_is_known(a: Attempt) -> None:
    """One of the three occasions (standards.zh.md §2.1)."""
    _one_of(WhistleKind, "kind", a.given["kind"])


def department_was_called(a: Attempt) -> None:
    """Only a department the whistle called arrives, and each once."""
    if a.given["department"] not in a.facts.called:
        raise NotAllowed(a.deed, Reason.NOT_CALLED)
    if a.given["department"] in a.facts.arrived:
        raise NotAllowed(a.deed, Reason.ALREADY_ARRIVED)


def same_level(a: Attempt) -> None:
    """A transfer stays on its level; going up is `RAISE_LEVEL`."""
    if a.facts.lead_level is not None and a.given["lead_level"] != a.facts.lead_level:
        raise NotAllowed(a.deed, Reason.OTHER_LEVEL)


def merged_into_an_open_case(a: Attempt) -> None:
    """The case that takes this one over is another one, and still under way."""
    if a.given["into"] == a.facts.case_id:
        raise NotAllowed(a.deed, Reason.SAME_CASE)
    if _one_of(State, "into_state", a.given["into_state"]) not in OPEN:
        raise NotAllowed(a.deed, Reason.NOT_OPEN)


def lead_is_named_or_first_receiver_leads(a: Attempt) -> None:
    """A consultation ends with a lead; `nobody_owns` leaves it to the first receiver (首接负责), if there was one."""
    if is_empty(a.given.get("lead")) and not (a.given.get("nobody_owns") and a.facts.first_lead is not None):
        raise MissingField(a.deed, ["lead"])


def _one_of(kinds: type, field: str, value: Any) -> Any:
    try:
        return kinds(value)
    except ValueError:
        raise BadInput(field, "unknown", value) from None
