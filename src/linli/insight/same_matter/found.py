"""The hot issues of a finished stream of messages, each as hot as it was when its last message came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from .grouping import Message, sort_messages
from .heat import heat_at, heat_mark
from .naming import name_of_matter, place_of_matter
from .said import WordSpread


@dataclass(frozen=True)
class Found:
    """One issue with its messages, earliest first."""

    name: str
    place: str
    heat: float
    messages: tuple[Message, ...]

    @property
    def people(self) -> int:
        return len({one.who for one in self.messages})

    @property
    def votes(self) -> int:
        return sum(one.votes for one in self.messages)

    @property
    def first_at(self) -> datetime:
        return self.messages[0].at

    @property
    def last_at(self) -> datetime:
        return self.messages[-1].at


def find_hot(messages: Sequence[Message]) -> list[Found]:
    """Every issue of the stream, hottest first. The words' rarity is counted over the stream itself."""
    spread = WordSpread.of([one.said for one in messages])
    found = [_found(matter, spread) for matter in sort_messages(messages, spread)]
    return sorted(found, key=lambda one: (-one.heat, one.first_at, one.name))


def _found(matter: list[Message], spread: WordSpread) -> Found:
    matter = sorted(matter, key=lambda one: (one.at, str(one.id)))
    said = [one.said for one in matter]
    mark = heat_mark((one.at, one.who, one.votes) for one in matter)
    heat = heat_at(mark, matter[-1].at) if mark is not None else 0.0
    return Found(name_of_matter(said, spread), place_of_matter(said), heat, tuple(matter))
