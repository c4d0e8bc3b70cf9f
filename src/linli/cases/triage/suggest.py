"""What kind of matter a text is about, with the reason; an honest “not sure” where too little speaks for any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache

from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel

from ..models import TriageWords
from ..queries.kinds import Kind, LargeKind
from ..rules.urgent_words import urgent_words
from .fit import SURE_ENOUGH
from .kept_models import running_model
from .learned import Learned, text_of
from .word_evidence import LIKE_AN_EXAMPLE, Evidence, evidence_in
from .word_lists import KindWords, WordIndex, index_of

VERY_LIKELY = 0.8
LARGE_ENOUGH = 0.6
WORTH_SHOWING = 0.08
MOST = 3
WORDS_CHANGED = "triage-words-changed"
KEPT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class LikelyKind:
    """A kind with how confident the suggestion is (0–1) and the words that spoke for it."""

    kind: Kind
    confidence: float
    words: tuple[str, ...]

    @property
    def said(self) -> tuple[str, ...]:
        """The words, without the mark of an example."""
        return tuple(word for word in self.words if word != LIKE_AN_EXAMPLE)

    @property
    def is_like_an_example(self) -> bool:
        return LIKE_AN_EXAMPLE in self.words

    @property
    def tenths(self) -> int:
        """The confidence as one says it: about so many of ten."""
        return min(9, int(self.confidence * 10))


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The likely kinds, likeliest first. `first` is the one to accept with one key, None when not sure; `large` the large kind
    when that much is clear at least; `urgent` the words that say life is in danger: a rule, which no model lowers."""

    version: str
    likely: tuple[LikelyKind, ...] = ()
    first: LikelyKind | None = None
    large: LargeKind | None = None
    urgent: tuple[str, ...] = ()

    @property
    def is_very_likely(self) -> bool:
        return self.first is not None and self.first.confidence >= VERY_LIKELY


def suggest_kind(tree: tuple[LargeKind, ...], place_code: str, body: str, subject: str = "") -> Suggestion:
    """The kinds of `tree` that a matter told at a place may be. At most one statement. A few milliseconds, at any length of text."""
    plain = text_of(subject, body)
    version, learned = running_model()
    urgent = urgent_words(plain)
    if not plain:
        return Suggestion(version, urgent=urgent)
    index = index_for(tree, own_words(place_code))
    chances, heard = mixed_chances(plain, index, learned)
    kinds = {kind.code: kind for large in tree for kind in large.kinds}
    ranked = sorted(((chance, code) for code, chance in chances.items() if code in kinds), reverse=True)
    likely = tuple(
        LikelyKind(kinds[code], chance, heard[code].words if code in heard else learned.words_for(plain, code))
        for chance, code in ranked[:MOST]
        if chance >= WORTH_SHOWING
    )
    first = likely[0] if likely and likely[0].confidence >= SURE_ENOUGH else None
    large = None if first else _large_of(tree, ranked)
    return Suggestion(version, likely, first, large, urgent)


def mixed_chances(
    plain: str, index: WordIndex, learned: Learned | None
) -> tuple[dict[str, float], dict[str, Evidence]]:
    """The chances of each kind for a legible text, by the lists and what was learned, and what the lists heard."""
    heard = {one.code: one for one in evidence_in(plain, index)}
    chances = {code: one.share for code, one in heard.items()}
    if learned is not None:
        chances = {code: (1 - learned.share) * chance for code, chance in chances.items()}
        for code, chance in learned.chances(plain).items():
            chances[code] = chances.get(code, 0.0) + learned.share * chance
    return chances, heard


def own_words(place_code: str) -> tuple[KindWords, ...]:
    """What `read_own_words` says, kept for a minute: another server process hears of a change that late."""
    name = f"triage-words:{cache.get(WORDS_CHANGED, '')}:{place_code[:12]}"
    kept = cache.get(name)
    if kept is None:
        kept = read_own_words(place_code)
        cache.set(name, kept, KEPT_SECONDS)
    return kept


def forget_own_words() -> None:
    """Read the lists anew from now on: one was changed."""
    cache.set(WORDS_CHANGED, uuid7().hex, None)


def read_own_words(place_code: str) -> tuple[KindWords, ...]:
    """The word lists changed for a place, the nearest jurisdiction's of each kind. One statement."""
    prefixes = ["", *(place_code[:length] for length in PlaceLevel if length <= min(len(place_code), 12))]
    nearest: dict[str, TriageWords] = {}
    for row in sorted(TriageWords.objects.filter(prefix__in=prefixes), key=lambda row: len(row.prefix)):
        nearest[row.code] = row
    return tuple(
        KindWords(row.code, tuple(row.words.split()), tuple(row.examples.splitlines()))
        for _code, row in sorted(nearest.items())
    )


def index_for(tree: Iterable[LargeKind], own: tuple[KindWords, ...]) -> WordIndex:
    """The word index over the small kinds of a tree."""
    return index_of(tuple((kind.code, kind.name) for large in tree for kind in large.kinds), own)


def _large_of(tree: tuple[LargeKind, ...], ranked: list[tuple[float, str]]) -> LargeKind | None:
    sums: dict[str, float] = {}
    for chance, code in ranked:
        sums[code[:2]] = sums.get(code[:2], 0.0) + chance
    code = max(sums, key=lambda one: sums[one], default="")
    return next((one for one in tree if one.code == code), None) if sums.get(code, 0.0) >= LARGE_ENOUGH else None
