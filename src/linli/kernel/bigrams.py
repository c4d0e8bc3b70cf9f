"""Search tokens for Chinese: single characters and pairs of neighbours; words and numbers of Latin script whole.

PostgreSQL has no Chinese parser of its own (foundations.md, Chinese search).
"""

from __future__ import annotations

import re
import unicodedata

_LAST_POSITION = 16_383
_MOST_POSITIONS = 255
_RUN = re.compile(r"[0-9a-z]+|[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")


def normalise(text: str) -> str:
    """Full-width forms and case folded away, so that what looks alike is found alike."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\x00", "")


def as_tsvector(*texts: str) -> str:
    """The texts in PostgreSQL's input form of a `tsvector` with positions.

    Each Chinese character is indexed alone and with its right neighbour, at its own position, so that a substring of any
    length is found exactly by adjacency. What lies beyond PostgreSQL's 16,383 positions is not indexed.
    """
    positions: dict[str, list[int]] = {}
    at = 1
    for text in texts:
        for run in _RUN.findall(normalise(text)):
            words = [run[:64]] if run[0].isascii() else [run[i : i + n] for i in range(len(run)) for n in (1, 2)]
            for number, word in enumerate(words):
                place = at if run[0].isascii() else at + number // 2
                found = positions.setdefault(word, [])
                if place <= _LAST_POSITION and len(found) < _MOST_POSITIONS and place not in found[-1:]:
                    found.append(place)
            at += 2 if run[0].isascii() else len(run) + 1
    return " ".join(f"'{word}':{','.join(map(str, at))}" for word, at in sorted(positions.items()) if at)


def as_tsquery(term: str) -> str:
    """What finds every text that contains each of the words in `term` (words are parted by spaces); empty when nothing
    in it can be searched for. In PostgreSQL's input form of a `tsquery`."""
    parts = []
    for run in _RUN.findall(normalise(term)[:200]):
        if run[0].isascii():
            parts.append(f"'{run[:64]}':*")
        elif len(run) == 1:
            parts.append(f"'{run}'")
        else:
            parts.append(" <-> ".join(f"'{run[i : i + 2]}'" for i in range(len(run) - 1)))
    return " & ".join(f"({part})" for part in parts)
