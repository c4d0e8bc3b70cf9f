"""What a half-month analysis tells of hot issues and wishes beside its cases: plain values, kept with the edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class IssueCount:
    """A hot issue as the period heard it: people and messages of these days, and the messages of the period before."""

    id: str
    name: str
    people: int
    messages: int
    previous: int

    @property
    def trend(self) -> str:
        """`new` (nothing in the period before), `rising`, `falling` or `steady`."""
        if not self.previous:
            return "new"
        if self.messages == self.previous:
            return "steady"
        return "rising" if self.messages > self.previous else "falling"


@dataclass(frozen=True, slots=True)
class WishCount:
    """Wishes of the period (came in, published, come true) beside those of the period before; `waiting` for somebody to claim
    them and `in_hand` stand as of the counting."""

    came: int
    published: int
    fulfilled: int
    came_before: int
    published_before: int
    fulfilled_before: int
    waiting: int
    in_hand: int

    @property
    def is_empty(self) -> bool:
        return not any(getattr(self, name) for name in self.__slots__)
