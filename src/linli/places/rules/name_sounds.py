"""How names sound to many, a character for each syllable, so that names are compared by sound as they are by letters. Plain Python."""

from __future__ import annotations

from functools import lru_cache

from pypinyin import lazy_pinyin

_FIRST_OF_OURS = 0xE000
"""Syllables are kept as characters of the private use area: there are about 400."""

_syllables: dict[str, str] = {}


@lru_cache(maxsize=100_000)
def sound_of(name: str) -> str:
    """A character for each syllable, without tones, not telling zh from z, ch from c, sh from s, -ng from -n, l from n. Letters and digits stay."""
    return "".join(_sound(char) for char in name)


@lru_cache(maxsize=30_000)
def _sound(char: str) -> str:
    if not "一" <= char <= "鿿":
        return char
    syllable = _merged(lazy_pinyin(char)[0])
    return _syllables.setdefault(syllable, chr(_FIRST_OF_OURS + len(_syllables)))


def _merged(syllable: str) -> str:
    for loud, soft in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(loud):
            syllable = soft + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable
