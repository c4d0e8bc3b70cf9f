"""Somebody's words made legible for counting: one script, no mark-up, no noise between the characters."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

from opencc import OpenCC

from linli.kernel.bigrams import normalise

HEAD, TAIL = 3_000, 1_000
"""Characters kept of a long text: how it begins and how it ends say what it is about."""

_BLOCK = re.compile(r"<(script|style)\b.*?</\1\s*>", re.S | re.I)
_TAG = re.compile(r"<[^<>]{0,300}>")
_ADDRESS = re.compile(r"(https?://|www\.)[^\s一-鿿]+|[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63}){1,4}", re.I)
_SYLLABLE = r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ui|ao|ou|iu|ie|ue|er|an|en|in|un|ia|ua|uo|[aeiouv]))"
_PINYIN = re.compile(rf"(?<=[一-鿿])[\s(]*{_SYLLABLE}(?:[\s']?{_SYLLABLE})*[\s)]*(?![a-z])(?=$|[^a-z0-9])")
_GAP = re.compile(r"(?<=[一-鿿])\s+(?=[一-鿿])")
_SPACE = re.compile(r"\s+")


def legible(text: str) -> str:
    """The text in simplified characters and half-width forms, without mark-up, addresses, emoji or pinyin between the
    characters; of a long text its beginning and its end. Empty when nothing can be read."""
    plain = html.unescape(text[: 4 * HEAD] + (" " + text[-4 * TAIL :] if len(text) > 4 * HEAD else ""))
    plain = _ADDRESS.sub(" ", _TAG.sub(" ", _BLOCK.sub(" ", plain)))
    plain = _simplified("".join(map(_plain, normalise(plain))))
    plain = _GAP.sub("", _PINYIN.sub("", plain))
    plain = _SPACE.sub(" ", plain).strip()
    return plain if len(plain) <= HEAD + TAIL else f"{plain[:HEAD]} {plain[-TAIL:]}"


def _simplified(text: str) -> str:
    return text if text.isascii() else _opencc().convert(text)


@lru_cache(maxsize=1)
def _opencc() -> OpenCC:
    return OpenCC("t2s")


def _plain(character: str) -> str:
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind in ("So", "Sk", "Cf", "Cc", "Cs", "Co", "Cn", "Mn", "Me"):
        return "" if kind in ("Cf", "Mn", "Me") else " "
    if "\u00c0" <= character < "\u0250":
        return unicodedata.normalize("NFD", character)[0]
    return character
