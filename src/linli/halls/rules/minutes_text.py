"""The text of minutes: what an amendment changes, and what everybody may read of it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

_PERSONAL = re.compile(r"\d{7,}|\d{3,4}[-\s]\d{4,}|\d+单元\d+|\d+[号栋幢]楼?\d+(?:室|户)?|\d+(?:室|户)")


def difference(before: str, after: str) -> list[tuple[str, str]]:
    """What was kept, taken out and added, in order: pairs of (`same` | `out` | `in`, text)."""
    parts: list[tuple[str, str]] = []
    for tag, a, b, c, d in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            parts.append(("same", before[a:b]))
            continue
        if a < b:
            parts.append(("out", before[a:b]))
        if c < d:
            parts.append(("in", after[c:d]))
    return parts


def without_persons(text: str, names: Mapping[str, str]) -> str:
    """The text with every known name replaced by the word it maps to, and numbers that tell a person or a home by dots."""
    for name in sorted((one for one in names if len(one) > 1), key=len, reverse=True):
        text = text.replace(name, names[name])
    return _PERSONAL.sub("…", text)
