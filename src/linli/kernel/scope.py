"""A scope: the set of place-code prefixes somebody may see or act in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Scope:
    """Prefixes of place codes, none of which contains another. The prefix `*` stands for the whole platform."""

    prefixes: frozenset[str]

    @classmethod
    def of(cls, prefixes: Iterable[str]) -> Scope:
        """The scope of these prefixes, with those already covered by a shorter one left out."""
        kept: list[str] = []
        for prefix in sorted({str(p) for p in prefixes if p}, key=len):
            if not any(prefix.startswith(shorter) for shorter in kept):
                kept.append(prefix)
        return cls(frozenset({EVERYTHING}) if EVERYTHING in kept else frozenset(kept))

    @classmethod
    def everything(cls) -> Scope:
        """The whole platform: for background work and platform administrators, in so many words."""
        return cls(frozenset({EVERYTHING}))

    @classmethod
    def nothing(cls) -> Scope:
        return cls(frozenset())

    @property
    def is_everything(self) -> bool:
        return EVERYTHING in self.prefixes

    def holds(self, place_code: str) -> bool:
        """Whether the place lies within."""
        return self.is_everything or any(place_code.startswith(prefix) for prefix in self.prefixes)

    def as_setting(self) -> str:
        """What PostgreSQL's row-level security reads."""
        return ",".join(sorted(self.prefixes))
