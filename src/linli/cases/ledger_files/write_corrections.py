"""The file of bad rows: what to correct stands before each, and the file can be imported as it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import xlsxwriter

from .clean_text import cell_text, escape_formula
from .fields import CORRECTION_ROW, CORRECTION_WHY, plain_name
from .find_header import Header
from .read_ledger import BadRow
from .sentences import reason_sentence

# What one cell of a spreadsheet can hold.
_CELL_LENGTH = 32_767
# A spreadsheet knows no day before this one for certain.
_EARLIEST = dt.date(1900, 3, 1)


def write_corrections(header: Header, bad_rows: Iterable[BadRow], path: Path | str | BinaryIO) -> int:
    """Write an .xlsx: the title, 原行号 and 需要改正, then the original columns in their order. Returns the count of rows.

    Every value is written as text or date, never as a formula. Rows are streamed, so memory does not grow with them.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    # The two columns of an earlier corrections file are replaced, not repeated.
    kept = [
        index for index, name in enumerate(header.names) if plain_name(name) not in (CORRECTION_ROW, CORRECTION_WHY)
    ]
    with xlsxwriter.Workbook(path, options) as book:
        sheet = book.add_worksheet("需要改正")
        title = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "bg_color": "#E7EEF5", "bottom": 1, "text_wrap": True, "valign": "top"})
        why = book.add_format({"font_color": "#9C2B00", "text_wrap": True, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss", "valign": "top", "align": "left"})
        top = 1 if header.title else 0
        sheet.set_column(0, 0, 8)
        sheet.set_column(1, 1, 44)
        sheet.set_column(2, max(len(kept) + 1, 2), 22)
        sheet.freeze_panes(top + 1, 2)
        if header.title:
            sheet.write_string(0, 0, _safe(header.title), title)
        for column, name in enumerate((CORRECTION_ROW, CORRECTION_WHY, *(header.names[index] for index in kept))):
            sheet.write_string(top, column, _safe(name), head)
        for at, bad in enumerate(bad_rows, start=top + 1):
            count += 1
            sheet.write_number(at, 0, bad.row_number, why)
            sheet.write_string(at, 1, _safe("；".join(map(reason_sentence, bad.reasons))), why)
            # A row longer than its header keeps what stands beyond it.
            beyond = range(len(header.names), len(bad.cells))
            for column, index in enumerate((*kept, *beyond), start=2):
                cell = bad.cells[index] if index < len(bad.cells) else ""
                if isinstance(cell, dt.datetime) and cell.date() >= _EARLIEST:
                    sheet.write_datetime(at, column, cell, date)
                elif cell != "":
                    sheet.write_string(at, column, _safe(cell_text(cell)), body)
    return count


def _safe(text: str) -> str:
    return escape_formula(text)[:_CELL_LENGTH]
