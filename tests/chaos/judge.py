"""Looks at every answer a mischievous visitor gets, and keeps what is wrong with it."""

from __future__ import annotations

import logging
import re
from typing import Any
from urllib.parse import urlsplit

from .hostile import RAW_MARKUP

SECRET = "邻近社区五号楼的秘密"
SECRET_PHONE = "13711112222"
CONFINED = {"", "resident", "staff", "officer_a", "captain", "firm"}
"""Those whose jurisdiction does not reach the neighbouring community."""


class Judge:
    """Looks at every answer and keeps what is wrong with it."""

    def __init__(self, visitor: str, caplog) -> None:
        self.visitor, self.caplog = visitor, caplog
        self.wrong: dict[str, str] = {}
        self.answers = 0

    def look(self, answer, what: str, said: Any = "") -> str:
        """Judge an answer; returns its text."""
        self.answers += 1
        text = _text_of(answer)
        for complaint in self._complaints(answer, text):
            where = what.split("?")[0]
            self.wrong.setdefault(
                f"{complaint} | {re.sub('[0-9]{10,}|[0-9a-f-]{36}', '…', where)}", f"{what} {str(said)[:600]}"
            )
        self.caplog.clear()
        return text

    def _complaints(self, answer, text: str):
        if answer.status_code >= 500:
            failed = [record for record in self.caplog.records if record.exc_info]
            why = "; ".join(_last_line(record) for record in failed) or repr(getattr(answer, "exc_info", ""))
            yield f"{answer.status_code} {why}"
        led_to = [answer.get("Location", ""), answer.get("HX-Redirect", ""), answer.get("HX-Location", "")]
        for where in filter(None, led_to):
            if urlsplit(where).scheme or re.match(r"[/\\]{2}", where):
                yield f"leads away to {where[:80]}"
        kind = answer.get("Content-Type", "")
        if kind.startswith("text/html") or not kind:
            for markup in RAW_MARKUP:
                if markup in text:
                    yield f"repeats {markup}"
            for where in re.findall(r'(?:href|action|src)="([^"]*)"', text):
                if ("evil.example" in where and not where.startswith(("/", "?"))) or where.startswith(
                    ("//", "/\\", "javascript:")
                ):
                    yield f"links to {where[:60]}"
        for header, wanted in (("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff")):
            if answer.get(header) != wanted:
                yield f"no {header}"
        if "default-src 'self'" not in answer.get("Content-Security-Policy", ""):
            yield "no Content-Security-Policy"
        if not re.search("no-store|private", answer.get("Cache-Control", "")):
            yield f"may be kept by a cache ({answer.status_code})"
        for cookie in answer.cookies.values():
            if cookie["max-age"] == 0:
                continue
            if not cookie["samesite"] or not (cookie["httponly"] or cookie.key == "csrftoken"):
                yield f"cookie {cookie.key} lies open"
        if self.visitor in CONFINED and (SECRET in text or SECRET_PHONE in text):
            yield "tells of the neighbour"


def _text_of(answer) -> str:
    if answer.streaming:
        return b"".join(answer.streaming_content)[:200].decode("latin-1")
    return answer.content.decode("utf-8", "replace")


def _last_line(record: logging.LogRecord) -> str:
    error = record.exc_info[1]
    trace, last = error.__traceback__, ""
    while trace:
        if "linli" in trace.tb_frame.f_code.co_filename:
            last = f"{trace.tb_frame.f_code.co_filename.rpartition('linli/')[2]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} {str(error)[:120]} at {last}"
