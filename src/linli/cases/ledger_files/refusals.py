"""Why a file as a whole cannot be read, and why a row, or part of it, is not taken as it stands.

Both carry a code and data; their Chinese sentences are in `sentences.py`, made at the door.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from linli.kernel.errors import Refusal


class LedgerFileError(Refusal):
    """A file that cannot be read as a ledger. `facts` fill the sentence of `code`."""

    code = "unreadable"


class FileNotReadable(LedgerFileError):
    """The path does not exist or may not be opened: `name`."""

    code = "file_not_readable"


class EmptyFile(LedgerFileError):
    """No byte, or nothing but white space: `name`."""

    code = "empty_file"


class EmptySheet(LedgerFileError):
    """The sheet chosen, or every sheet, holds nothing: `name`, `sheet`."""

    code = "empty_sheet"


class HeaderOnly(LedgerFileError):
    """There is a header and no row below it: `name`, `sheet`."""

    code = "header_only"


class SheetNotFound(LedgerFileError):
    """No such sheet: `name`, `sheet`, `sheets`."""

    code = "sheet_not_found"


class PasswordProtected(LedgerFileError):
    """The workbook opens with a password only: `name`."""

    code = "password_protected"


class TooLarge(LedgerFileError):
    """The file, or what it unpacks to, passes the limit: `name`, `limit_mb`."""

    code = "too_large"


class TooManyCells(LedgerFileError):
    """The sheet spreads over more cells than can be held: `name`, `limit`."""

    code = "too_many_cells"


class TooManyRows(LedgerFileError):
    """More rows than one import takes: `name`, `limit`."""

    code = "too_many_rows"


class HtmlInDisguise(LedgerFileError):
    """A web page saved under a spreadsheet's name: `name`."""

    code = "html_in_disguise"


class UnsupportedKind(LedgerFileError):
    """A known kind of file that is no table Linli reads: `name`, `kind`."""

    code = "unsupported_kind"


class NotATable(LedgerFileError):
    """Bytes that are no text in a known encoding: `name`."""

    code = "not_a_table"


class BrokenWorkbook(LedgerFileError):
    """A workbook that is cut short or damaged: `name`."""

    code = "broken_workbook"


class MappingUnreadable(LedgerFileError):
    """A saved mapping that cannot be read: `why`."""

    code = "mapping_unreadable"


class MappingIncomplete(LedgerFileError):
    """The mapping lacks what every row needs: `missing`, a tuple of fields."""

    code = "mapping_incomplete"


class MappingDoesNotFit(LedgerFileError):
    """Columns of a saved mapping are not in this file: `missing`, a tuple of column names."""

    code = "mapping_does_not_fit"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing found in a row: its code, the field it concerns and what fills the sentence."""

    code: str
    field: str | None = None
    data: Mapping[str, Any] = dataclasses.field(default_factory=dict)


class RowRefused(Exception):
    """A value that cannot be taken; carries its reason out of the deep parsers."""

    def __init__(self, code: str, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.data = data
