"""How often words are said, counted over the platform's own latest messages once a night."""

from __future__ import annotations

from datetime import datetime

from linli.cases.models import Case, Entry
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in

from .models import KeptSpread
from .same_matter.said import Said, WordSpread, read_said

MOST = 20_000
"""Latest messages that are counted."""
LEAST_SAID = 3
"""A pair in fewer messages is as rare as an unknown one, and is not kept."""

_read: tuple[datetime | None, WordSpread] = (None, WordSpread())


def kept_spread() -> WordSpread:
    """The spread counted last; before the first count every word is as rare as another. One statement, two after a count."""
    global _read
    counted_at = KeptSpread.objects.filter(id=1).values_list("counted_at", flat=True).first()
    if counted_at != _read[0]:
        kept = KeptSpread.objects.filter(id=1).first()
        _read = (counted_at, WordSpread(kept.messages, kept.counts)) if kept else (None, WordSpread())
    return _read[1]


def count_words() -> int:
    """Count the latest messages anew; returns how many. Seconds for twenty thousand."""
    with acting_in(Scope.everything()):
        entries = list(Entry.objects.order_by("-id").values_list("street_code", "case_id", "body")[:MOST])
        subjects = dict(Case.objects.filter(id__in={case for _, case, _ in entries}).values_list("id", "subject"))
        said: list[Said] = [read_said(subjects.get(case, ""), body) for _street, case, body in entries]
        spread = WordSpread.of(said)
        counts = {pair: times for pair, times in spread.counts.items() if times >= LEAST_SAID}
        KeptSpread.objects.update_or_create(
            id=1, defaults={"messages": spread.messages, "counts": counts, "counted_at": clock.now()}
        )
    return len(said)
