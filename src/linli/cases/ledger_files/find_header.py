"""Where a ledger's header stands: below title rows, over one row or two, with or without a row of instructions.

A ledger kept by people begins with its title, merged cells and a head of two levels; the rows begin where they begin.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from .clean_text import Cell, cell_text, clean_text
from .fields import GROUPS, PARTS, UNMAPPED_PARTS, is_known_name, plain_name
from .read_dates import year_in

# Rows looked at before the header must have been seen.
SEARCHED_ROWS = 30
_NAME_LENGTH = 30
_INSTRUCTION = re.compile(r"必填|选填|可不填|请填|填写|格式|例如|如[:：]|^例|示例|样例|下拉|不超过|YYYY|yyyy")


@dataclass(frozen=True, slots=True)
class Header:
    """The columns' names, a group and its part joined as 反映人/姓名. Row numbers count from 1, as a spreadsheet shows them.

    `certain` is false when no name was recognised and the first row that looks like names was taken.
    """

    names: tuple[str, ...]
    row: int
    last_row: int
    title: str = ""
    certain: bool = True

    @property
    def year(self) -> int | None:
        """The one year the title names, for dates written without theirs."""
        return year_in(self.title)


def find_header(rows: Sequence[Sequence[Cell]], known_names: Collection[str] = ()) -> Header | None:
    """The header among the first rows of a sheet; none when every row is blank.

    `known_names` are those of a saved mapping. The row (or two) with the most names known wins; the topmost of equals.
    """
    texts = [[clean_text(cell_text(cell)) for cell in row] for row in rows[:SEARCHED_ROWS]]
    known = {plain_name(part) for name in known_names for part in (name, *name.split("/"))}
    best: tuple[int, int, list[str]] | None = None
    best_score = 1
    for at, row in enumerate(texts):
        for depth, names in ((1, row), (2, _two_levels(texts, at, known))):
            score = _score(names, known) if names else 0
            if score > best_score:
                best, best_score = (at, depth, names), score
    if best is None:
        return _likeliest(texts)
    at, depth, names = best
    last = at + depth
    while last < len(texts) and _is_instruction(texts[last]):
        last += 1
    return Header(_distinct(names), at + 1, last, _title(texts[:at]))


def _score(names: Sequence[str], known: Collection[str]) -> int:
    """Different known names in a row. One alone is no header: a title or a value may happen to be a name."""
    seen = {plain_name(name) for name in names if name and len(name) <= _NAME_LENGTH}
    return sum(1 for name in seen if _knows(name, known))


def _knows(name: str, known: Collection[str]) -> bool:
    if "/" in name:
        group, _, part = name.partition("/")
        field = GROUPS.get(group)
        return (field is not None and ((field, part) in PARTS or (field, part) in UNMAPPED_PARTS)) or _knows(
            part, known
        )
    return is_known_name(name) or name in known


def _two_levels(texts: list[list[str]], at: int, known: Collection[str]) -> list[str]:
    """Row `at` as groups over the row below as parts, if they are that; else nothing."""
    if at + 1 >= len(texts):
        return []
    upper, lower = texts[at], texts[at + 1]
    width = max(len(upper), len(lower))
    upper = upper + [""] * (width - len(upper))
    lower = lower + [""] * (width - len(lower))
    filled, names = "", []
    for head, part in zip(upper, lower):
        filled = head or (filled if part else "")
        # A cell merged downwards stands in both rows; a part may repeat its group's name.
        names.append(filled if not part or part == filled else f"{filled}/{part}" if filled else part)
    if len({head for head in upper if head}) < 2 or not any("/" in name for name in names):
        return []
    if not any(plain_name(head) in GROUPS or _knows(plain_name(head), known) for head in upper if head):
        return []
    parts = {part for _, part in PARTS} | {part for _, part in UNMAPPED_PARTS}
    own = [part for head, part in zip(upper, lower) if part and part != head]
    return names if own and all(plain_name(part) in parts or _knows(plain_name(part), known) for part in own) else []


def _is_instruction(row: Sequence[str]) -> bool:
    """A row that tells how to fill the columns in: at least half of its cells do."""
    filled = [text for text in row if text]
    return bool(filled) and sum(1 for text in filled if _INSTRUCTION.search(text) and len(text) <= 60) * 2 >= len(
        filled
    )


def _likeliest(texts: list[list[str]]) -> Header | None:
    """The first row with as many short, different, non-numeric cells as any: the person says what they mean."""
    best, best_score = None, 0
    for at, row in enumerate(texts):
        score = len({text for text in row if text and len(text) <= _NAME_LENGTH and not text[0].isdigit()})
        if score > best_score:
            best, best_score = at, score
    if best is None:
        best = next((at for at, row in enumerate(texts) if any(row)), None)
    if best is None:
        return None
    return Header(_distinct(texts[best]), best + 1, best + 1, _title(texts[:best]), certain=False)


def _title(rows: list[list[str]]) -> str:
    return " ".join(dict.fromkeys(text for row in rows for text in row if text))[:500]


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    """Names as given; a second one of the same name gets （2）, so that a mapping by name stays sure."""
    counts: dict[str, int] = {}
    distinct = []
    for name in names:
        counts[name] = counts.get(name, 0) + 1
        distinct.append(f"{name}（{counts[name]}）" if name and counts[name] > 1 else name)
    while distinct and not distinct[-1]:
        distinct.pop()
    return tuple(distinct)
