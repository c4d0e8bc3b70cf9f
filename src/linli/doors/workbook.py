"""Workbooks: plain sheets with a bold head, no formula and no link made of what somebody typed."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse

from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
ACCENT, SOFT, RULE = "#1F6F6B", "#EAF2F1", "#D9E0DF"
A4 = 9
WIDEST, HEAD = 46, 12
MEASURED = 400
"""Rows whose words are measured for the width of a column."""
LONGEST_NAME = 31
FORBIDDEN = str.maketrans("[]:*?/\\", "       ")


def table_file(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> FileResponse:
    """A list as a workbook of one sheet, named after the list and the day."""
    book = Workbook()
    book.sheet(title, heads, rows)
    return FileResponse(book.close(), as_attachment=True, filename=f"{title}-{clock.today():%Y%m%d}.xlsx")


class Workbook:
    """A workbook in memory: `sheet` by sheet, then `close` gives the file. Every sheet prints on A4, as wide as the paper, its head on
    every page."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        self._book = xlsxwriter.Workbook(self._file, OPTIONS)
        head = {
            "bold": True,
            "bg_color": SOFT,
            "bottom": 1,
            "bottom_color": ACCENT,
            "text_wrap": True,
            "valign": "vcenter",
        }
        self._head = self._book.add_format(head)
        self._after_head = self._book.add_format(head | {"indent": 1})
        self._number_head = self._book.add_format(head | {"align": "right"})
        self._after = self._book.add_format({"indent": 1})
        self._prose = self._book.add_format({"text_wrap": True, "valign": "top"})
        self._title = self._book.add_format({"bold": True, "font_size": 14})
        self._names: set[str] = set()
        self._sheets: dict[str, list[float]] = {}

    def sheet(self, name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, first_width: int = 28) -> str:
        """Add a sheet; returns the name it got (at most 31 characters, none twice). Columns are as wide as what stands in them,
        within reason, the first one `first_width` at least; the heads of numbers stand over their numbers."""
        name = self._free(name)
        made = self._added(name, landscape=True)
        made.freeze_panes(1, 0)
        made.repeat_rows(0)
        # A long head stands in two lines.
        widths, most = [min(_width(str(words)), HEAD) for words in heads], [0.0] * len(heads)
        numbers = [False] * len(heads)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                is_number = self._write(made, number, column, value)
                if column < len(heads) and number <= MEASURED:
                    widths[column] = max(widths[column], _width(str(value)))
                if is_number and column < len(heads):
                    numbers[column] = True
                    most[column] = max(most[column], float(value))
        made.set_row(0, 32 if any(_width(str(words)) > HEAD for words in heads) else 20)
        for column, words in enumerate(heads):
            kind = self._number_head if numbers[column] else self._after_head if column else self._head
            made.write_string(0, column, str(words), kind)
            made.set_column(column, column, min(WIDEST, max(widths[column] + 2, 0 if column else first_width)))
        self._sheets[name] = most
        return name

    def prose(self, name: str, title: str, lines: Iterable[str]) -> str:
        """Add a sheet of sentences under a title."""
        name = self._free(name)
        made = self._added(name, landscape=False)
        made.set_column(0, 0, 96)
        made.write_string(0, 0, title, self._title)
        for number, words in enumerate(lines, start=1):
            made.write_string(number, 0, words, self._prose)
        return name

    def bars(
        self, name: str, title: str, count: int, *, category: int = 0, value: int = 1, upright: bool = False
    ) -> None:
        """Draw a bar plot of the first `count` rows of a sheet beside its table; `upright` for what goes on from day to day."""
        made, most = self._book.get_worksheet_by_name(name), self._sheets[name]
        chart = self._book.add_chart({"type": "column" if upright else "bar"})
        chart.add_series(
            {
                "categories": [name, 1, category, count, category],
                "values": [name, 1, value, count, value],
                "fill": {"color": ACCENT},
                "gap": 60,
                "data_labels": {"value": True},
            }
        )
        chart.set_title({"name": title, "name_font": {"size": 12, "bold": False}, "overlay": False})
        chart.set_legend({"none": True})
        # Matters are counted whole: an axis in halves would say otherwise.
        scale = {"min": 0, "major_unit": max(1, ceil(most[value] / 5)), "num_format": "0", "line": {"none": True}}
        scale["major_gridlines"] = {"visible": True, "line": {"color": RULE, "width": 0.75}}
        if upright:
            chart.set_y_axis(scale)
        else:
            chart.set_x_axis(scale)
            chart.set_y_axis({"reverse": True, "line": {"color": RULE}})
        chart.set_size({"width": 560, "height": 260 if upright else min(620, 110 + 34 * count)})
        made.insert_chart(1, len(most) + 1, chart)

    def _added(self, name: str, *, landscape: bool) -> Any:
        made = self._book.add_worksheet(name)
        made.set_paper(A4)
        made.set_landscape() if landscape else made.set_portrait()
        made.fit_to_pages(1, 0)
        made.set_footer("&C&P / &N")
        return made

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

    def _write(self, made: Any, row: int, column: int, value: Any) -> bool:
        """Write a cell; whether it is a number."""
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            made.write_number(row, column, float(value) if isinstance(value, Decimal) else value)
            return True
        if isinstance(value, datetime):
            made.write_string(
                row, column, f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}", self._after if column else None
            )
        else:
            made.write_string(row, column, "" if value is None else str(value), self._after if column else None)
        return False


def _width(words: str) -> int:
    """How wide a cell's words stand, in characters of which a Chinese one takes two."""
    return sum(2 if letter > "\u2e7f" else 1 for letter in words[:WIDEST])
