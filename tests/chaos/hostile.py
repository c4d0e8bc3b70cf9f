"""What a mischievous visitor sends, and the forms such a visitor finds on a page."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from random import Random
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

SCRIPT = "<script>linli(1)</script>"
BREAKS_OUT = '"><img src=x onerror=linli(2)>'
IN_ATTRIBUTE = "' onfocus=linli(3) autofocus '"
RAW_MARKUP = ("<script>linli(1)", "<img src=x onerror=linli(2)", "' onfocus=linli(3)")
"""What would run in a browser if a page repeated it unescaped."""

ELSEWHERE = ("//evil.example/", "https://evil.example/", "/\\evil.example/", "javascript:alert(1)", "\\\\evil.example")

TEXTS = (
    "", " ", "\x00", "路灯\x00坏了", "A" * 100_000, "漏" * 100_000, "👨‍👩‍👧‍👦" * 40, "🚽\ufe0f💥", "\u202e)))cba", "\u200b\u200f\ufeff", "\ufffd\ufffe\uffff",
    "\r\nSet-Cookie: a=b", "\t\x0b\x0c\x1b[31m", "%s%s%n", "%(x)s", "{{ request }}", "{% load x %}", "{0.__class__}", SCRIPT, BREAKS_OUT,
    IN_ATTRIBUTE, "';DROP TABLE cases_case;--", '" OR 1=1 --', "\\", "%", "_%_", "((((", "[a-", "*:*", "& | !", "../../etc/passwd",
    "0", "-1", "-0", "1.5", "1e400", "NaN", "Infinity", "9" * 40, str(2**31), str(2**63), "-9223372036854775809", "１２", "十二", "²", "٣",
    "0x10", "1_000", "2026-02-30", "0001-01-01", "9999-12-31", "9999-12-31T23:59", "0001-01-01T00:00", "1000000000", "2026-13-01T25:61",
    "0000-00-00", "24:00", "2026-W01", "00000000-0000-0000-0000-000000000000", "not-a-uuid", "true", "None", "null", "[]", "{}", "on",
    *ELSEWHERE,
)  # fmt: skip


@cache
def _zip_bomb() -> bytes:
    """A workbook whose one sheet is 200 MB of nothing."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as book:
        book.writestr("[Content_Types].xml", "<Types/>")
        book.writestr("xl/workbook.xml", "<workbook/>")
        with book.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(200):
                sheet.write(b" " * (1 << 20))
    return held.getvalue()


@cache
def _pixel_bomb() -> bytes:
    """A picture of a few bytes that says it is 60,000 by 60,000 pixels."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


@cache
def _empty_zip() -> bytes:
    held = io.BytesIO()
    zipfile.ZipFile(held, "w").close()
    return held.getvalue()


FILES = {
    "empty.jpg": lambda: b"",
    "program.exe": lambda: b"MZ" + b"\x00" * 500,
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>linli(1)</script></svg>',
    "polyglot.gif": lambda: b"GIF89a/*" + b"\x00" * 20 + b"*/=1;<script>linli(1)</script>",
    "cut.jpg": lambda: b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01",
    "pixels.png": _pixel_bomb,
    "bomb.xlsx": _zip_bomb,
    "nothing.xlsx": _empty_zip,
    "cut.xlsx": lambda: b"PK\x03\x04" + b"\x00" * 40,
    "old.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600,
    "words.csv": lambda: b"\xff\xfe\x00\xd8,\x00\n\x00" * 20,
    "quotes.csv": lambda: b'"a,b\n1,2\n' * 50,
    "nul.csv": lambda: "日期,反映内容\n\x00,=cmd|' /C calc'!A0\n".encode(),
    "days.csv": lambda: "日期,反映内容\n9999-12-31,路灯\n0001-01-01,路灯\n2026-02-30,路灯\n".encode(),
    "../../x\r\n\u202egpj.exe": lambda: b"linli",
    "名" * 300 + ".jpg": lambda: b"linli",
}


def a_file(chance: Random, name: str = "") -> SimpleUploadedFile:
    """One of the files (the one named, if any), under the type a browser would be made to say."""
    name = name or chance.choice(sorted(FILES))
    file = SimpleUploadedFile(
        "x", FILES[name](), chance.choice(["image/jpeg", "text/html", "application/x-msdownload"])
    )
    file.__dict__["_name"] = name
    return file


@dataclass
class Form:
    """A form as a page shows it; `fields` are names with a value the page itself would send, `files` names of file fields."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


SENSIBLE = {
    "number": "1", "date": "2026-10-12", "datetime-local": "2026-10-12T09:00", "time": "09:00", "tel": "13900001234", "text": "路灯坏了",
    "search": "路灯", "password": "Qing-Feng-2024", "email": "a@b.cn", "month": "2026-10",
}  # fmt: skip


class _Forms(HTMLParser):
    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.forms, self.links = address, [], []
        self._now: Form | None = None
        self._select = self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._now = Form(given.get("action") or self.address, given.get("method", "get").lower())
            self.forms.append(self._now)
        if self._now is None:
            return
        name, kind, fields = given.get("name", ""), given.get("type", "text"), self._now.fields
        if tag == "input" and name and kind == "file":
            self._now.files.append(name)
        elif tag == "input" and name and name != "csrfmiddlewaretoken":
            fields.setdefault(name, given.get("value") or SENSIBLE.get(kind, ""))
        elif tag == "button" and name:
            fields.setdefault(name, given.get("value", ""))
        elif tag == "select":
            self._select = name
            fields.setdefault(name, "")
        elif tag == "option" and self._select and (not fields[self._select] or "selected" in given):
            fields[self._select] = given.get("value", "")
        elif tag == "textarea":
            fields.setdefault(name, "楼道灯坏了三天，请来看看。")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._now = None
        elif tag == "select":
            self._select = ""


def forms_in(page: str, address: str) -> list[Form]:
    """The forms of a page, in order."""
    reader = _Forms(address)
    reader.feed(page)
    return reader.forms


def hostile_bodies(form: Form, chance: Random, rounds: int, more: tuple[str, ...]) -> list[dict[str, Any]]:
    """What to send in place of the form: first as the page would send it with one field spoilt, then with everything spoilt,
    then twice, as arrays, and nothing at all. `more` are further values, such as ids of the neighbour's rows."""
    values = (*TEXTS, *more)
    names = [name for name in form.fields if name] or ["q"]
    bodies: list[dict[str, Any]] = []
    for name in chance.choices(names, k=rounds):
        bodies.append({**form.fields, "key": str(uuid4()), name: chance.choice(values)})
    bodies.append({name: chance.choice(values) for name in names} | {"key": str(uuid4())})
    bodies.append({name: [chance.choice(values), form.fields.get(name, "")] for name in names} | {"key": str(uuid4())})
    bodies.append({f"{name}[]": chance.choice(values) for name in names})
    bodies.append({})
    if form.files:
        for _ in range(max(rounds, 2)):
            bodies.append({**form.fields, "key": str(uuid4())} | {name: a_file(chance) for name in form.files})
        bodies.append(
            {**form.fields, "key": str(uuid4())} | {name: [a_file(chance) for _ in range(9)] for name in form.files}
        )
        bodies.append({**form.fields, "key": str(uuid4())} | dict.fromkeys(form.files, "not a file"))
    return bodies
