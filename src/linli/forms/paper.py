"""Two entries of one paper, compared as they were typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .asked import Asked, read_answers
from .rules.question import as_typed
from .take_sheet import Sheet

ONCE, DIFFERS, COUNTED = "once", "differs", "counted"
"""Where a paper stands: entered once, entered twice and not alike, counted."""

AGE = "age"


def entry_of(asked: Iterable[Asked], sheet: Sheet) -> dict[str, str]:
    """What was typed, by position, as two people would type the same paper; `age` the age group."""
    asked = list(asked)
    values = read_answers(asked, sheet.answers)
    entry = {str(one.position): as_typed(one.wording, values[one.id]) for one in asked if one.id in values}
    return entry | ({AGE: sheet.age_group} if sheet.age_group else {})


def differing(first: Mapping[str, str], second: Mapping[str, str]) -> list[str]:
    """The positions at which the two differ, in the paper's order; `age` last."""
    names = {*first, *second}
    return sorted(
        (name for name in names if first.get(name, "") != second.get(name, "")),
        key=lambda name: (name == AGE, int(name) if name.isdigit() else 0),
    )
