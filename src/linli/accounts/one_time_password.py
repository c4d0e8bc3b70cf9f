"""The password an administrator hands over once, to be changed at the first sign-in."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django.conf import settings

from .secret import Secret

# Without characters that are mistaken for each other when copied by hand: 0 O 1 l I.
_LOWER, _UPPER, _DIGITS = "abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789"
_GROUP = (_UPPER, _LOWER, _DIGITS, _LOWER)


def one_time_password(key: UUID) -> Secret:
    """Sixteen characters in four groups (about 73 bits), like `Kp7m-Rt4x-Ez9a-Bn3c`.

    Made from the deed's key and the platform's secret: asking again under the same key shows the same password, and it
    is kept nowhere.
    """
    digest = hmac.new(settings.SECRET_KEY.encode(), b"one-time password" + key.bytes, hashlib.sha256).digest()
    number = int.from_bytes(digest, "big")
    groups = []
    for _ in range(4):
        group = ""
        for letters in _GROUP:
            number, index = divmod(number, len(letters))
            group += letters[index]
        groups.append(group)
    return Secret("-".join(groups))
