"""Sealing: AES-256-GCM or SM4-GCM, exact search by keyed fingerprint, masking. Keys live outside the database.

A sealed value is `version byte ‖ 12-byte nonce ‖ ciphertext and tag`; the version names cipher and key, so that keys can rotate.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata
from functools import cache

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

AES, SM4 = 1, 2


def seal(text: str) -> bytes:
    """`text` sealed under the current key, each time differently."""
    nonce = os.urandom(12)
    if settings.SEALING_CIPHER == "SM4-GCM":
        encryptor = Cipher(algorithms.SM4(_sm4_key()), modes.GCM(nonce)).encryptor()
        return bytes([SM4]) + nonce + encryptor.update(text.encode()) + encryptor.finalize() + encryptor.tag
    return bytes([AES]) + nonce + _aes().encrypt(nonce, text.encode(), None)


def unseal(sealed: bytes) -> str:
    """The text that was sealed. Raises `cryptography.exceptions.InvalidTag` when key or bytes are wrong."""
    version, nonce, body = sealed[0], sealed[1:13], sealed[13:]
    if version == SM4:
        decryptor = Cipher(algorithms.SM4(_sm4_key()), modes.GCM(nonce, body[-16:])).decryptor()
        return (decryptor.update(body[:-16]) + decryptor.finalize()).decode()
    return _aes().decrypt(nonce, body, None).decode()


def fingerprint(text: str) -> str:
    """A keyed digest under which the same text, however it is spaced, is found again. 64 hexadecimal digits."""
    plain = re.sub(r"[\s\-]", "", unicodedata.normalize("NFKC", text)).casefold()
    return hmac.new(bytes.fromhex(settings.FINGERPRINT_KEY)[:32], plain.encode(), hashlib.sha256).hexdigest()


def mask(text: str, kind: str) -> str:
    """The text as it may be shown: 王**, 138****5678, 3417**********1234, an address up to its building."""
    if not text:
        return ""
    if kind == "name":
        return text[0] + "*" * max(1, min(len(text) - 1, 3))
    if kind == "phone":
        return text[:3] + "****" + text[-4:] if len(text) >= 10 else "****" + text[-2:]
    if kind == "id_number":
        return text[:4] + "*" * max(0, len(text) - 8) + text[-4:] if len(text) >= 12 else "****"
    if kind == "address":
        return re.sub(r"\d+(?=\s*(单元|室|户|房))", "*", text)
    return "****"


@cache
def _aes() -> AESGCM:
    return AESGCM(bytes.fromhex(settings.SEALING_KEY)[:32])


@cache
def _sm4_key() -> bytes:
    return hashlib.sha256(b"sm4" + bytes.fromhex(settings.SEALING_KEY)).digest()[:16]
