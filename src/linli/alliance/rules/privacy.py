"""Whether a sentence meant for everybody looks as if it told who somebody is."""

from __future__ import annotations

import re

_PERSONAL = re.compile(r"\d{7,}|\d{3,4}[-\s]\d{4,}|\d+(室|户)|\d+单元\d+|\d+[号栋幢]楼?\d+")


def looks_personal(text: str) -> bool:
    """Whether it holds what looks like a telephone number, an identity number or a dwelling."""
    return bool(_PERSONAL.search(text))
