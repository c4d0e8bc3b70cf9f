"""The kinds of matter to choose from. Published sets never change, so each is read once in a process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from ..categories import set_in_force, tree_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A small kind, with both limits as the tree writes them (`4wh`)."""

    code: str
    name: str
    response_limit: str
    handle_limit: str


@dataclass(frozen=True, slots=True)
class LargeKind:
    code: str
    name: str
    kinds: tuple[Kind, ...]


def kinds_in_force(place_code: str) -> tuple[LargeKind, ...]:
    """The tree in force at a place. One statement; a second the first time a set is met in this process."""
    return _tree(set_in_force(place_code).id)


@lru_cache(maxsize=64)
def _tree(set_id: UUID) -> tuple[LargeKind, ...]:
    return tuple(
        LargeKind(
            large.code,
            large.name,
            tuple(Kind(one.code, one.name, one.response_limit, one.handle_limit) for one in small),
        )
        for large, small in tree_of(set_id)
    )
