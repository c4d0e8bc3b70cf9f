"""What opens a code to the person who holds it: the last four digits of the telephone left with it, or a word given once.

Who left no telephone gets a follow word of six digits. It is computed from the row's id under a key that lies outside the
database and is stored nowhere: a copy of the database does not give it away, and there is nothing to guess it from but the
rate-limited page (ledger.attempts).
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from uuid import UUID

from django.conf import settings

from .sealed import Sealed


def follow_word(id: UUID) -> str:
    """The six digits for somebody who left no telephone."""
    digest = hmac.new(settings.FINGERPRINT_KEY.encode(), b"follow " + id.bytes, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06d}"


def opens(id: UUID, phone: Sealed, typed: str) -> bool:
    """Whether `typed` is what opens the row `id` with this telephone. Compared in constant time."""
    right = phone.last_four if phone else follow_word(id)
    return hmac.compare_digest(right, read_word(typed))


def read_word(typed: str) -> str:
    """The digits in what somebody typed; more than a whole telephone number cannot be meant."""
    digits = "".join(c for c in unicodedata.normalize("NFKC", typed[:40]) if c.isascii() and c.isdigit())
    return digits[-4:] if len(digits) == 11 else digits
