"""Prove that the loop has no unreachable state and no dead end, before anything runs on it."""

from __future__ import annotations

from collections import defaultdict

from .choices import Turn
from .states import LAST, PAUSED, STARTS, State
from .transition import Transition
from .transitions import TABLE


class BrokenTable(ValueError):
    """The transition table contradicts itself. `faults` names every fault, one sentence each."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__("; ".join(faults))


def edges(table: tuple[Transition, ...]) -> list[tuple[Transition, State | None, State]]:
    """Every (row, from, to) the table allows, with STAY and BEFORE_PAUSE worked out."""
    pausable: dict[State, set[State]] = defaultdict(set)
    for row in table:
        for target in row.targets:
            if isinstance(target, State) and target in PAUSED:
                pausable[target] |= {source for source in row.sources if source is not None}
    found: list[tuple[Transition, State | None, State]] = []
    for row in table:
        for source in sorted(row.sources, key=lambda state: state or ""):
            for target in row.targets:
                if target is Turn.STAY:
                    found += [(row, source, source)] if source else []
                elif target is Turn.BEFORE_PAUSE:
                    found += [(row, source, back) for back in sorted(pausable[source])] if source else []
                else:
                    found.append((row, source, State(target)))
    return found


def check_table(table: tuple[Transition, ...] = TABLE) -> None:
    """Raise `BrokenTable` unless every state can be reached from a start, every state but the last can be left and
    leads to the last, every row has a role and a way, no deed is in two rows for one state, and a row with several ways
    says how to choose."""
    faults: list[str] = []
    claimed: set[tuple[object, object]] = set()
    for row in table:
        if not row.roles:
            faults.append(f"nobody may {row.deed}")
        if not row.sources or not row.targets:
            faults.append(f"{row.deed} has no source or no target")
        if len(row.targets) > 1 and row.choose is None:
            faults.append(f"{row.deed} does not say where to go")
        for source in row.sources:
            if (row.deed, source) in claimed:
                faults.append(f"{row.deed} is ambiguous in {source}")
            claimed.add((row.deed, source))
            if source is None and not all(isinstance(target, State) for target in row.targets):
                faults.append(f"{row.deed} cannot begin a case")
    forward: dict[State, set[State]] = defaultdict(set)
    backward: dict[State, set[State]] = defaultdict(set)
    for _, source, target in edges(table):
        if source is not None and source is not target:
            forward[source].add(target)
            backward[target].add(source)
    faults += [f"{state} cannot be reached" for state in sorted(set(State) - _spread(STARTS, forward))]
    faults += [f"{state} is a dead end" for state in sorted(State) if state is not LAST and not forward[state]]
    if forward[LAST]:
        faults.append(f"{LAST} is left again")
    leads = _spread(frozenset({LAST}), backward)
    faults += [f"{state} never comes to {LAST}" for state in sorted(set(State) - leads) if forward[state]]
    if faults:
        raise BrokenTable(faults)


def _spread(start: frozenset[State], onward: dict[State, set[State]]) -> set[State]:
    seen, edge = set(start), list(start)
    while edge:
        for state in onward[edge.pop()] - seen:
            seen.add(state)
            edge.append(state)
    return seen
