"""Which kind the words of a message speak for, before anything has been learned: counted, not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from .word_lists import WordIndex, pairs_of

OPENING, LATER_WEIGHT = 80, 0.6
"""What is said first is what it is about; what comes later says less."""
NEAR = 30
"""How many characters apart the two words of a pair may stand."""
ALIKE = 0.35
"""From which overlap an example speaks for its kind."""
LIKE_AN_EXAMPLE = "≈"
"""Stands among the words where an example spoke."""
SHARPNESS = 1.6
NOTHING_SAID = 1.0
"""The weight of “something else”: with one short word on one side, an even chance."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for one kind: `share` is its part of everything that was found (0–1), `words` the reason, loudest first."""

    code: str
    share: float
    words: tuple[str, ...]


def evidence_in(plain: str, index: WordIndex) -> list[Evidence]:
    """The kinds that a legible text speaks for, likeliest first; none where nothing was found.

    O(length · longest word). Each word counts once; one within a longer one (`充电` in `充电桩`) is not heard.
    """
    at = _occurrences(plain, index)
    found: dict[str, dict[str, float]] = {}
    for word, place in at.items():
        weight = 1.0 if place < OPENING else LATER_WEIGHT
        for code, says in index.words[word]:
            found.setdefault(code, {})[word] = says * weight
    for first, second, code, says in index.pairs:
        place = _near(plain, first, second)
        if place is not None:
            weight = 1.0 if place < OPENING else LATER_WEIGHT
            found.setdefault(code, {})[f"{first}…{second}"] = says * weight
    if index.examples:
        _hear_examples(plain, index, found)
    scores = {code: sum(words.values()) ** SHARPNESS for code, words in found.items()}
    whole = sum(scores.values()) + NOTHING_SAID
    shares = [
        Evidence(code, score / whole, tuple(islice(sorted(found[code], key=lambda w: -found[code][w]), 4)))
        for code, score in scores.items()
    ]
    return sorted(shares, key=lambda one: (-one.share, one.code))


def _occurrences(plain: str, index: WordIndex) -> dict[str, int]:
    """Each word heard, with its first place; the longest at a place covers those within it."""
    found: dict[str, int] = {}
    covered = 0
    for i in range(len(plain)):
        for length in range(min(index.longest, len(plain) - i), 0, -1):
            word = plain[i : i + length]
            if word in index.words:
                if i + length > covered:
                    found.setdefault(word, i)
                    covered = i + length
                break
    return found


def _near(plain: str, first: str, second: str) -> int | None:
    """Where two words stand near each other, if they do."""
    start = plain.find(first)
    while start >= 0:
        low = max(0, start - NEAR - len(second))
        if plain.find(second, low, start + len(first) + NEAR + len(second)) >= 0:
            return start
        start = plain.find(first, start + 1)
    return None


def _hear_examples(plain: str, index: WordIndex, found: dict[str, dict[str, float]]) -> None:
    said = pairs_of(plain[:400])
    for code, example in index.examples:
        shared = len(said & example)
        alike = 2 * shared / (len(said) + len(example)) if shared else 0.0
        if alike >= ALIKE:
            words = found.setdefault(code, {})
            words[LIKE_AN_EXAMPLE] = max(words.get(LIKE_AN_EXAMPLE, 0.0), 4 * alike)
