"""What each kind of matter is called in people's own words: the shipped lists, and what a tenant makes of them.

A word is plain (`垃圾堆`), weak when it is said in passing of many things (`~物业`), or a pair that counts when both are said near
each other (`垃圾+没人收`).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from linli.kernel.errors import BadInput

from .legible import legible

_FILE = Path(__file__).parent / "keywords.csv"
LONGEST_WORD = 16
MOST_WORDS = 200
MOST_EXAMPLES = 50
LONGEST_EXAMPLE = 300
WEAK = 0.3
_WORD = re.compile(r"~?[一-鿿a-z0-9]{1,16}(\+[一-鿿a-z0-9]{1,16})?")


@dataclass(frozen=True, slots=True)
class KindWords:
    """The words and examples that speak for the small kind `code`."""

    code: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WordIndex:
    """The lists of all kinds turned round: what each word speaks for, and how loudly."""

    words: Mapping[str, tuple[tuple[str, float], ...]]
    pairs: tuple[tuple[str, str, str, float], ...]
    examples: tuple[tuple[str, frozenset[str]], ...]
    longest: int


@cache
def shipped_words() -> dict[str, KindWords]:
    """The lists Linli ships with, by kind."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: KindWords(row["code"], tuple(row["words"].split())) for row in csv.DictReader(lines)}


def read_words(text: str) -> tuple[str, ...]:
    """The words of a list as somebody types it, parted by spaces, commas or lines, each once.

    Raises `BadInput` on `words`: `unusable` naming the first that cannot be a word, `too_many`.
    """
    found = [re.sub(r"\s*\+\s*", "+", one) for one in re.split(r"[\s,，、;；]+", text.replace("＋", "+"))]
    words = []
    for one in filter(None, found):
        mark, plain = ("~", one[1:]) if one[0] in "~～" else ("", one)
        word = mark + "+".join(legible(part) for part in plain.split("+"))
        if not _WORD.fullmatch(word):
            raise BadInput("words", "unusable", one[:40])
        words.append(word)
    if len(words) > MOST_WORDS:
        raise BadInput("words", "too_many", len(words))
    return tuple(dict.fromkeys(words))


def read_examples(text: str) -> tuple[str, ...]:
    """The examples, one a line. Raises `BadInput` on `examples`: `too_many`, `too_long`."""
    lines = tuple(dict.fromkeys(filter(None, (line.strip() for line in text.splitlines()))))
    if len(lines) > MOST_EXAMPLES:
        raise BadInput("examples", "too_many", len(lines))
    if any(len(line) > LONGEST_EXAMPLE for line in lines):
        raise BadInput("examples", "too_long", max(map(len, lines)))
    return lines


@lru_cache(maxsize=32)
def index_of(kinds: tuple[tuple[str, str], ...], own: tuple[KindWords, ...]) -> WordIndex:
    """The index over `kinds` (code, name) with a tenant's `own` lists in place of the shipped ones.

    A kind the tenant added is known by its name until it has words. A word that speaks for several kinds speaks less for
    each; a longer word says more.
    """
    changed = {one.code: one for one in own}
    lists = [
        changed.get(code) or shipped_words().get(code) or KindWords(code, tuple(_parts_of(name)))
        for code, name in kinds
    ]
    claims: dict[str, dict[str, float]] = {}
    pairs = []
    for one in lists:
        for written in one.words:
            loudness = WEAK if written[0] == "~" else 1.0
            first, _plus, second = written.removeprefix("~").partition("+")
            if second:
                pairs.append((first, second, one.code, loudness * _says(len(first) + len(second))))
            else:
                claims.setdefault(first, {})[one.code] = loudness * _says(len(first))
    words = {
        word: tuple((code, says / len(by_kind)) for code, says in by_kind.items()) for word, by_kind in claims.items()
    }
    examples = tuple((one.code, pairs_of(legible(example))) for one in lists for example in one.examples)
    return WordIndex(words, tuple(pairs), examples, max(map(len, words), default=0))


def pairs_of(plain: str) -> frozenset[str]:
    """The pairs of neighbouring Chinese characters."""
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1) if "一" <= min(plain[i : i + 2]) <= "鿿")


def _says(length: int) -> float:
    return 1 + 0.35 * (min(length, 6) - 2)


def _parts_of(name: str) -> Iterable[str]:
    return [part for part in re.split(r"[^一-鿿]+", legible(name)) if 2 <= len(part) <= LONGEST_WORD and part != "其他"]
