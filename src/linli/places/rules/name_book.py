"""Names of places as people say and write them: exactly, by another name, shortened, by sound, with a slip of the pen. Plain Python."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Generic, TypeVar

from pypinyin import lazy_pinyin
from rapidfuzz import fuzz, process

from .parse_address import plain_place_name

Owner = TypeVar("Owner")

_GENERIC = ("住宅小区", "住宅区", "生活区", "家属院", "家属区", "小区", "社区", "大院", "宿舍区", "宿舍")
"""Endings people leave out or add."""

_CLOSE = 58
"""Of 100 of `rapidfuzz.fuzz.ratio`: one character of a name of two is no longer close, one of three or more is."""

_MOST_KEPT = 200_000
_MOST_LIKE = 8


class Likeness(StrEnum):
    """How the words said and a name on record are alike."""

    NAME = "name"
    ALIAS = "alias"
    SHORT = "short"
    SOUND = "sound"
    PART = "part"
    SLIP = "slip"


@dataclass(frozen=True, slots=True)
class Likely(Generic[Owner]):
    """Somebody's name that is like the words said. `share` is how much of it agrees, 0 to 1."""

    owner: Owner
    name: str
    likeness: Likeness
    share: float = 1.0


class NameBook(Generic[Owner]):
    """Names with whose they are. Exact names are a look into a dictionary; sounds and slips are prepared when first asked for
    (about 40 µs a name) and every answer is kept."""

    def __init__(self, named: Iterable[tuple[str, Owner, bool]]) -> None:
        """`named` are (name, owner, whether it is another name)."""
        self._exact: dict[str, list[Likely[Owner]]] = {}
        self._short: dict[str, list[Likely[Owner]]] = {}
        for name, owner, is_alias in named:
            plain = plain_place_name(name)
            if not plain:
                continue
            likely = Likely(owner, name, Likeness.ALIAS if is_alias else Likeness.NAME)
            self._exact.setdefault(plain, []).append(likely)
            self._short.setdefault(short_name(plain), []).append(likely)
        self._sounds: dict[str, list[Likely[Owner]]] | None = None
        self._list: list[str] = []
        self._answers: dict[str, tuple[Likely[Owner], ...]] = {}

    def __len__(self) -> int:
        return len(self._exact)

    def called(self, name: str) -> list[Likely[Owner]]:
        """Whose name this is, letter by letter."""
        return self._exact.get(plain_place_name(name), [])

    def like(self, name: str) -> tuple[Likely[Owner], ...]:
        """Whose name may be meant, the likeliest kind of likeness first; the first kind that finds anybody is the only one, but parts and
        slips are looked at together."""
        plain = plain_place_name(name)
        known = self._answers.get(plain)
        if known is None:
            if len(self._answers) >= _MOST_KEPT:
                self._answers.clear()
            known = self._answers[plain] = tuple(self._like(plain))
        return known

    def within(self, text: str) -> list[tuple[int, Likely[Owner]]]:
        """Whose names of three characters and more stand somewhere in the first 120 of the text, and where in it without its spaces; the longest
        at each place."""
        plain = plain_place_name(text)[:120]
        found, at = [], 0
        while at < len(plain) - 2:
            for end in range(min(len(plain), at + 16), at + 2, -1):
                piece = plain[at:end]
                here = self._exact.get(piece)
                if not here and (short := self._short.get(piece)):
                    here = [Likely(one.owner, one.name, Likeness.SHORT) for one in short]
                if here:
                    found.extend((at, one) for one in here)
                    at = end - 1
                    break
            at += 1
        return found

    def _like(self, plain: str) -> Iterable[Likely[Owner]]:
        if not plain:
            return ()
        if found := self._exact.get(plain):
            return found
        short = short_name(plain)
        if found := self._short.get(short):
            return [Likely(one.owner, one.name, Likeness.SHORT) for one in found]
        if self._sounds is None:
            self._prepare()
        if len(short) > 1 and (found := self._sounds.get(sound_of(short))):
            return [Likely(one.owner, one.name, Likeness.SOUND) for one in found]
        return self._parts_and_slips(short)

    def _parts_and_slips(self, short: str) -> Iterable[Likely[Owner]]:
        found = {}
        if len(short) > 1:
            for name, score, _n in process.extract(
                short, self._list, scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=_MOST_LIKE
            ):
                found[name] = (Likeness.SLIP, score / 100)
            sounds = sound_of(short)
            for name in [name for name in self._list if len(name) > 1 and (short in name or name in short)][
                :_MOST_LIKE
            ]:
                found[name] = (Likeness.PART, min(len(name), len(short)) / max(len(name), len(short)))
            for name, (kind, share) in found.items():
                # A slip that sounds nearly alike is likelier than one that looks alike only.
                if kind is Likeness.SLIP:
                    found[name] = (kind, max(share, fuzz.ratio(sound_of(name), sounds) / 100 - 0.08))
        likely = [
            Likely(one.owner, one.name, kind, share)
            for name, (kind, share) in found.items()
            for one in self._short[name]
        ]
        return sorted(likely, key=lambda one: -one.share)[:_MOST_LIKE]

    def _prepare(self) -> None:
        self._sounds = {}
        self._list = list(self._short)
        for short in self._list:
            self._sounds.setdefault(sound_of(short), []).extend(self._short[short])


def short_name(plain: str) -> str:
    """A name without the ending people leave out; the name itself where nothing telling would be left."""
    for ending in _GENERIC:
        if plain.endswith(ending) and len(plain) - len(ending) >= 2:
            return plain[: -len(ending)]
    return plain


@lru_cache(maxsize=100_000)
def sound_of(name: str) -> str:
    """How a name sounds to many: pinyin without tones, without telling zh from z, ch from c, sh from s, -ng from -n, l from n."""
    return " ".join(_merged(one) for one in lazy_pinyin(name))


def _merged(syllable: str) -> str:
    for loud, soft in (("zh", "z"), ("ch", "c"), ("sh", "s")):
        if syllable.startswith(loud):
            syllable = soft + syllable[2:]
    if syllable.startswith("n"):
        syllable = "l" + syllable[1:]
    return syllable[:-1] if syllable.endswith("ng") else syllable
