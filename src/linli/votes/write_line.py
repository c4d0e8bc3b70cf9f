"""One more line of a vote's log. Takes part in the caller's deed, which holds the vote's row locked."""

from __future__ import annotations

from typing import Any

from linli.ledger.deed import DeedInHand

from .models import Vote, VoteLine
from .rules.chain import GENESIS, Line, LineKind, digest_of, shown_at, time_text


def write_line(d: DeedInHand, vote: Vote, kind: LineKind, **facts: Any) -> VoteLine:
    """Append the line behind the last one. The lock on the vote lets one writer in at a time; were it forgotten, the unique
    `seq` would refuse the second. Two statements."""
    last = (
        VoteLine.objects.filter(street_code=vote.street_code, vote=vote)
        .order_by("-seq")
        .values("seq", "digest")
        .first()
    )
    at = shown_at(kind, d.now)
    line = Line(
        seq=last["seq"] + 1 if last else 1,
        at=time_text(at),
        kind=kind.value,
        facts=facts,
        previous=last["digest"] if last else GENESIS,
    )
    row = VoteLine(
        street_code=vote.street_code,
        place_code=vote.place_code,
        vote=vote,
        seq=line.seq,
        at=at,
        kind=line.kind,
        facts=facts,
        previous=line.previous,
        digest=digest_of(line),
    )
    row.save(force_insert=True)
    return row
