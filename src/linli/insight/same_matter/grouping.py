"""A stream of messages sorted into matters, one after the other; what belongs together does not hang on their order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from .said import Said, WordSpread
from .tie import SPAN, tie_of


@dataclass(frozen=True)
class Message:
    """One message of the stream. `who` is whatever tells people apart; `votes` what others gave it, less those against it."""

    id: Hashable
    at: datetime
    who: str
    said: Said
    votes: int = 0


@dataclass
class Matters:
    """The matters heard so far. A new message is compared with those that share one of its marks and are near enough in time:
    O(candidates · length of text), whatever the number of messages heard."""

    spread: WordSpread
    _messages: list[Message] = field(default_factory=list)
    _weights: list[dict[str, float]] = field(default_factory=list)
    _marked: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _first: list[int] = field(default_factory=list)

    def hear(self, message: Message) -> None:
        """Sort a message in; it may join several matters into one."""
        number = len(self._messages)
        weights = self.spread.weigh(message.said)
        marks = self.spread.marks(message.said)
        self._messages.append(message)
        self._weights.append(weights)
        self._first.append(number)
        for candidate in sorted({one for mark in marks for one in self._marked[mark]}):
            other = self._messages[candidate]
            if abs(other.at - message.at) <= SPAN and tie_of(
                message.said, other.said, self.spread, (weights, self._weights[candidate])
            ):
                self._join(number, candidate)
        for mark in marks:
            self._marked[mark].append(number)

    def all(self) -> Iterator[list[Message]]:
        """Every matter with its messages, in the order they were heard."""
        found: dict[int, list[Message]] = defaultdict(list)
        for number, message in enumerate(self._messages):
            found[self._root(number)].append(message)
        yield from found.values()

    def _join(self, one: int, other: int) -> None:
        low, high = sorted((self._root(one), self._root(other)))
        self._first[high] = low

    def _root(self, number: int) -> int:
        while self._first[number] != number:
            self._first[number] = self._first[self._first[number]]
            number = self._first[number]
        return number


def sort_messages(messages: Iterable[Message], spread: WordSpread | None = None) -> list[list[Message]]:
    """The matters of a finished stream, by a spread of words counted over all of it where none is given."""
    stream = list(messages)
    matters = Matters(spread or WordSpread.of([one.said for one in stream]))
    for message in stream:
        matters.hear(message)
    return list(matters.all())
