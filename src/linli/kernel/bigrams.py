"""Search tokens for Chinese: single characters and pairs of neighbours; words and numbers of Latin script whole.

PostgreSQL has no Chinese parser of its own; pairs find every substring of two characters or more, and the caller rechecks
longer ones exactly (foundations.md, Chinese search).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_RUN = re.compile(r"[0-9a-z]+|[㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff]+")


def normalise(text: str) -> str:
    """Full-width forms and case folded away, so that what looks alike is found alike."""
    return unicodedata.normalize("NFKC", text).casefold().replace("\x00", "")


def tokens(text: str) -> set[str]:
    """Every token under which the text is to be found."""
    found: set[str] = set()
    for run in _RUN.findall(normalise(text)):
        if run[0].isascii():
            found.add(run[:64])
        else:
            found.update(run)
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def query_tokens(term: str) -> set[str]:
    """The tokens that a text containing `term` must have: the pairs, or the one character of a term of one."""
    found: set[str] = set()
    for run in _RUN.findall(normalise(term)):
        if run[0].isascii():
            found.add(run[:64])
        elif len(run) == 1:
            found.add(run)
        else:
            found.update(run[i : i + 2] for i in range(len(run) - 1))
    return found


def as_tsvector(words: Iterable[str]) -> str:
    """The tokens in PostgreSQL's input form of a `tsvector`. Tokens hold no quotes or backslashes (see `tokens`)."""
    return " ".join(f"'{word}'" for word in sorted(words))


def as_tsquery(words: Iterable[str]) -> str:
    """All of the tokens, in PostgreSQL's input form of a `tsquery`."""
    return " & ".join(f"'{word}'" for word in sorted(words))
