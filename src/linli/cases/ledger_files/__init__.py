"""Ledger files in: any CSV or spreadsheet a community keeps, every row accounted for.

`open_table` → `propose_mapping` (or a saved one, fitted) → `preview` → `read_ledger`; bad rows go to `write_corrections`.
Plain Python; the loading into the database stands above it.
"""

from .fields import Field, LedgerKind
from .find_header import Header, find_header
from .mapping import Column, Confidence, Mapping, Why, mapping_from_json, propose_mapping
from .open_table import open_table
from .preview import Preview, preview
from .read_ledger import BadRow, LedgerRow, SameRow, read_ledger
from .refusals import LedgerFileError, Reason
from .sentences import FIELD_NAMES, KIND_NAMES, MAPPING_SENTENCES, reason_sentence, refusal_sentence
from .table import Table
from .write_corrections import write_corrections

__all__ = [
    "FIELD_NAMES",
    "KIND_NAMES",
    "MAPPING_SENTENCES",
    "BadRow",
    "Column",
    "Confidence",
    "Field",
    "Header",
    "LedgerFileError",
    "LedgerKind",
    "LedgerRow",
    "Mapping",
    "Preview",
    "Reason",
    "SameRow",
    "Table",
    "Why",
    "find_header",
    "mapping_from_json",
    "open_table",
    "preview",
    "propose_mapping",
    "read_ledger",
    "reason_sentence",
    "refusal_sentence",
    "write_corrections",
]
