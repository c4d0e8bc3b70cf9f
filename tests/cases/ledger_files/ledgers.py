"""Small ledgers the tests make, as the field makes them."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections import Counter
from pathlib import Path

import openpyxl

from linli.cases.ledger_files import BadRow, LedgerRow, open_table, propose_mapping, read_ledger

NOW = dt.datetime(2024, 12, 31, 12, tzinfo=dt.UTC)
VISITS = "编号,日期,姓名,电话,地址,内容,处理结果,办结时间"


def workbook(rows, *, sheet="登记", merged=(), more_sheets=()) -> bytes:
    book = openpyxl.Workbook()
    first = book.active
    first.title = sheet
    for row in rows:
        first.append(row)
        for cell in first[first.max_row]:
            # A text that begins with "=" is a text here, as in a form filled in by a stranger.
            cell.data_type = "s" if cell.data_type == "f" else cell.data_type
    for cells in merged:
        first.merge_cells(cells)
    for name in more_sheets:
        book.create_sheet(name)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(data, *, now=NOW, name="台账"):
    """All outcomes of a ledger, with its proposed mapping."""
    table = open_table(data.encode() if isinstance(data, str) else data, name)
    return list(read_ledger(table, propose_mapping(table.header.names, table.header.title), now))


def good(data, **options) -> list[LedgerRow]:
    outcomes = read(data, **options)
    assert all(isinstance(outcome, LedgerRow) for outcome in outcomes), outcomes
    return outcomes


def reasons(outcome) -> list[str]:
    assert isinstance(outcome, BadRow), outcome
    return [reason.code for reason in outcome.reasons]


def kinds(outcomes) -> dict[str, int]:
    return dict(Counter(type(outcome).__name__ for outcome in outcomes))


def shared_data(*parts: str) -> Path:
    root = Path(__file__).resolve().parents[3]
    return Path(os.environ.get("LINLI_SHARED_DATA", root.parent / "shared" / "data")).joinpath(*parts)
