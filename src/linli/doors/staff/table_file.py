"""A table chosen as a file, looked at first and taken in only then: what every import of a register shares."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _

from linli.cases.ledger_files import LedgerFileError, open_table, refusal_sentence
from linli.cases.ledger_files.clean_text import cell_text

MOST_BYTES = 10_000_000
MOST_CHARACTERS = 3_000_000

Rows = list[tuple[int, list[str]]]
Read = Callable[[Sequence[str], Rows, list[int]], Any]
"""What makes rows of a room of a table: the column names, the rows with their numbers, the numbers of broken ones."""


class TableFileForm(forms.Form):
    """The file, or (once looked at) its rows as text; what was read is in `cleaned_data["read"]`."""

    file = forms.FileField(
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls,.csv,.tsv,.txt"}),
        required=False,
        allow_empty_file=True,
        max_length=200,
    )
    text = forms.CharField(required=False, max_length=MOST_CHARACTERS, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, label: str, known_names: Sequence[str], read: Read) -> None:
        super().__init__(*args)
        self.fields["file"].label = label
        self.fields["file"].help_text = _("Excel（.xlsx、.xls）或 CSV，不超过 10 MB。列按名称认，顺序不限。")
        self.known_names, self.read = known_names, read

    def clean(self) -> dict[str, Any]:
        """The rows, in `read`: those of the file where one was chosen, else those looked at before."""
        asked = super().clean()
        file, text = asked.get("file"), asked.get("text", "")
        if file is None and not text:
            self.add_error("file", _("请选择文件。"))
        elif file is not None and file.size > MOST_BYTES:
            self.add_error("file", _("文件超过 10 MB，没有读。这样的表一般很小，请检查是否选错了文件。"))
        elif not self.errors:
            data, name = (file.read(), file.name) if file is not None else (text.encode(), "rows.csv")
            try:
                asked["read"] = self._rows(data, name)
            except LedgerFileError as refusal:
                self.add_error("file", refusal_sentence(refusal, _))
        return asked

    def _rows(self, data: bytes, name: str) -> Any:
        table = open_table(data, name, known_names=self.known_names)
        rows: Rows = []
        broken: list[int] = []
        for row in table.rows():
            if row.broken is not None:
                broken.append(row.number)
            elif not row.is_blank:
                rows.append((row.number, [cell_text(cell) for cell in row.cells]))
        return self.read(table.header.names, rows, broken)


def as_csv(heads: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """The rows under their heads as CSV."""
    text = io.StringIO()
    csv.writer(text).writerows([list(heads), *rows])
    return text.getvalue()


def csv_template(heads: Iterable[str], example: Iterable[Iterable[Any]], quoted_name: str) -> HttpResponse:
    """The table to fill in, with rows as an example; a CSV that spreadsheets open. `quoted_name` is percent-encoded."""
    answer = HttpResponse(as_csv(heads, example).encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quoted_name}.csv"
    return answer
