"""Rows of a ledger as matters: each comes out as a row to take, a row to correct, or one that was there already."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from .clean_text import Cell, cell_text, clean_text
from .fields import Field
from .mapping import Mapping
from .read_dates import KnownYears, Reading, read_date
from .read_phone import Phones, read_phones
from .refusals import Reason, RowRefused
from .table import RawRow, Table

# Characters kept of each field; what is longer is cut and the row says so. The longest answer in a city's message box
# measured 7,881.
LENGTH_LIMITS: dict[Field, int] = {
    Field.SOURCE_NO: 64,
    Field.RAISED_BY_NAME: 60,
    Field.CHANNEL: 50,
    Field.SUBJECT: 200,
    Field.BODY: 20_000,
    Field.PLACE_TEXT: 300,
    Field.CATEGORY_TEXT: 100,
    Field.HANDLER_TEXT: 100,
    Field.ANSWER: 20_000,
    Field.SATISFACTION_TEXT: 100,
    Field.RESOLVED_TEXT: 100,
    Field.REMARKS: 5_000,
}
# A spreadsheet keeps 15 digits of a number; the rest of a longer one is lost for good.
_EXACT_NUMBER = 1e15


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """A row that can become a case. Instants are aware, in Asia/Shanghai.

    `raised_on_day_only`, `answered_on_day_only`: no time of day was written. `as_written` holds texts that were not
    understood (a telephone number), so that nothing is lost. `fingerprint` (32 hex digits) is the same whenever the same
    row of the same kind of ledger is read again: a unique constraint over it keeps a matter from coming in twice.
    """

    row_number: int
    fingerprint: str
    raised_at: dt.datetime
    raised_on_day_only: bool = False
    source_no: str = ""
    raised_by_name: str = ""
    raised_by_phone: str = ""
    other_phones: tuple[str, ...] = ()
    channel: str = ""
    subject: str = ""
    body: str = ""
    place_text: str = ""
    category_text: str = ""
    handler_text: str = ""
    answer: str = ""
    answered_at: dt.datetime | None = None
    answered_on_day_only: bool = False
    satisfaction_text: str = ""
    resolved_text: str = ""
    remarks: str = ""
    warnings: tuple[Reason, ...] = ()
    as_written: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that is not taken until a person corrects it: all its reasons, and its cells as they stand in the file."""

    row_number: int
    reasons: tuple[Reason, ...]
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SameRow:
    """A row equal in every mapped column to row `same_as` of this file: one matter, taken once."""

    row_number: int
    same_as: int


Outcome = LedgerRow | BadRow | SameRow


def read_ledger(table: Table, mapping: Mapping, now: dt.datetime) -> Iterator[Outcome]:
    """Every row of the table that is not blank, in order. Raises `MappingIncomplete` before the first.

    Two rows of one number (or, without a number, of one time, person and content) that differ elsewhere cannot both be
    right: the second comes out bad, naming the first. Memory grows by one digest a row.
    """
    mapping.check()
    return _outcomes(table, mapping, now)


def _outcomes(table: Table, mapping: Mapping, now: dt.datetime) -> Iterator[Outcome]:
    picks = {field: tuple(column.index for column in mapping.of(field)) for field in Field}
    years = KnownYears(title=table.header.year)
    seen: dict[str, tuple[int, bytes]] = {}
    for raw in table.rows():
        if raw.is_blank:
            continue
        row = _Row(raw, picks, years, now)
        read = row.read(mapping)
        if row.raised and row.raised.year_from != "title":
            years = years._replace(neighbour=row.raised.at.date())
        if isinstance(read, BadRow):
            yield read
            continue
        content = row.digest()
        first, first_content = seen.setdefault(read.fingerprint, (raw.number, content))
        if first == raw.number:
            yield read
        elif content == first_content:
            yield SameRow(raw.number, first)
        else:
            yield BadRow(raw.number, (Reason("duplicate_of", data={"row": first}),), raw.cells)


