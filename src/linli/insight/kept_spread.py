"""How often words are said, counted over each street's latest messages once a night: what makes a word rare is what the platform says,
not one street, and what is kept of it holds no message."""

from __future__ import annotations

from datetime import datetime

from linli.cases.models import Case, Entry
from linli.kernel import clock
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import streets_of

from .models import KeptSpread
from .same_matter.said import Said, WordSpread, read_said

MOST = 20_000
"""Latest messages that are counted, shared out among the streets, so that no street's words are everybody's."""
LEAST_OF_A_STREET = 20
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
    """Count the latest messages of every street anew; returns how many. Seconds for twenty thousand, whatever the archive: each
    street's latest are the end of its own key."""
    with acting_in(Scope.everything()):
        streets = list(streets_of(Entry))
        share = max(LEAST_OF_A_STREET, MOST // max(1, len(streets)))
        said = [one for street in streets for one in _latest(street, share)]
    spread = WordSpread.of(said)
    counts = {pair: times for pair, times in spread.counts.items() if times >= LEAST_SAID}
    KeptSpread.objects.update_or_create(
        id=1, defaults={"messages": spread.messages, "counts": counts, "counted_at": clock.now()}
    )
    return len(said)


def _latest(street: int, most: int) -> list[Said]:
    entries = Entry.objects.filter(street_code=street).order_by("-id").values_list("case_id", "body")[:most]
    found = list(entries)
    cases = Case.objects.filter(street_code=street, id__in={case for case, _body in found})
    subjects = dict(cases.values_list("id", "subject"))
    return [read_said(subjects.get(case, ""), body) for case, body in found]
