"""How good the suggestions have been: what was suggested beside what was filed, by kind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count

from linli.kernel import clock

from ..models import TriageNote
from ..triage.suggest import read_own_words
from ..triage.word_lists import shipped_words
from .kinds import Kind, LargeKind

DAYS = 90


@dataclass(frozen=True, slots=True)
class KindRecord:
    """Of `filed` matters of the kind: `right` had it suggested, `corrected` another one, the rest none. `words` speak for it,
    `own` when the jurisdiction changed them."""

    kind: Kind
    filed: int
    right: int
    corrected: int
    words: int
    own: bool

    @property
    def unsure(self) -> int:
        """Filed without a suggestion."""
        return self.filed - self.right - self.corrected


@dataclass(frozen=True, slots=True)
class LargeRecord:
    large: LargeKind
    kinds: tuple[KindRecord, ...]


@dataclass(frozen=True, slots=True)
class TriageRecord:
    """The last 90 days in the scope. `right_large` of the suggestions named the large kind filed."""

    filed: int
    suggested: int
    right: int
    right_large: int
    by_large: tuple[LargeRecord, ...]

    @property
    def suggested_percent(self) -> int | None:
        """Of what was filed; None when nothing was."""
        return _percent(self.suggested, self.filed)

    @property
    def right_percent(self) -> int | None:
        """Of what was suggested; None when nothing was."""
        return _percent(self.right, self.suggested)

    @property
    def right_large_percent(self) -> int | None:
        """Of what was suggested; None when nothing was."""
        return _percent(self.right_large, self.suggested)


def triage_record(tree: tuple[LargeKind, ...], prefix: str) -> TriageRecord:
    """The record of the running scope over the kinds of a tree. Two statements."""
    since = clock.now() - timedelta(days=DAYS)
    pairs = TriageNote.objects.filter(at__gte=since).values_list("filed", "suggested").annotate(count=Count("id"))
    counts = {(filed, suggested): count for filed, suggested, count in pairs.order_by()}
    own = {one.code: one for one in read_own_words(prefix)}
    return TriageRecord(
        filed=sum(counts.values()),
        suggested=sum(count for (_filed, suggested), count in counts.items() if suggested),
        right=sum(count for (filed, suggested), count in counts.items() if filed == suggested),
        right_large=sum(count for (filed, suggested), count in counts.items() if filed[:2] == suggested[:2]),
        by_large=tuple(
            LargeRecord(large, tuple(_of_kind(kind, counts, own) for kind in large.kinds)) for large in tree
        ),
    )


def _percent(part: int, whole: int) -> int | None:
    return round(100 * part / whole) if whole else None


def _of_kind(kind: Kind, counts: dict[tuple[str, str], int], own: dict) -> KindRecord:
    of_kind = {suggested: count for (filed, suggested), count in counts.items() if filed == kind.code}
    right = of_kind.get(kind.code, 0)
    words = own.get(kind.code) or shipped_words().get(kind.code)
    return KindRecord(
        kind=kind,
        filed=sum(of_kind.values()),
        right=right,
        corrected=sum(of_kind.values()) - right - of_kind.get("", 0),
        words=len(words.words) if words else 0,
        own=kind.code in own,
    )
