"""Where a need stands by what has been promised and delivered for it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from .matching import UseState
from .need_loop import NeedDeed, NeedState


class UseFacts(NamedTuple):
    quantity: Decimal
    state: UseState


PROMISED = frozenset({UseState.COMMITTED, UseState.UNDER_WAY, UseState.FULFILLED, UseState.CONFIRMED})
BEGUN = frozenset({UseState.UNDER_WAY, UseState.FULFILLED, UseState.CONFIRMED})
DELIVERED = frozenset({UseState.FULFILLED, UseState.CONFIRMED})

TURN_TO = {
    NeedState.ASKED: NeedDeed.FALL_BACK,
    NeedState.COMMITTED: NeedDeed.COMMIT,
    NeedState.UNDER_WAY: NeedDeed.START,
    NeedState.FULFILLED: NeedDeed.FULFIL,
}
"""The turn that is written when the uses bring a need to a state."""


def state_by_uses(quantity: Decimal, uses: Iterable[UseFacts]) -> NeedState:
    """Fulfilled once all of it is delivered, under way once some unit has begun, committed once all of it is promised, else
    asked: what is promised of it so far shows beside."""
    uses = list(uses)

    def total(states: frozenset[UseState]) -> Decimal:
        return sum((use.quantity for use in uses if use.state in states), Decimal())

    if total(DELIVERED) >= quantity:
        return NeedState.FULFILLED
    if total(BEGUN) > 0:
        return NeedState.UNDER_WAY
    return NeedState.COMMITTED if total(PROMISED) >= quantity else NeedState.ASKED


def missing_of(quantity: Decimal, uses: Iterable[UseFacts]) -> Decimal:
    """What no unit has been asked for yet."""
    taken = sum((use.quantity for use in uses if use.state is not UseState.DECLINED), Decimal())
    return max(Decimal(), quantity - taken)
