"""Learning from the staff's own filings, and replacing the running model only by one that does no worse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any

from django.db.models import OuterRef, Subquery

from linli.kernel import clock
from linli.kernel.errors import Refusal
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from ..models import Case, Entry
from ..queries.kinds import kinds_in_force
from .fit import SURE_ENOUGH, Chances, Filed, Measured, blended, fit, measure, set_right
from .kept_models import WORDS, keep_model, kept_models, read_version, running_version, use_version
from .learned import text_of
from .suggest import index_for, own_words
from .word_evidence import evidence_in

LEAST = 200
"""Filings without which nothing is learned."""
LEAST_NEW = 30
"""Filings the running model has not seen, without which two models cannot be compared."""
MOST = 60_000
FITTED, SET_RIGHT = 0.6, 0.8
"""Oldest 60 % fit the model, the next 20 % set its confidence right, the newest 20 % measure it."""


class TooFewFilings(Refusal):
    """There are not `LEAST` filings of two kinds to learn from."""

    def __init__(self, found: int) -> None:
        super().__init__(f"{found} of {LEAST} filings", found=found)
        self.found = found


@dataclass(frozen=True, slots=True)
class Trained:
    """What came of a training. `runs` when the new version replaced the running one; else it is kept, and `why_not` is `worse`
    or `too_few_new`."""

    version: str
    card: dict[str, Any]
    runs: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class Filing:
    row: Filed
    filed_at: datetime


def train(tell: Callable[[str, int], None] = lambda _stage, _rows: None) -> Trained:
    """Fit a model to the newest 60,000 filings, measure it on the newest fifth beside the running one, keep it with its card,
    and let it run if it does no worse (accuracy and macro-F1, on the same filings, none of which either was fitted on).

    The model kept is fitted again on all filings, with the confidence set before. `tell(stage, rows)` hears `read`, `fit`,
    `measure`, `keep`. Raises `TooFewFilings`.
    """
    started = perf_counter()
    filings = read_filings()
    tell("read", len(filings))
    parts = _parts(filings)
    if len(filings) < LEAST or len({one.row.kind for one in parts[0]}) < 2:
        raise TooFewFilings(len(filings))
    by_words = _by_words()
    fitted, held_out, newest = ([one.row for one in part] for part in parts)
    tell("fit", len(fitted))
    candidate = set_right(fit(fitted), held_out, by_words)
    tell("measure", len(newest))
    chances = blended(candidate, by_words)
    measured = measure(chances, newest)
    running, comparable, runs = _against_running(chances, measured, parts[2], by_words)
    tell("keep", len(filings))
    everything = fit([one.row for one in filings]).warmed(candidate.warmth, candidate.share)
    card = {
        "made_at": clock.now().isoformat(timespec="seconds"),
        "filings": len(filings),
        "kinds": len(everything.kinds),
        "first_filed_at": filings[0].filed_at.isoformat(timespec="seconds"),
        "last_filed_at": filings[-1].filed_at.isoformat(timespec="microseconds"),
        "split": {"fitted": len(fitted), "set_right": len(held_out), "measured": len(newest)},
        "sure_enough": SURE_ENOUGH,
        "warmth": round(candidate.warmth, 3),
        "share": candidate.share,
        "measured": measured.as_card(),
        "words": measure(by_words, newest).as_card(),
        "running": running,
        "seconds": round(perf_counter() - started, 1),
    }
    version = keep_model(everything, card, clock.today().strftime("%Y%m%d"))
    if runs:
        use_version(version)
    return Trained(version, card, runs, "" if runs else "worse" if comparable else "too_few_new")


def read_filings() -> list[Filing]:
    """The newest filings of the whole platform, oldest first; a matter told twice in the same words counts once, where it was
    filed first. Merged cases are left out: their kind was never decided for itself. One statement."""
    with acting_in(Scope.everything()):
        bodies = Entry.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"), is_main=True)
        cases = (
            Case.objects.exclude(category_code="")
            .filter(filed_at__isnull=False, merged_into__isnull=True)
            .annotate(first_body=Subquery(bodies.values("body")[:1]))
            .order_by("-filed_at")
            .values_list("subject", "first_body", "category_code", "filed_at")[:MOST]
        )
        rows = [
            Filing(Filed(text_of(subject, body or ""), kind), filed_at) for subject, body, kind, filed_at in list(cases)
        ]
    once: dict[str, Filing] = {}
    for one in reversed(rows):
        if one.row.plain:
            once.setdefault(one.row.plain, one)
    return list(once.values())


def _parts(filings: list[Filing]) -> tuple[list[Filing], list[Filing], list[Filing]]:
    first, second = round(len(filings) * FITTED), round(len(filings) * SET_RIGHT)
    return filings[:first], filings[first:second], filings[second:]


def _by_words() -> Chances:
    index = index_for(kinds_in_force(""), own_words(""))
    return lambda plain: {one.code: one.share for one in evidence_in(plain, index)}


def _against_running(
    chances: Chances, measured: Measured, newest: list[Filing], by_words: Chances
) -> tuple[dict[str, Any], bool, bool]:
    """The running version's card line, whether both could be compared, and whether the candidate does no worse."""
    version = running_version()
    card: dict[str, Any] = {"version": version}
    if version == WORDS:
        rows, theirs = [one.row for one in newest], by_words
    else:
        last = _last_filing_of(version)
        rows = [one.row for one in newest if one.filed_at > last]
        theirs = blended(read_version(version), by_words)
        if len(rows) < LEAST_NEW:
            return card | {"unseen": len(rows)}, False, False
        measured = measure(chances, rows)
    before = measure(theirs, rows)
    card |= {"unseen": len(rows), "measured": before.as_card(), "candidate": measured.as_card()}
    return card, True, measured.right >= before.right and measured.macro_f1 >= before.macro_f1


def _last_filing_of(version: str) -> datetime:
    card = next(one.card for one in kept_models() if one.version == version)
    return datetime.fromisoformat(card["last_filed_at"])
