"""What an import would do, before it does anything."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from .clean_text import cell_text, clean_text
from .mapping import Column, Mapping, propose_mapping
from .read_ledger import BadRow, LedgerRow, Outcome, SameRow, read_ledger
from .table import Table

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A column, what it is taken to bring and why, and its first values."""

    column: Column
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """Counts of the file, or of as many of its rows as were read (`is_whole`), and the first rows as they will arrive.

    `missing` names the fields no column brings yet; until it is empty there are no rows. `bad_by_reason` counts a row once
    for each of its reasons, `warnings_by_reason` likewise. good + bad + same = rows that are not blank.
    """

    columns: tuple[ColumnPreview, ...]
    mapping: Mapping
    missing: tuple[str, ...]
    first: tuple[Outcome, ...] = ()
    good: int = 0
    bad: int = 0
    same: int = 0
    bad_by_reason: tuple[tuple[str, int], ...] = ()
    warnings_by_reason: tuple[tuple[str, int], ...] = ()
    is_whole: bool = True

    @property
    def total(self) -> int:
        return self.good + self.bad + self.same


def preview(
    table: Table, mapping: Mapping | None = None, limit: int = 20, *, now: dt.datetime, read_at_most: int | None = None
) -> Preview:
    """Read the table with `mapping` (proposed from its header when none is given) and keep the first `limit` rows.

    A page that must answer at once reads at most `read_at_most` rows; their counts then stand for those rows alone.
    """
    mapping = mapping or propose_mapping(table.header.names, table.header.title)
    columns = _columns(table, mapping)
    if missing := mapping.missing():
        return Preview(columns, mapping, missing)
    first: list[Outcome] = []
    kinds: Counter[type] = Counter()
    bad_reasons: Counter[str] = Counter()
    warnings: Counter[str] = Counter()
    rows = read_ledger(table, mapping, now)
    for outcome in islice(rows, read_at_most):
        kinds[type(outcome)] += 1
        if isinstance(outcome, BadRow):
            bad_reasons.update({reason.code for reason in outcome.reasons})
        elif isinstance(outcome, LedgerRow):
            warnings.update({reason.code for reason in outcome.warnings})
        if len(first) < limit:
            first.append(outcome)
    return Preview(
        columns,
        mapping,
        (),
        tuple(first),
        good=kinds[LedgerRow],
        bad=kinds[BadRow],
        same=kinds[SameRow],
        bad_by_reason=tuple(bad_reasons.most_common()),
        warnings_by_reason=tuple(warnings.most_common()),
        is_whole=next(rows, None) is None,
    )


def _columns(table: Table, mapping: Mapping) -> tuple[ColumnPreview, ...]:
    samples: dict[int, list[str]] = {column.index: [] for column in mapping.columns}
    for at, row in enumerate(table.rows()):
        for index, cell in enumerate(row.cells):
            kept = samples.get(index)
            if kept is not None and len(kept) < _SAMPLES and (text := clean_text(cell_text(cell))[:80]):
                kept.append(text)
        if at >= 200:
            break
    return tuple(ColumnPreview(column, tuple(samples[column.index])) for column in mapping.columns)
