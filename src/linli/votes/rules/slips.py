"""Codes on slips of paper: voting codes, receipts, serials of paper ballots. Ten signs that cannot be mistaken for each other."""

from __future__ import annotations

import secrets
import unicodedata

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def new_slip() -> str:
    """A fresh random code: 31¹⁰ possibilities, about 49 bits."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def read_slip(text: str) -> str | None:
    """The code in what somebody typed or scanned (blanks, dashes, small and full-width letters allowed); None when it cannot
    be one."""
    if len(text) > 60:
        return None
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return plain if len(plain) == LENGTH and set(plain) <= set(SIGNS) else None


def show_slip(code: str) -> str:
    """The code in two groups: K7QM3-XPA9D."""
    return f"{code[:5]}-{code[5:]}" if len(code) == LENGTH else code
