"""Whether two streets tell of one place and one problem: a road on their border, a bus line through both."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .said import Said, WordSpread
from .tie import SHORTEST_NAME, Weights, tie_of

_LINE = re.compile(r"(?<![a-z\d])[a-z]?\d{1,3}路(?!口)")


@dataclass(frozen=True, slots=True)
class Parts:
    named: frozenset[str]
    said: frozenset[str]


def told_across(one: Said, other: Said, spread: WordSpread, weights: tuple[Weights, Weights] | None = None) -> str:
    """The name of the place both speak of, where they are about one matter too; empty where they are not.

    Likeness alone is not enough between two streets: lifts fail in both. Both are read without the place the platform knows them to
    be about, since two estates can lie on one road.
    """
    names = {*_told(one, other), *_told(other, one), *(_lines(one) & _lines(other))}
    if not names or tie_of(one, other, spread, weights) is None:
        return ""
    return max(names, key=lambda name: (name in one.heading and name in other.heading, len(name), name))


def may_share_a_name(one: Parts, other: Parts) -> bool:
    """Whether any name of one can stand in the words of the other: quick, and never no where `told_across` finds one."""
    return not one.named.isdisjoint(other.said) or not other.named.isdisjoint(one.said)


def parts_of(voices: Iterable[Said]) -> Parts:
    """The runs of three characters of the names and of the words of several messages, and the lines they name."""
    named, said = set(), set()
    for one in voices:
        lines = _lines(one)
        named |= {run for name in one.mentions for run in _threes(name)} | lines
        said |= {run for text in _texts(one) for run in _threes(text)} | lines
    return Parts(frozenset(named), frozenset(said))


def _threes(text: str) -> set[str]:
    return {text[at : at + SHORTEST_NAME] for at in range(len(text) - SHORTEST_NAME + 1)}


def _told(one: Said, other: Said) -> set[str]:
    """The names of the one that the other says as well, as far as it says them: 学士路 of 学士路丁字路口."""
    text = "\n".join(_texts(other))
    found = set()
    for name in one.mentions:
        parts = (
            name[at : at + length]
            for length in range(len(name), SHORTEST_NAME - 1, -1)
            for at in range(len(name) - length + 1)
        )
        found.add(next((part for part in parts if part in text), ""))
    return found - {""}


def _lines(said: Said) -> set[str]:
    return {line for text in _texts(said) for line in _LINE.findall(text)}


def _texts(said: Said) -> tuple[str, str]:
    return said.heading, said.opening
