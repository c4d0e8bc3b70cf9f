"""Draw the loop from its table: `python -m linli.cases.rules.draw_loop docs` writes case-loop.md and case-loop.svg."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from linli.kernel.actor import Role

from .check_table import edges
from .choices import Turn
from .deeds import Deed
from .draw_svg import svg
from .loop_layout import MAIN_LINE
from .states import ENDED, OPEN, PAUSED, UNDER_WAY, State
from .transition import Transition
from .transitions import DESK, FRONT, STAFF, TABLE

WIDE = 4
"""A deed that comes to a state from more places than this is written beside the state instead of drawn as lines."""

Lines = dict[tuple[State, State], list[Deed]]
Captions = dict[State, list[tuple[Deed, int]]]


def lines_and_captions() -> tuple[Lines, Captions]:
    """The moves of the table: those drawn as lines, and for each state the deeds that come from many places."""
    moves: dict[tuple[Deed, State], set[State]] = {}
    for row, source, target in edges(TABLE):
        if source is not None and source is not target and Turn.BEFORE_PAUSE not in row.targets:
            moves.setdefault((row.deed, target), set()).add(source)
    lines: Lines = {}
    captions: Captions = {}
    for (deed, target), sources in moves.items():
        if len(sources) > WIDE:
            captions.setdefault(target, []).append((deed, len(sources)))
        for source in sorted(sources):
            along = source in MAIN_LINE and target in MAIN_LINE
            if len(sources) <= WIDE or along:
                lines.setdefault((source, target), []).append(deed)
    return lines, captions


def mermaid() -> str:
    """The loop as Mermaid text."""
    lines, captions = lines_and_captions()
    out = ["stateDiagram-v2", "    direction LR"]
    out += [f'    state "{state.label}" as {state}' for state in State]
    for (source, target), deeds in lines.items():
        out.append(f"    {source} --> {target}: {_labels(deeds)}")
    for state, wide in captions.items():
        for deed, count in wide:
            out.append(f"    note left of {state}: {deed.label}（自 {count} 种状态）")
    out += [f"    note right of {state}: 回到原来的状态" for state in sorted(PAUSED)]
    return "\n".join(out)


def document() -> str:
    """`docs/case-loop.md`: the diagram, and every row of the table in words."""
    rows = "\n".join(_table_row(row) for row in TABLE)
    states = "\n".join(f"| `{state}` | {state.label} | {state.told} |" for state in State)
    return f"""# The loop of one case

Drawn from the transition table in `src/linli/cases/rules/transitions.py` by `python -m linli.cases.rules.draw_loop docs`;
a test holds this page equal to what the table draws, so change the table, not this page.

![The loop](case-loop.svg)

The main line runs from left to right. A deed that comes from many states is written beside the state it leads to. While
a case is suspended or waits for its reporter the clocks stand still; both lead back to where the case stood.

## States

| state | at the desk | what the person who raised it reads |
|---|---|---|
{states}

## Deeds

“{_GROUPS[OPEN].capitalize()}” are {len(OPEN)} states: {_words(OPEN)}. “{_GROUPS[UNDER_WAY].capitalize()}” are {len(UNDER_WAY)}: {_words(UNDER_WAY)}.

“The desk” receives, files and dispatches: {_roles(DESK)}. “The front” is in the grids: {_roles(FRONT)}. “All staff” are both,
department liaisons and property firms; most of their deeds are further bound to the people the case lies with
(`guards.py`). Administrators and auditors have no part in a case.

| deed | button | from | to | who | must be filled in | reporters are told |
|---|---|---|---|---|---|---|
{rows}

## As Mermaid

```mermaid
{mermaid()}
```
"""


_GROUPS = {OPEN: "every open state", UNDER_WAY: "every state under way", ENDED - {State.ARCHIVED}: "every ended state"}

_CIRCLES = {STAFF: "all staff", DESK: "the desk", FRONT: "the front"}


def _table_row(row: Transition) -> str:
    targets = [
        {Turn.STAY: "stays", Turn.BEFORE_PAUSE: "where it stood"}[target] if isinstance(target, Turn) else target.label
        for target in row.targets
    ]
    cells = [
        f"`{row.deed}`",
        row.deed.label,
        _sources(row.sources),
        ", ".join(targets),
        _who(row.roles),
        ", ".join(row.required).replace("_", " "),
        "yes" if row.tells else "",
    ]
    return "| " + " | ".join(cells) + " |"


def _sources(sources: frozenset[State | None]) -> str:
    new = ["a new case"] if None in sources else []
    known = frozenset(state for state in sources if state)
    for group, name in _GROUPS.items():
        if len(group - known) <= 4 and len(group & known) > 4:
            without = f" but {_words(group - known)}" if group - known else ""
            beyond = f", and {_words(known - group)}" if known - group else ""
            return f"{name}{without}{beyond}"
    return ", ".join([*new, *([_words(known)] if known else [])])


def _who(roles: frozenset[Role]) -> str:
    named: list[str] = []
    for group, name in _CIRCLES.items():
        if group <= roles:
            named.append(name)
            roles -= group
    return ", ".join([*named, _roles(roles)] if roles else named)


def _roles(roles: frozenset[Role]) -> str:
    return ", ".join(sorted(role.replace("_", " ") for role in roles))


def _words(states: Iterable[State]) -> str:
    order = list(State)
    return ", ".join(state.label for state in sorted(states, key=order.index))


def _labels(deeds: Iterable[Deed]) -> str:
    return " / ".join(deed.label for deed in deeds)


def write(folder: Path) -> None:
    """Write the page and the picture into `folder`."""
    (folder / "case-loop.md").write_text(document(), encoding="utf-8")
    (folder / "case-loop.svg").write_text(svg(*lines_and_captions()), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs"))
