"""A loop as one table: in which states who may do what, and where it leads. Plain Python, for rooms with a loop of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .errors import MissingField, NotAllowed, WrongState


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedRow:
    """In these `sources` these `parts` may do this `deed`; it leads to `target` (None: it stays). None among the sources is
    the thing that does not exist yet. `main` marks what a state waits for."""

    deed: StrEnum
    sources: frozenset[StrEnum | None]
    target: StrEnum | None
    parts: frozenset[StrEnum]
    required: tuple[str, ...] = ()
    main: bool = False


def row(
    deed: StrEnum,
    sources: Iterable[StrEnum | None],
    target: StrEnum | None,
    parts: Iterable[StrEnum],
    required: tuple[str, ...] = (),
    main: bool = False,
) -> DeedRow:
    """A row of a table, written shortly."""
    return DeedRow(
        deed=deed, sources=frozenset(sources), target=target, parts=frozenset(parts), required=required, main=main
    )


class BrokenDeedTable(ValueError):
    """The table contradicts itself; every fault is named."""


def check_deed_table(table: Iterable[DeedRow], states: Iterable[StrEnum], ended: Iterable[StrEnum]) -> None:
    """Raise `BrokenDeedTable` unless every state can be reached, every state that is not ended leads on and waits for
    somebody's main deed, no deed is twice in one state, and everybody's deed has somebody."""
    faults, claimed, states, ended = [], set(), list(states), frozenset(ended)
    onward: dict[StrEnum | None, set[StrEnum]] = {}
    for one in table:
        if not one.parts or not one.sources:
            faults.append(f"nobody may {one.deed}")
        for source in one.sources:
            if (one.deed, source) in claimed:
                faults.append(f"{one.deed} is ambiguous in {source}")
            claimed.add((one.deed, source))
            if one.target is not None:
                onward.setdefault(source, set()).add(one.target)
    reached: set[StrEnum | None] = {None}
    waiting: list[StrEnum | None] = [None]
    while waiting:
        for state in onward.get(waiting.pop(), set()) - reached:
            reached.add(state)
            waiting.append(state)
    faults += [f"{state} cannot be reached" for state in states if state not in reached]
    main = {source for one in table if one.main for source in one.sources}
    for state in states:
        if state in ended and onward.get(state):
            faults.append(f"{state} is left again")
        if state not in ended and (not onward.get(state) or state not in main):
            faults.append(f"{state} waits for nobody")
    if faults:
        raise BrokenDeedTable("; ".join(faults))


def decide(
    table: Iterable[DeedRow],
    deed: StrEnum,
    state: StrEnum | None,
    given: Mapping[str, Any],
    parts: Iterable[StrEnum],
    also_required: tuple[str, ...] = (),
) -> StrEnum | None:
    """The state that `deed` leads to. Raises `WrongState`, `NotAllowed` (`role`), `MissingField` for a field the row or this
    doer is asked for (`also_required`)."""
    found = next((one for one in table if one.deed is deed and state in one.sources), None)
    if found is None:
        raise WrongState(deed, state)
    if not found.parts & frozenset(parts):
        raise NotAllowed(deed, "role")
    missing = [name for name in found.required + also_required if given.get(name) in (None, "", ())]
    if missing:
        raise MissingField(deed, missing)
    return found.target or state


def available(table: Iterable[DeedRow], state: StrEnum | None, parts: Iterable[StrEnum]) -> list[DeedRow]:
    """What somebody in these parts may do next, what the state waits for first."""
    parts = frozenset(parts)
    return sorted((one for one in table if state in one.sources and one.parts & parts), key=lambda one: not one.main)