class _Row:
    """One row while it is being read: values as they are understood, and what was found wrong on the way."""

    def __init__(self, raw: RawRow, picks: dict[Field, tuple[int, ...]], years: KnownYears, now: dt.datetime) -> None:
        self.raw, self.picks, self.years, self.now = raw, picks, years, now
        self.reasons: list[Reason] = [raw.broken] if raw.broken else []
        self.warnings: list[Reason] = []
        self.as_written: dict[str, str] = {}
        self.texts: dict[str, str] = {}
        self.raised: Reading | None = None

    def read(self, mapping: Mapping) -> LedgerRow | BadRow:
        whole = {field: self._text(field) if self.picks[field] else "" for field in LENGTH_LIMITS}
        self.raised = self._date(Field.RAISED_AT)
        answered = self._date(Field.ANSWERED_AT)
        phones = self._phones()
        if self.raised is None and not any(reason.field == Field.RAISED_AT for reason in self.reasons):
            self.reasons.append(Reason("raised_at_missing", Field.RAISED_AT))
        if not whole[Field.BODY] and not whole[Field.SUBJECT]:
            self.reasons.append(Reason("content_missing", Field.BODY))
        if self.raised and answered and _is_before(answered, self.raised):
            shown = {"raised": f"{self.raised.at:%Y-%m-%d %H:%M}", "answered": f"{answered.at:%Y-%m-%d %H:%M}"}
            self.reasons.append(Reason("answered_before_raised", Field.ANSWERED_AT, shown))
        if self.reasons or self.raised is None:
            return BadRow(self.raw.number, tuple(self.reasons), self.raw.cells)
        return LedgerRow(
            row_number=self.raw.number,
            fingerprint=_fingerprint(mapping, self.raised, whole, phones),
            raised_at=self.raised.at,
            raised_on_day_only=self.raised.day_only,
            raised_by_phone=phones.first,
            other_phones=phones.others,
            answered_at=answered.at if answered else None,
            answered_on_day_only=bool(answered and answered.day_only),
            warnings=tuple(self.warnings),
            as_written=self.as_written,
            **self.texts,
        )

    def digest(self) -> bytes:
        """All mapped cells as they stand: what makes two rows the same."""
        cells = [self._cell(index) for picked in self.picks.values() for index in picked]
        return hashlib.blake2b(
            "\x1f".join(cell_text(cell).strip() for cell in cells).encode("utf-8", "replace"), digest_size=16
        ).digest()

    def _cell(self, index: int) -> Cell:
        return self.raw.cells[index] if index < len(self.raw.cells) else ""

    def _text(self, field: Field) -> str:
        """The field's whole text; what is kept of it goes to `texts`."""
        parts = []
        for index in self.picks[field]:
            cell = self._cell(index)
            if field is Field.SOURCE_NO and not _is_exact(cell):
                self.reasons.append(Reason("number_lost_digits", field, {"text": cell_text(cell)[:40]}))
            if cell != "" and (text := clean_text(cell_text(cell))):
                parts.append(text)
        whole = "\n".join(parts)
        limit = LENGTH_LIMITS[field]
        if len(whole) > limit:
            self.warnings.append(Reason("text_cut", field, {"limit": limit, "length": len(whole)}))
        if "\ufffd" in whole or "锟斤拷" in whole:
            self.warnings.append(Reason("text_garbled", field))
        self.texts[field.value] = whole[:limit]
        return whole

    def _date(self, field: Field) -> Reading | None:
        cells = [self._cell(index) for index in self.picks[field]]
        filled: list[Cell] = [
            cell for cell in cells if not isinstance(cell, str) or clean_text(cell) not in _BLANK_DATES
        ]
        if not filled:
            return None
        years = self.years
        if field is Field.ANSWERED_AT and self.raised:
            # An answer without its year belongs near the day the matter was raised.
            years = KnownYears(neighbour=self.raised.at.date())
        try:
            reading = _read_cells(filled, years, self.now)
        except RowRefused as refused:
            self.reasons.append(Reason(refused.code, field, refused.data))
            return None
        if reading.year_from:
            self.warnings.append(
                Reason("year_assumed", field, {"year": reading.at.year, "year_from": reading.year_from})
            )
        return reading

    def _phones(self) -> Phones:
        written = " / ".join(
            text for index in self.picks[Field.RAISED_BY_PHONE] if (text := clean_text(cell_text(self._cell(index))))
        )
        try:
            return read_phones(written)
        except RowRefused as refused:
            # A slip in a telephone number is no ground to turn a matter away.
            self.as_written[Field.RAISED_BY_PHONE.value] = written[:100]
            self.warnings.append(Reason(refused.code, Field.RAISED_BY_PHONE, refused.data))
            return Phones()


def _read_cells(cells: list[Cell], years: KnownYears, now: dt.datetime) -> Reading:
    """One cell, or a day and its time of day in two; the second may also repeat the whole date."""
    if len(cells) == 1:
        return read_date(_plain_cell(cells[0]), years, now=now)
    try:
        return read_date(" ".join(clean_text(cell_text(cell)) for cell in cells), years, now=now)
    except RowRefused as refused:
        try:
            return read_date(_plain_cell(cells[-1]), now=now)
        except RowRefused:
            raise refused from None


def _plain_cell(cell: Cell) -> Cell:
    return clean_text(cell) if isinstance(cell, str) else cell


_BLANK_DATES = frozenset(("", "无", "/", "\\", "-", "--", "—", "——", "未办结", "未回复", "办理中", "处理中"))


def _is_exact(cell: Cell) -> bool:
    """Whether a number still has all its digits; 1.23E+17 in a text file is a number a spreadsheet has shortened."""
    if isinstance(cell, float):
        return abs(cell) < _EXACT_NUMBER
    return not (isinstance(cell, str) and _is_scientific(cell.strip()))


def _is_scientific(text: str) -> bool:
    mantissa, plus, exponent = text.upper().partition("E+")
    return bool(plus) and exponent.isascii() and exponent.isdigit() and mantissa.replace(".", "", 1).isdigit()


def _is_before(answered: Reading, raised: Reading) -> bool:
    """By the day where either has no time of day."""
    if answered.day_only or raised.day_only:
        return answered.at.date() < raised.at.date()
    return answered.at < raised.at


def _fingerprint(mapping: Mapping, raised: Reading, whole: dict[Field, str], phones: Phones) -> str:
    """Kind and number, with the day where numbers begin anew; without a number: kind, time, person and content."""
    if number := whole[Field.SOURCE_NO]:
        parts = [number] if mapping.number_is_lasting else [number, f"{raised.at:%Y%m%d}"]
    else:
        words = [whole[f] for f in (Field.RAISED_BY_NAME, Field.PLACE_TEXT, Field.SUBJECT, Field.BODY)]
        parts = ["", raised.at.isoformat(), phones.first, *("".join(word.split()) for word in words)]
    raw = "\x1f".join((mapping.kind, *parts)).encode("utf-8", "replace")
    return hashlib.blake2b(raw, digest_size=16).hexdigest()
