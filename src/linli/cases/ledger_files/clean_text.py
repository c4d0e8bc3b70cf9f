"""Cells to plain text: no markup, no invisible characters; and the way back out of the house."""

from __future__ import annotations

import datetime as dt
import html
import re
import unicodedata

Cell = str | float | int | bool | dt.datetime | dt.date | dt.time | dt.timedelta

# Only tags that exist: people write titles in <angle brackets>, and those are words of theirs.
_TAG_NAMES = (
    "html head body title meta link style script table thead tbody tfoot tr td th p div span br hr b i u em strong font a img ul ol "
    "li dl dt dd h1 h2 h3 h4 h5 h6 center pre code blockquote section article iframe object embed form input button label "
    "select option textarea video audio source svg sub sup small big s strike del ins o:p"
).replace(" ", "|")
# None of these patterns looks past the next "<": the time stays in proportion to the text.
_SILENT = re.compile(r"<(script|style)\b[^<>]*>[^<]*</\1\s*>|<!--[^<>]*-->", re.I)
_BREAK = re.compile(r"<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]*>", re.I)
_TAG = re.compile(rf"</?(?:{_TAG_NAMES})(?=[\s/>])[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Controls but tab and newline, zero-width and direction marks, lone surrogates, characters that are none.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_SPACES = re.compile("[\t\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LINE_END = re.compile("\r\n?|\x85|\u2028|\u2029")
_NEEDS_WORK = re.compile(
    "[<&\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u0300-\u036f\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\uffff\ud800-\udfff]"
)
_EXCEL_ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#GETTING_DATA"))
_FORMULA_START = "=+-@\t\r＝＋－＠"
_HARMLESS = re.compile(r"[=+\-@]?[\d\s.,\-/:]*")


def cell_text(cell: Cell) -> str:
    """What the person sees in the cell: 2554.0 is “2554”, a date is written year first."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.strftime("%Y-%m-%d" if cell.time() == dt.time() else "%Y-%m-%d %H:%M:%S")
    return str(cell)


def clean_text(text: str) -> str:
    """`text` as plain words: markup, controls, zero-width and NUL removed, entities resolved, line ends as newline.

    An apostrophe that guards a formula (see `escape_formula`) is taken off; an Excel error value counts as blank.
    """
    if len(text) > 1 and text[0] == "'" and text[1] in _FORMULA_START:
        text = text[1:]
    if _NEEDS_WORK.search(text):
        if "<" in text:
            text = _TAG.sub("", _BREAK.sub("\n", _SILENT.sub("", text)))
        if "&" in text:
            text = _ENTITY.sub(lambda found: html.unescape(found[0]), text)
        text = _INVISIBLE.sub("", _SPACES.sub(" ", _LINE_END.sub("\n", text)))
        text = unicodedata.normalize("NFC", text)
    text = text.strip()
    return "" if text in _EXCEL_ERRORS else text


def escape_formula(text: str) -> str:
    """`text` so that no spreadsheet runs it: a leading = + - @ gets an apostrophe before it; plain numbers stay."""
    if text and text[0] in _FORMULA_START and not _HARMLESS.fullmatch(text):
        return "'" + text
    return text
