"""A few words around what was searched for, with it marked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from linli.kernel.bigrams import normalise

BEFORE, AFTER = 20, 60


def excerpt(texts: Iterable[str], words: str) -> SafeString:
    """The first text that contains one of the words, cut around it; empty where none does."""
    sought = _sought(words)
    for text in texts:
        if sought and text and (found := sought.search(_folded(text))):
            start, end = max(0, found.start() - BEFORE), found.end() + AFTER
            cut = " ".join(text[start:end].split())
            return marked(("…" if start else "") + cut + ("…" if end < len(text) else ""), words)
    return SafeString("")


def marked(text: str, words: str) -> SafeString:
    """The text with every occurrence of a word in `<mark>`; everything else escaped."""
    sought = _sought(words)
    if sought is None:
        return escape(text)
    parts, at, folded = [], 0, _folded(text)
    for found in sought.finditer(folded):
        parts += [escape(text[at : found.start()]), "<mark>", escape(text[found.start() : found.end()]), "</mark>"]
        at = found.end()
    return mark_safe("".join(map(str, [*parts, escape(text[at:])])))  # noqa: S308


def _sought(words: str) -> re.Pattern[str] | None:
    parts = [part for part in _folded(words).split() if part]
    return re.compile("|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))) if parts else None


def _folded(text: str) -> str:
    """Full-width forms and case folded away, each character staying where it is."""
    return "".join(folded if len(folded := normalise(c)) == 1 else c for c in text)
