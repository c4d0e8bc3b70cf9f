"""Text tables: any of four encodings, any of four delimiters, and single rows that are broken stay single rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from .fields import is_known_name
from .refusals import NotATable, Reason
from .table import RawRow

DELIMITERS = ",\t;|"
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SNIFFED_CHARS = 65_536
# A record that runs over more lines than this has lost a quotation mark.
_MAX_RECORD_LINES = 2_000
# Below this size a few stray control characters say nothing about the whole.
_SMALL = 4096
_WHITE_CONTROLS = b"\t\n\r\x0b\x0c"
_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROLS = bytes(byte for byte in range(32) if byte not in _WHITE_CONTROLS)


@dataclass(frozen=True, slots=True)
class TextFormat:
    """How the text is written; `lines` is the count of physical lines."""

    encoding: str
    delimiter: str
    lines: int


def find_format(open_bytes: Callable[[], BinaryIO], name: str) -> TextFormat:
    """Encoding by the vote of all lines, delimiter by how evenly the first rows fall apart. Raises `NotATable`."""
    with open_bytes() as stream:
        encoding, lines = _vote(stream, name)
    with _text(open_bytes, encoding) as text:
        sample = text.read(_SNIFFED_CHARS)
    return TextFormat(encoding, _delimiter(sample), lines)


def text_rows(open_bytes: Callable[[], BinaryIO], form: TextFormat) -> Iterator[RawRow]:
    """Every record with the row number a spreadsheet would show it under."""
    number = 0
    with _text(open_bytes, form.encoding) as text:
        for cells, quoted_well in _records(text, form.delimiter):
            number += 1
            if number == 1 and len(cells) <= 2 and "".join(cells).lower().startswith("sep="):
                yield RawRow(number, ())
            elif not quoted_well:
                saved, _ = _saved(cells, form.encoding)
                yield RawRow(number, saved, Reason("quotes_broken"))
            else:
                saved, broken = _saved(cells, form.encoding)
                yield RawRow(number, saved, Reason("encoding_broken") if broken else None)


def _text(open_bytes: Callable[[], BinaryIO], encoding: str) -> io.TextIOWrapper:
    # Bytes that are not of the encoding become lone surrogates: the row is known by them, and the bytes come back.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    return io.TextIOWrapper(open_bytes(), encoding=encoding, errors=errors, newline="")


def _vote(stream: BinaryIO, name: str) -> tuple[str, int]:
    start = stream.read(4)
    stream.seek(0)
    if start.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise NotATable(name=name)
    marked = next((encoding for bom, encoding in _BOMS if start.startswith(bom)), None)
    lines = utf8 = gb18030 = neither = size = controls = 0
    for line in stream:
        lines += 1
        size += len(line)
        controls += len(line) - len(line.translate(None, _CONTROLS))
        if marked or line.isascii():
            continue
        if _is(line, "utf-8"):
            utf8 += 1
        elif _is(line, "gb18030"):
            gb18030 += 1
        else:
            neither += 1
    if marked:
        return marked, lines
    if (size > _SMALL and controls * 20 > size) or neither > utf8 + gb18030:
        raise NotATable(name=name)
    return ("gb18030" if gb18030 > utf8 else "utf-8"), lines


def _is(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _delimiter(sample: str) -> str:
    first = sample.split("\n", 1)[0].strip().strip('"').lower()
    if first.startswith("sep=") and first[4:5] in tuple(DELIMITERS):
        return first[4]
    best, best_score = ",", (0, 0.0)
    for delimiter in DELIMITERS:
        records = [cells for cells, _ in islice(_records(io.StringIO(sample, newline=""), delimiter), 60)]
        widths = [len(cells) for cells in records[:-1] or records if any(cells)]
        wide = [width for width in widths if width > 1]
        names = max((sum(map(is_known_name, cells)) for cells in records), default=0)
        evenness = max(map(wide.count, set(wide)), default=0) / len(widths) if widths else 0.0
        if (score := (names if names > 1 else 0, evenness)) > best_score:
            best, best_score = delimiter, score
    return best


def _records(text: Iterator[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Records and whether their quotation marks are right.

    A lost mark would swallow the rest of the file. When a record does not end as it should, its first line alone is
    given as broken and reading begins again at its second.
    """
    lines = _Lines(text)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        try:
            yield next(reader), True
        except StopIteration:
            return
        except csv.Error:
            broken, *rest = lines.taken
            lines.again[:0] = rest
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield [part.strip('"') for part in broken.rstrip("\r\n").split(delimiter)], False


class _Lines:
    """Lines that can be given back: `taken` since the record began, `again` to be read before the rest."""

    def __init__(self, text: Iterator[str]) -> None:
        self.text = iter(text)
        self.taken: list[str] = []
        self.again: list[str] = []

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _MAX_RECORD_LINES:
            raise csv.Error("the record does not end")
        line = self.again.pop(0) if self.again else next(self.text)
        self.taken.append(line)
        return line


def _saved(cells: list[str], encoding: str) -> tuple[tuple[str, ...], bool]:
    """Cells without broken bytes, and whether there were any. Where the other encoding reads a cell whole, its words are given."""
    row = "".join(cells)
    if row.isascii() or (encoding != "gb18030" and not _SURROGATE.search(row)):
        return tuple(cells), False
    if not any(_is_suspect(cell, encoding) for cell in cells):
        return tuple(cells), False
    return tuple(_reread(cell, encoding) for cell in cells), True


def _is_suspect(cell: str, encoding: str) -> bool:
    if cell.isascii():
        return False
    if _SURROGATE.search(cell):
        return True
    if encoding != "gb18030":
        return False
    # UTF-8 within a GB18030 file may decode without a complaint; words in the other encoding too do not come by chance.
    raw = cell.encode("gb18030")
    return _is(raw, "utf-8") and all(char.isascii() or char >= "\u2000" for char in raw.decode("utf-8"))


def _reread(cell: str, encoding: str) -> str:
    if cell.isascii():
        return cell
    raw = cell.encode(encoding.removesuffix("-sig"), "surrogateescape") if encoding != "utf-16" else b""
    other = "utf-8" if encoding == "gb18030" else "gb18030"
    if raw and _is_suspect(cell, encoding) and _is(raw, other):
        return raw.decode(other)
    return _SURROGATE.sub("\ufffd", cell)
