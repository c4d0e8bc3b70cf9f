"""Opening a ballot by its voting code, throttled: by the code, so that one voter's is not guessed, and by the address, so that
nobody tries many. Not by the vote: a stranger's wrong tries must not keep the others from voting (ADR 0022)."""

from __future__ import annotations

from linli.kernel.errors import NotFound
from linli.ledger.attempts import check_attempts, forget_attempts, note_attempt
from linli.votes.queries.opened_right import OpenedRight, open_right
from linli.votes.queries.votes_shown import VoteFacts
from linli.votes.rules.slips import read_slip

TRIES_PER_CODE = 5
TRIES_PER_ADDRESS = 30
WITHIN_MINUTES = 15


def open_ballot(vote: VoteFacts, code: str, word: str, who: str) -> OpenedRight:
    """The right the code opens. Raises `NotFound` where code and digits do not fit each other, `TooMany` after 5 wrong tries at
    a code or 30 by `who` (an address, or a member of the staff) within 15 minutes."""
    typed = f"{vote.code} {read_slip(code) or code.strip()}"
    check_attempts("vote.address", who, limit=TRIES_PER_ADDRESS, minutes=WITHIN_MINUTES)
    check_attempts("vote.code", typed, limit=TRIES_PER_CODE, minutes=WITHIN_MINUTES)
    # Noted before it is known to be wrong: guesses sent side by side count too.
    note_attempt("vote.code", typed)
    check_attempts("vote.code", typed, limit=TRIES_PER_CODE + 1, minutes=WITHIN_MINUTES)
    right = open_right(vote, code, word)
    if right is None:
        note_attempt("vote.address", who)
        raise NotFound("right")
    forget_attempts("vote.code", typed)
    return right
