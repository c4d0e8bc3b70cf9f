"""Which column brings what: proposed from the names, changed by a person, saved as JSON, fitted to the next file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from .fields import (
    CORRECTION_ROW,
    CORRECTION_WHY,
    FIELD_OF_NAME,
    GROUPS,
    KIND_WORDS,
    LASTING_NUMBERS,
    PARTS,
    ROW_COUNTERS,
    UNMAPPED_PARTS,
    Field,
    LedgerKind,
    plain_name,
)
from .refusals import MappingDoesNotFit, MappingIncomplete, MappingUnreadable

_FORMAT = 1
_MAX_COLUMNS = 2_000
# Names shorter than this are only recognised whole: “时间” stands in too many other names.
_CONTAINED_LENGTH = 2
# A column whose name holds one of these is about the call-back or the keeping of the book, not about the matter.
_ASIDE = (
    "回访时间",
    "回访日期",
    "打印",
    "导出",
    "修改时间",
    "更新时间",
    "截止",
    "期限",
    "时限",
    "预计",
    "要求",
    "身份证",
    "性别",
    "年龄",
)


class Confidence(StrEnum):
    """How the proposal was found: the whole name, part of the name, or by a person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    NONE = "none"
    CHOSEN = "chosen"


class Why(StrEnum):
    """Why a column is proposed for its field, or for none; the sentences are in `sentences.py`."""

    NAME_KNOWN = "name_known"
    NAME_CONTAINS = "name_contains"
    GROUP_PART = "group_part"
    TIME_OF_DATE = "time_of_date"
    TAKEN = "taken"
    ROW_COUNTER = "row_counter"
    CORRECTION = "correction"
    UNKNOWN = "unknown"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file and what it brings; `field` is none for a column that is left out."""

    index: int
    name: str
    field: Field | None
    confidence: Confidence = Confidence.CHOSEN
    why: Why = Why.CHOSEN


@dataclass(frozen=True, slots=True)
class Mapping:
    """All columns of one kind of ledger.

    `number_is_lasting`: the number alone tells the matter (a hotline's order); otherwise numbers begin anew with a page or a
    year, and the day counts too.
    """

    columns: tuple[Column, ...]
    kind: LedgerKind = LedgerKind.OTHER
    number_is_lasting: bool = False

    def of(self, field: Field) -> tuple[Column, ...]:
        """The columns that bring `field`, in the file's order. A date and its time of day may stand in two."""
        return tuple(column for column in self.columns if column.field is field)

    def missing(self) -> tuple[str, ...]:
        """What every row needs and no column brings: a time, and a subject or a body."""
        missing = () if self.of(Field.RAISED_AT) else (Field.RAISED_AT.value,)
        return missing if self.of(Field.BODY) or self.of(Field.SUBJECT) else (*missing, Field.BODY.value)

    def check(self) -> None:
        """Raises `MappingIncomplete`."""
        if missing := self.missing():
            raise MappingIncomplete(missing=missing)

    def choose(self, index: int, field: Field | None) -> Mapping:
        """The mapping with one column set by a person."""
        columns = tuple(Column(c.index, c.name, field) if c.index == index else c for c in self.columns)
        return replace(self, columns=columns)

    def fit(self, header: Sequence[str]) -> Mapping:
        """This mapping on another file of the same ledger, by the columns' names. Raises `MappingDoesNotFit`.

        Columns that are new in the file are left out; the two of a corrections file always are.
        """
        by_name = {plain_name(column.name): column for column in self.columns if column.name}
        fitted = []
        for index, name in enumerate(header):
            saved = by_name.pop(plain_name(name), None) if name else None
            fitted.append(
                replace(saved, index=index, name=name)
                if saved
                else Column(index, name, None, Confidence.NONE, Why.UNKNOWN)
            )
        if missing := tuple(column.name for column in by_name.values() if column.field):
            raise MappingDoesNotFit(missing=missing)
        return replace(self, columns=tuple(fitted))

    def to_json(self) -> str:
        """The mapping to save; read back by `mapping_from_json`."""
        columns = [{"index": c.index, "name": c.name, "field": c.field} for c in self.columns]
        saved = {"format": _FORMAT, "kind": self.kind, "number_is_lasting": self.number_is_lasting, "columns": columns}
        return json.dumps(saved, ensure_ascii=False, indent=1)


def mapping_from_json(text: str | bytes) -> Mapping:
    """A saved mapping. Raises `MappingUnreadable`."""
    try:
        saved = json.loads(text)
        if saved["format"] != _FORMAT:
            raise MappingUnreadable(why="format")
        columns = tuple(_column_of(item) for item in saved["columns"])
        indexes = [column.index for column in columns]
        if len(set(indexes)) != len(indexes):
            raise MappingUnreadable(why="columns")
        return Mapping(columns, LedgerKind(saved["kind"]), bool(saved["number_is_lasting"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MappingUnreadable(why="content") from error


def _column_of(item: dict[str, Any]) -> Column:
    index, name, field = item["index"], item["name"], item["field"]
    if type(index) is not int or not isinstance(name, str) or not 0 <= index < _MAX_COLUMNS:
        raise MappingUnreadable(why="columns")
    return Column(index, name, Field(field) if field is not None else None)


def propose_mapping(header: Sequence[str], title: str = "") -> Mapping:
    """What each column most likely brings, with how sure and why; a person may change it.

    A whole known name comes before a part of one, and the first column before a later one. `title` helps to tell the kind.
    """
    guesses = [_guess(name) for name in header]
    columns: list[Column | None] = [None] * len(header)
    taken: dict[Field, int] = {}
    order = sorted(
        range(len(header)), key=lambda at: (guesses[at][1] is not Confidence.CERTAIN, -_rank(header[at]), at)
    )
    for at in order:
        field, confidence, why = guesses[at]
        if field is not None and field in taken:
            if field is Field.RAISED_AT and _is_time_of(header[at], header[taken[field]]):
                why = Why.TIME_OF_DATE
            else:
                field, confidence, why = None, Confidence.NONE, Why.TAKEN
        elif field is not None:
            taken[field] = at
        columns[at] = Column(at, header[at], field, confidence, why)
    number = header[taken[Field.SOURCE_NO]] if Field.SOURCE_NO in taken else ""
    found = tuple(column for column in columns if column is not None)
    return Mapping(found, _kind(header, title), plain_name(number) in LASTING_NUMBERS)


def _rank(name: str) -> int:
    """Among whole names of one field the more telling comes first: a 来电时间 before a 日期."""
    return min(len(plain_name(name)), 4)


def _is_time_of(name: str, other: str) -> bool:
    """Whether two columns are a day and its time of day: 日期 and 时间, or 来电日期 and 来电时间."""
    one, two = plain_name(name), plain_name(other)
    return {one[-2:], two[-2:]} == {"日期", "时间"} and one[:-2] == two[:-2]


def _guess(name: str) -> tuple[Field | None, Confidence, Why]:
    bare = plain_name(name)
    if bare in (CORRECTION_ROW, CORRECTION_WHY):
        return None, Confidence.CERTAIN, Why.CORRECTION
    if bare in ROW_COUNTERS:
        return None, Confidence.CERTAIN, Why.ROW_COUNTER
    if "/" in bare:
        group, _, part = bare.partition("/")
        of_group = GROUPS.get(group)
        if of_group is not None and (of_group, part) in UNMAPPED_PARTS:
            return None, Confidence.NONE, Why.UNKNOWN
        if of_group is not None and (of_group, part) in PARTS:
            return PARTS[of_group, part], Confidence.CERTAIN, Why.GROUP_PART
        for whole in (group + part, part):
            field, confidence, why = _guess(whole)
            if field is not None or why is Why.ROW_COUNTER:
                return field, confidence, why
        return None, Confidence.NONE, Why.UNKNOWN
    if bare in FIELD_OF_NAME:
        return FIELD_OF_NAME[bare], Confidence.CERTAIN, Why.NAME_KNOWN
    if not any(aside in bare for aside in _ASIDE):
        # The end of a Chinese name says what it is; the longest known name at the end decides.
        for start in range(1, len(bare) - _CONTAINED_LENGTH + 1):
            if (field := FIELD_OF_NAME.get(bare[start:])) is not None:
                return field, Confidence.LIKELY, Why.NAME_CONTAINS
    return None, Confidence.NONE, Why.UNKNOWN


def _kind(header: Sequence[str], title: str) -> LedgerKind:
    """The kind most of whose words stand in the title and the columns; a title weighs more."""
    columns = " ".join(header)
    scores = {
        kind: sum(3 * (word in title) + (word in columns) for word in words) for kind, words in KIND_WORDS.items()
    }
    kind = max(scores, key=lambda kind: scores[kind])
    return kind if scores[kind] else LedgerKind.OTHER
