"""Workbooks: plain sheets with a bold head, no formula and no link made of what somebody typed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_NAME = 31
FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


def table_file(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """A list as a workbook of one sheet, named after the list and the day."""
    book = Workbook()
    book.sheet(title, heads, rows)
    return FileResponse(book.close(), as_attachment=True, filename=f"{title}-{clock.today():%Y%m%d}.xlsx")


class Workbook:
    """A workbook in memory: `sheet` by sheet, then `close` gives the file."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, OPTIONS)
        self._bold = self._book.add_format({"bold": True})
        self._names: set[str] = set()

    def sheet(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, first_width: int = 28) -> str:
        """Add a sheet; returns the name it got (at most 31 characters, none twice)."""
        name = self._free(name)
        made = self._book.add_worksheet(name)
        made.freeze_panes(1, 0)
        made.set_column(0, 0, first_width)
        for column, words in enumerate(heads):
            made.write_string(0, column, str(words), self._bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                self._write(made, number, column, value)
        return name

    def bars(self, name: str, title: str, count: int, *, category: int = 0, value: int = 1) -> None:
        """Draw a bar plot of the first `count` rows of a sheet beside its table."""
        made = self._book.get_worksheet_by_name(name)
        chart = self._book.add_chart({"type": "bar"})
        chart.add_series(
            {
                "categories": [name, 1, category, count, category],
                "values": [name, 1, value, count, value],
                "fill": {"color": "#1F6F6B"},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12}})
        chart.set_legend({"none": True})
        chart.set_y_axis({"reverse": True})
        made.insert_chart(1, 9, chart)

    def close(self) -> IO[bytes]:
        """The file, ready to be sent."""
        self._book.close()
        self._file.seek(0)
        return self._file

    def _free(self, name: str) -> str:
        name = name.translate(FORBIDDEN).strip()[:LONGEST_NAME] or "1"
        base, number = name, 1
        while name.casefold() in self._names:
            number += 1
            name = f"{base[: LONGEST_NAME - 4]} {number}"
        self._names.add(name.casefold())
        return name

    @staticmethod
    def _write(made: Any, row: int, column: int, value: Any) -> None:
        if isinstance(value, bool) or value is None:
            made.write_string(row, column, "" if value is None else str(value))
        elif isinstance(value, datetime):
            made.write_string(row, column, f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
        elif isinstance(value, int | float | Decimal):
            made.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
        else:
            made.write_string(row, column, str(value))
