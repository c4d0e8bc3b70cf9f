"""How hot a matter is, by a formula that stands on its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from math import log2, sqrt

HALF_LIFE = timedelta(days=15)
"""After half a month a word counts half."""
PERSON, AGAIN, VOTE = 10.0, 2.0, 3.0
"""What a person counts, another message of the same person, and the root of the votes a message was given."""

_BEGINNING = datetime(2015, 1, 1, tzinfo=UTC)

Heard = tuple[datetime, str, int]
"""When, by whom, with how many votes; by nobody where only votes are counted."""


def heat_mark(messages: Iterable[Heard]) -> float | None:
    """The heat in a form that orders matters at any time without being counted anew: since all heat halves at one rate, the
    logarithm of the heat as seen from a fixed day. None without messages.

    Each person counts 10 by the latest message, each earlier one of the same person 2, the votes 3 × √votes; all of it halves in
    15 days.
    """
    latest: dict[str, datetime] = {}
    heard = sorted(messages, key=lambda one: one[0])
    for at, who, _votes in heard:
        latest[who] = at
    parts = []
    counted: set[str] = set()
    for at, who, votes in reversed(heard):
        says = (AGAIN if who in counted else PERSON if who else 0.0) + VOTE * sqrt(max(0, votes))
        if who:
            counted.add(who)
        if says:
            parts.append((_age(at), says))
    if not parts:
        return None
    newest = max(age for age, _says in parts)
    return newest + log2(sum(says * 2 ** (age - newest) for age, says in parts))


def heat_at(mark: float, now: datetime) -> float:
    """The heat of a mark at a time, in points."""
    return 2 ** max(-60.0, min(60.0, mark - _age(now)))


def mark_of(heat: float, now: datetime) -> float:
    """The mark that stands for so many points at a time."""
    return log2(heat) + _age(now)


def _age(at: datetime) -> float:
    return (at - _BEGINNING) / HALF_LIFE
