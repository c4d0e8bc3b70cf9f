"""What a survey's slip for one dwelling says: six digits by which only who got the slip answers for it.

Computed from the survey and the dwelling under a key outside the database, as the follow word is (`people.follow_word`): stored
nowhere, another one in every survey.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from linli.people.follow_word import read_word


def slip_word(survey: UUID, dwelling: UUID) -> str:
    """The six digits on the slip."""
    said = b"survey slip " + survey.bytes + dwelling.bytes
    digest = hmac.new(settings.FINGERPRINT_KEY.encode(), said, hashlib.sha256).digest()
    return f"{int.from_bytes(digest[:8]) % 1_000_000:06d}"


def slip_opens(survey: UUID, dwelling: UUID, typed: str) -> bool:
    """Whether `typed` is what the slip says. Compared in constant time."""
    return hmac.compare_digest(slip_word(survey, dwelling), read_word(typed))
