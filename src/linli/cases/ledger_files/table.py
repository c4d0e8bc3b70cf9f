"""A sheet opened for reading: its header, and its rows as often as they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from itertools import islice

from .clean_text import Cell
from .find_header import SEARCHED_ROWS, Header, find_header
from .refusals import EmptySheet, HeaderOnly, Reason, TooManyRows

# As many rows as one sheet of a spreadsheet can hold.
MAX_ROWS = 1_048_576


@dataclass(frozen=True, slots=True)
class RawRow:
    """One row as it stands in the file. `number` counts from 1, as a spreadsheet shows it.

    `broken` is set when the row could not be read cleanly; `cells` then hold what could be saved of it.
    """

    number: int
    cells: tuple[Cell, ...]
    broken: Reason | None = None

    @property
    def is_blank(self) -> bool:
        return not any(not isinstance(cell, str) or cell.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file. `encoding` is empty for workbooks, `sheet` and `sheets` are for text files.

    `rows_at_most` bounds the rows below the header, for showing progress: a record of several lines counts as several.
    """

    name: str
    header: Header
    rows_at_most: int
    source: Callable[[], Iterator[RawRow]] = field(repr=False)
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    encoding: str = ""

    def rows(self) -> Iterator[RawRow]:
        """The rows below the header, blank ones included, from the first. Raises `TooManyRows` past 1,048,576."""
        for row in islice(self.source(), self.header.last_row, None):
            if row.number > MAX_ROWS:
                raise TooManyRows(name=self.name, limit=MAX_ROWS)
            yield row


def table_of(
    source: Callable[[], Iterator[RawRow]],
    *,
    name: str,
    row_count: int,
    known_names: Collection[str],
    sheet: str = "",
    sheets: tuple[str, ...] = (),
    encoding: str = "",
) -> Table:
    """Find the header and make the table. Raises `EmptySheet`, `HeaderOnly`."""
    header = find_header([row.cells for row in islice(source(), SEARCHED_ROWS)], known_names)
    if header is None:
        if all(row.is_blank for row in source()):
            raise EmptySheet(name=name, sheet=sheet)
        header = Header((), 1, 0, certain=False)
    table = Table(name, header, max(row_count - header.last_row, 0), source, sheet, sheets, encoding)
    if all(row.is_blank for row in table.rows()):
        raise HeaderOnly(name=name, sheet=sheet)
    return table
