"""Open a ledger file, whatever it is called: what it is shows in its bytes."""

from __future__ import annotations

import io
import re
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from .read_text import find_format, text_rows
from .read_workbook import Workbook, check_zip, sheet_rows
from .refusals import EmptyFile, FileNotReadable, HtmlInDisguise, TooLarge, UnsupportedKind
from .table import Table, table_of

MAX_FILE_BYTES = 200 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|table|meta|body|style|div)\b", re.I | re.S
)
_MHTML = re.compile(rb"\s*MIME-Version:", re.I)
_FOREIGN = (
    (b"%PDF", "pdf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"SQLite format 3", "sqlite"),
    (b"MZ\x90", "program"),
    (b"\x7fELF", "program"),
)


def open_table(
    source: Path | str | bytes, name: str | None = None, *, sheet: str | None = None, known_names: Collection[str] = ()
) -> Table:
    """Open one sheet of a CSV, TSV, XLSX or XLS file.

    `known_names` are the column names of a saved mapping, so that its header is recognised. Without `sheet` the first
    visible sheet that holds anything is taken. Raises a `LedgerFileError` and nothing else, whatever the bytes are.
    Files up to 200 MB, workbooks that unpack to 512 MB.
    """
    name = name or (source.name if isinstance(source, Path) else Path(source).name if isinstance(source, str) else "")
    data = source if isinstance(source, bytes) else None
    path = None if isinstance(source, bytes) else Path(source)

    def open_bytes() -> BinaryIO:
        return io.BytesIO(data) if data is not None else open(path, "rb")

    try:
        size = len(data) if data is not None else path.stat().st_size
        with open_bytes() as stream:
            start = stream.read(4096)
    except (OSError, ValueError) as error:
        raise FileNotReadable(name=name) from error
    if size > MAX_FILE_BYTES:
        raise TooLarge(name=name, limit_mb=MAX_FILE_BYTES >> 20)
    if not start.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n") and size <= len(start):
        raise EmptyFile(name=name)
    if start.startswith((_OLE, *_ZIP)):
        with open_bytes() as stream:
            return _open_workbook(stream.read(), name, sheet, known_names)
    _refuse_foreign(start, name)
    form = find_format(open_bytes, name)
    return table_of(
        lambda: text_rows(open_bytes, form),
        name=name,
        row_count=form.lines,
        known_names=known_names,
        encoding=form.encoding,
    )


def _open_workbook(data: bytes, name: str, sheet: str | None, known_names: Collection[str]) -> Table:
    if data.startswith(_ZIP):
        check_zip(data, name)
    workbook = Workbook(data, name)
    sheet_name, opened = workbook.open_sheet(sheet)
    return table_of(
        lambda: sheet_rows(opened),
        name=name,
        # The library gives the last row's index, counted from 0.
        row_count=opened.total_height + 1,
        known_names=known_names,
        sheet=sheet_name,
        sheets=workbook.sheets,
    )


def _refuse_foreign(start: bytes, name: str) -> None:
    bare = start.removeprefix(b"\xef\xbb\xbf")
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        bare = start.decode("utf-16", "replace").encode()
    if _HTML.match(bare) or _MHTML.match(bare):
        raise HtmlInDisguise(name=name)
    if bare.lstrip().startswith(b"<?xml"):
        raise UnsupportedKind(name=name, kind="xml")
    for magic, kind in _FOREIGN:
        if start.startswith(magic):
            raise UnsupportedKind(name=name, kind=kind)
