"""Who gets a place: first come, then a waiting list in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

from .words import AgeGroup

_ = str  # marks a Chinese source string for the catalogue; the door translates it

T = TypeVar("T")


class SignUpState(Labelled):
    """Where somebody's sign-up stands."""

    CONFIRMED = "confirmed", _("已报上")
    WAITING = "waiting", _("候补中")
    WITHDRAWN = "withdrawn", _("已退出")


STANDING = frozenset({SignUpState.CONFIRMED, SignUpState.WAITING})


def admit(capacity: int | None, taken: int, waiting: int) -> SignUpState:
    """What the next one gets. Nobody passes those who wait already."""
    free = capacity is None or (taken < capacity and not waiting)
    return SignUpState.CONFIRMED if free else SignUpState.WAITING


def promoted(capacity: int | None, taken: int, waiting: Sequence[T]) -> Sequence[T]:
    """Who of those waiting, in their order, gets a place now."""
    return waiting if capacity is None else waiting[: max(0, capacity - taken)]


def check_child(group: AgeGroup, guardian: str, consented: bool) -> None:
    """A child under 14 comes by the guardian, who agrees (PIPL Art. 31). Raises `BadInput` on `guardian`, `consent`."""
    if group is AgeGroup.CHILDREN:
        if not guardian:
            raise BadInput("guardian", "empty")
        if not consented:
            raise BadInput("consent", "not_given")
