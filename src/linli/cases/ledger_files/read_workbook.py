"""Workbooks (.xlsx, .xlsm, .xls) by python-calamine, after the file has shown that it unpacks to a bearable size."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from .refusals import (
    BrokenWorkbook,
    EmptySheet,
    LedgerFileError,
    PasswordProtected,
    SheetNotFound,
    TooLarge,
    TooManyCells,
    UnsupportedKind,
)
from .table import RawRow

MAX_UNPACKED_BYTES = 512 * 1024 * 1024
# The reader holds a sheet as a full rectangle of about 24 bytes a cell.
MAX_CELLS = 30_000_000
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# In an .xls a FILEPASS record follows the beginning of the workbook when its content is enciphered.
_LOCKED = re.compile(rb"\x09\x08\x10\x00\x00\x06.{14}(?:\x86\x00\x00\x00)?\x2f\x00", re.S)
_CHUNK = 1 << 20
_ROW = re.compile(rb"""<(?:\w+:)?row\b[^<>]*?\br=["'](\d{1,9})["'][^<>]*(?<!/)>""")
_CELL = re.compile(rb"""<(?:\w+:)?c\b[^<>]*?\br=["']([A-Z]{1,9})(\d{1,9})["'][^<>]*(?<!/)>""")
_WIDE_CELL = re.compile(rb"""\br=["'][A-Z]{2}""")


def check_zip(data: bytes, name: str) -> None:
    """Unpack every part of an .xlsx without keeping it. Raises `TooLarge`, `TooManyCells`, `UnsupportedKind`, `BrokenWorkbook`.

    The sizes a zip declares may lie, so each part is unpacked and its checksum compared.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.bin" in names:
                raise UnsupportedKind(name=name, kind="xlsb")
            if "xl/workbook.xml" not in names:
                raise UnsupportedKind(name=name, kind=_zip_kind(archive, names))
            if any(part.flag_bits & 1 for part in parts):
                raise PasswordProtected(name=name)
            if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
                raise TooLarge(name=name, limit_mb=MAX_UNPACKED_BYTES >> 20)
            for part in parts:
                with archive.open(part) as stream:
                    _unpack(stream, name)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError) as error:
        raise BrokenWorkbook(name=name) from error


def _zip_kind(archive: zipfile.ZipFile, names: set[str]) -> str:
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:
        return "ods" if b"spreadsheet" in archive.read("mimetype") else "odt"
    if "word/document.xml" in names:
        return "docx"
    return "pptx" if "ppt/presentation.xml" in names else "zip"


def _unpack(stream: Any, name: str) -> None:
    """Read one part to its end. Any part may turn out to be a sheet, so each is watched for far-off cells."""
    rows, columns, tail = 0, 26, b""
    while chunk := stream.read(_CHUNK):
        text = tail + chunk
        for found in _ROW.finditer(text):
            rows = max(rows, int(found[1]))
        if _WIDE_CELL.search(text):
            for found in _CELL.finditer(text):
                columns = max(columns, _column_number(found[1]))
                rows = max(rows, int(found[2]))
        if rows * columns > MAX_CELLS:
            raise TooManyCells(name=name, limit=MAX_CELLS)
        # A tag cut by the end of the chunk is looked at again with the next one.
        tail = text[text.rfind(b"<", -4096) :] if b"<" in text[-4096:] else b""


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


class Workbook:
    """An opened workbook. Raises `PasswordProtected`, `BrokenWorkbook`."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        if data.startswith(b"\xd0\xcf\x11\xe0") and (_ENCRYPTED in data or _LOCKED.search(data)):
            raise PasswordProtected(name=name)
        with _Reading(name):
            self._book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            facts = self._book.sheets_metadata
            visible = [sheet.name for sheet in facts if sheet.visible == SheetVisibleEnum.Visible]
            self.sheets: tuple[str, ...] = tuple(visible or self._book.sheet_names)

    def open_sheet(self, wanted: str | None) -> tuple[str, CalamineSheet]:
        """The sheet wanted, or the first visible one that holds anything. Raises `SheetNotFound`, `EmptySheet`, `BrokenWorkbook`."""
        if wanted is not None and wanted not in self.sheets:
            raise SheetNotFound(name=self.name, sheet=wanted, sheets=self.sheets)
        for sheet_name in self.sheets if wanted is None else (wanted,):
            with _Reading(self.name):
                sheet = self._book.get_sheet_by_name(sheet_name)
                if sheet.height:
                    return sheet_name, sheet
        raise EmptySheet(name=self.name, sheet=wanted or "")


def sheet_rows(sheet: CalamineSheet) -> Iterator[RawRow]:
    """Rows numbered as the spreadsheet shows them; a cell merged downwards gives its value to every row it covers.

    Columns left of the first one used are not given.
    """
    left = (sheet.start or (0, 0))[1]
    bottom = (sheet.end or (0, 0))[0]
    covered: dict[int, list[tuple[int, int]]] = {}
    for (top, column), (low, _) in sheet.merged_cell_ranges or ():
        for row in range(top + 1, min(low, bottom) + 1):
            covered.setdefault(row, []).append((top, column - left))
    tops = {top for spans in covered.values() for top, _ in spans}
    kept: dict[int, list[Any]] = {}
    for at, cells in enumerate(sheet.iter_rows()):
        for top, column in covered.get(at, ()):
            source = kept.get(top, ())
            if 0 <= column < min(len(cells), len(source)) and cells[column] == "":
                cells[column] = source[column]
        if at in tops:
            kept[at] = cells
        yield RawRow(at + 1, tuple(cells))


class _Reading:
    """The workbook reader's own errors, and its panics over damaged files, as `BrokenWorkbook`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        if error is None or isinstance(error, LedgerFileError):
            return
        if isinstance(error, PasswordError):
            raise PasswordProtected(name=self.name) from error
        # A panic in the reader derives from BaseException and has no importable type.
        if isinstance(error, (CalamineError, OSError, ValueError)) or type(error).__name__ == "PanicException":
            raise BrokenWorkbook(name=self.name) from error
