"""What people type, made plain: texts without invisible characters, telephone numbers as digits."""

from __future__ import annotations

import re
import unicodedata

from .errors import BadInput


def clean_text(text: str) -> str:
    """Without NUL, control and invisible formatting characters; line ends as `\\n`; trimmed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co")).strip()


def read_phone(text: str) -> str:
    """A mobile number or a landline with or without area code, as digits. Empty stays empty. Raises `BadInput` on `phone`."""
    digits = re.sub(r"[\s\-()+.]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(0086|86)(?=1\d{10}$)", "", digits)
    if not digits:
        return ""
    if not re.fullmatch(r"1[3-9]\d{9}|0\d{9,11}|[2-9]\d{6,7}", digits):
        raise BadInput("phone", "not_a_phone")
    return digits


def read_words(text: str, field: str, most: int, *, needed: bool = True) -> str:
    """A bounded text of a form. Raises `BadInput` on `field`: `empty` where it is needed, `too_long` past `most` characters."""
    words = clean_text(text or "")
    if not words and needed:
        raise BadInput(field, "empty")
    if len(words) > most:
        raise BadInput(field, "too_long", len(words))
    return words
