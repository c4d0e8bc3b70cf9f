"""The log of a vote, whole to be recounted and its end to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from ..models import VoteLine
from ..rules.chain import Line, first_break, time_text
from .votes_shown import VoteFacts

SHOWN = 200
CHECKED_FOR = 300
"""Seconds for which a chain once walked is not walked again, as long as its last line is the same."""


@dataclass(frozen=True, slots=True)
class Log:
    """Lines of a vote's log in their order, how many there are in all, and the first that breaks the chain (None: it holds)."""

    lines: tuple[Line, ...]
    count: int
    broken_at: int | None


def whole_log(vote: VoteFacts) -> Log:
    """Every line, checked now. One statement and the scope."""
    with acting_in(Scope.of([vote.place_code])):
        lines = tuple(map(_line, _rows(vote).order_by("seq").iterator(2000)))
    return Log(lines, len(lines), first_break(lines))


def latest_log(vote: VoteFacts) -> Log:
    """The latest 200 lines. A public page does not walk thousands of lines for every visitor: what was found is remembered for
    five minutes under the digest of the last line. At most two statements and the scope."""
    with acting_in(Scope.of([vote.place_code])):
        lines = tuple(reversed([_line(row) for row in _rows(vote).order_by("-seq")[:SHOWN]]))
    if not lines or lines[-1].seq <= SHOWN:
        return Log(lines, len(lines), first_break(lines))
    name = f"vote-log:{vote.key.id}:{lines[-1].seq}:{lines[-1].digest}"
    broken_at = cache.get_or_set(name, lambda: whole_log(vote).broken_at or 0, CHECKED_FOR)
    return Log(lines, lines[-1].seq, broken_at or None)


def _rows(vote: VoteFacts) -> Any:
    return VoteLine.objects.filter(street_code=vote.key.street_code, vote_id=vote.key.id)


def _line(row: VoteLine) -> Line:
    return Line(row.seq, time_text(row.at), row.kind, row.facts, row.previous, row.digest)
