"""Names of places as people say and write them: exactly, by another name, shortened, by sound, with a slip of the pen. Plain Python."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from heapq import nsmallest
from itertools import pairwise
from typing import Generic, TypeVar

from rapidfuzz.distance import OSA

from .address_parts import plain_place_name
from .name_sounds import sound_of

Owner = TypeVar("Owner")

_GENERIC = ("住宅小区", "住宅区", "生活区", "家属院", "家属区", "小区", "社区", "大院", "宿舍区", "宿舍")
"""Endings people leave out or add."""

_CLOSE = 0.6
"""The least share of characters that agree: one wrong of a name of two is no longer close, one of three is."""
_BY_SOUND = 0.08
"""By how much a likeness of sound is weaker than the same of letters."""
_OTHER_SIDE = 0.12
"""By how much it is weaker where the one says 东 and the other 西."""

_MOST_KEPT = 200_000
_MOST_LIKE = 12
_LOOKED_AT = 60
_COMMON = 400
"""Pairs of characters in more names than this tell little and are passed over where there are rarer ones."""


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
    """Names with whose they are. Exact names are a look into a dictionary; what is needed for the rest is prepared when first asked for
    and every answer is kept."""

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
        self._close: _CloseNames | None = None
        self._answers: dict[str, tuple[Likely[Owner], ...]] = {}

    def __len__(self) -> int:
        return len(self._exact)

    def called(self, name: str) -> list[Likely[Owner]]:
        """Whose name this is, letter by letter."""
        return self._exact.get(plain_place_name(name), [])

    def like(self, name: str) -> tuple[Likely[Owner], ...]:
        """Whose name may be meant: who is called so, or else whose name it may be shortened, by sound, as a part or with a slip; the likelier ways
        first."""
        plain = plain_place_name(name)
        known = self._answers.get(plain)
        if known is None:
            if len(self._answers) >= _MOST_KEPT:
                self._answers.clear()
            known = self._answers[plain] = tuple(self._exact.get(plain) or self._like(short_name(plain)))
        return known

    def within(self, text: str) -> list[tuple[int, str, Likely[Owner]]]:
        """Whose names of three characters and more stand somewhere in the first 120 of the text: where in it without its spaces, the very words,
        and whose; the longest at each place."""
        plain = plain_place_name(text)[:120]
        found: list[tuple[int, str, Likely[Owner]]] = []
        at = 0
        while at < len(plain) - 2:
            for end in range(min(len(plain), at + 16), at + 2, -1):
                piece = plain[at:end]
                if here := self._exact.get(piece):
                    found.extend((at, piece, one) for one in here)
                elif short := self._short.get(piece):
                    # 湖东桥东苑 is not 湖东桥小区.
                    goes_on = plain[end : end + 2].endswith(_ENDS_NAME) or plain[end : end + 3].endswith(_ENDS_NAME)
                    likeness, share = (Likeness.PART, 0.6) if goes_on else (Likeness.SHORT, 1.0)
                    found.extend((at, piece, Likely(one.owner, one.name, likeness, share)) for one in short)
                else:
                    continue
                at = end - 1
                break
            at += 1
        return found

    def _like(self, short: str) -> Iterator[Likely[Owner]]:
        if not short:
            return
        if self._close is None:
            self._close = _CloseNames(self._short)
        names = [(Likeness.SHORT, short, 1.0)] if short in self._short else []
        if len(short) > 1:
            names += [(Likeness.SOUND, name, 1.0) for name in self._close.sounding(short) if name != short]
            close = [(Likeness.PART, name, share) for name, share in self._close.parts(short)]
            if not names:
                close += [(Likeness.SLIP, name, share) for name, share in self._close.slips(short)]
            names += sorted(close, key=lambda one: -one[2])[:_MOST_LIKE]
        seen = set()
        for kind, name, share in names:
            if name not in seen:
                seen.add(name)
                yield from (Likely(one.owner, one.name, kind, share) for one in self._short[name])


_ENDS_NAME = (
    "苑", "园", "里", "村", "庭", "府", "阁", "轩", "居", "城", "湾", "郡", "墅", "坊", "弄", "院", "楼", "区", "厦", "寓",
)  # fmt: skip


class _CloseNames:
    """Names by the pairs of characters and of sounds in them, so that only a few are compared."""

    def __init__(self, names: Iterable[str]) -> None:
        self._pairs: dict[str, list[str]] = {}
        self._sounds: dict[str, list[str]] = {}
        self._begins: dict[str, list[str]] = {}
        for name in names:
            sound = sound_of(name)
            self._sounds.setdefault(sound, []).append(name)
            self._begins.setdefault(name[:2], []).append(name)
            for pair in _pairs(name) | _pairs(sound):
                self._pairs.setdefault(pair, []).append(name)

    def sounding(self, name: str) -> list[str]:
        """The names that sound so."""
        return self._sounds.get(sound_of(name), [])

    def parts(self, name: str) -> Iterator[tuple[str, float]]:
        """The names of two characters and more that hold this one, or that it holds, and how much of the longer is the shorter."""
        first = "".join(sorted(name[:2]))
        for other in self._pairs.get(first, ()):
            if other != name and name in other:
                yield other, len(name) / len(other)
        for at in range(len(name) - 1):
            for other in self._begins.get(name[at : at + 2], ()):
                if other != name and len(other) > 1 and name.startswith(other, at):
                    # What else is said speaks against it.
                    yield other, (len(other) / len(name)) ** 2

    def slips(self, name: str) -> list[tuple[str, float]]:
        """The names that differ in little by letters or by sound, and how much agrees: characters replaced, left out, added or exchanged."""
        sound, numbers, sides = sound_of(name), _numbers(name), _sides(name)
        shared: Counter[str] = Counter()
        postings = [found for pair in sorted(_pairs(name) | _pairs(sound)) if (found := self._pairs.get(pair))]
        telling = [found for found in postings if len(found) <= _COMMON] or sorted(postings, key=len)[:1]
        for found in telling:
            weight = 1 / len(found) ** 0.5
            for other in found:
                shared[other] += weight
        likely = []
        for other, _weight in nsmallest(_LOOKED_AT, shared.items(), key=lambda one: (-one[1], one[0])):
            share = OSA.normalized_similarity(name, other)
            by_sound = OSA.normalized_similarity(sound, sound_of(other)) - _BY_SOUND
            agrees = max(share, by_sound)
            if sides and (others := _sides(other)) and sides != others:
                agrees -= _OTHER_SIDE
            # 东湖路12号 and 东湖路15号 are two places, not one written wrongly.
            if agrees >= _CLOSE and min(len(name), len(other)) > 1 and _numbers(other) == numbers:
                likely.append((other, agrees))
        return likely


def _pairs(text: str) -> set[str]:
    """Characters that stand together or with one between, in either order: one wrong or two exchanged characters leave some."""
    near = pairwise(text), zip(text, text[2:], strict=False)
    return {a + b if a < b else b + a for pairs in near for a, b in pairs}


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+[号弄]?", text)


def _sides(text: str) -> str:
    """The characters that tell an estate from its neighbour: 东苑 is not 西苑, 二村 not 三村."""
    return "".join(char for char in text if char in "东西南北中一二三四五六七八九十")


def short_name(plain: str) -> str:
    """A name without the ending people leave out; the name itself where nothing telling would be left."""
    for ending in _GENERIC:
        if plain.endswith(ending) and len(plain) - len(ending) >= 2:
            return plain[: -len(ending)]
    return plain
