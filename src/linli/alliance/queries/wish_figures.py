"""How many wishes stand where, how many came true, how long until somebody claimed one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Aggregate, Count, DurationField, F, Q

from ..models import Wish
from ..rules import FulfilmentRate, WishState, days_of

NEVER_TAKEN_UP = frozenset({WishState.COLLECTED, WishState.REFUSED, WishState.WITHDRAWN})


class _Median(Aggregate):
    template = "percentile_cont(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = DurationField()


@dataclass(frozen=True, slots=True)
class WishFigures:
    """`counts` by state; the rate with its numerator and denominator; the median days from publication to the first claim,
    of `claimed` wishes."""

    counts: dict[WishState, int]
    rate: FulfilmentRate
    median_days: float | None
    claimed: int


def wish_figures() -> WishFigures:
    """The figures of the caller's scope. One statement."""
    by_state = {state.value: Count("id", filter=Q(state=state.value)) for state in WishState}
    row = Wish.objects.order_by().aggregate(
        **by_state,
        median=_Median(F("first_claimed_at") - F("published_at")),
        claims=Count("first_claimed_at"),
    )
    counts = {state: row[state.value] for state in WishState}
    taken_up = sum(count for state, count in counts.items() if state not in NEVER_TAKEN_UP)
    median: timedelta | None = row["median"]
    return WishFigures(counts, FulfilmentRate(counts[WishState.CONFIRMED], taken_up), days_of(median), row["claims"])
