"""Pages of a long list: opaque signed cursors in the address, never a page number, never a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _

from linli.ledger.keyset import Position, Slice

SALT = "linli.page"
PARAMETER = "at"


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list; the cursors (empty at the ends) and their ready addresses, which keep the filters."""

    items: list[Any]
    next_cursor: str = ""
    previous_cursor: str = ""
    next_url: str = ""
    previous_url: str = ""


def read_page(request: HttpRequest, ask: Any) -> Page:
    """The page the address names: `ask(position)` is called with a `Position` or None and returns a `Slice`.

    A cursor that was tampered with, or is of another list, shows the first page and says so.
    """
    text = request.GET.get(PARAMETER, "")
    position = _position(request, text)
    try:
        found = ask(position)
    except (ValueError, TypeError, ValidationError):
        if position is None:
            raise
        position, found = None, ask(None)
    if text and position is None:
        messages.warning(request, _("这个翻页链接已经失效，现在显示的是第一页。"))
    return _page(request, found)


def _position(request: HttpRequest, text: str) -> Position | None:
    if not text:
        return None
    try:
        path, side, *values = signing.loads(text, salt=SALT)
        if path != request.path or side not in ("after", "before"):
            return None
        return Position(side, tuple(values))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def _page(request: HttpRequest, found: Slice) -> Page:
    following, previous = _cursor(request, found.next), _cursor(request, found.previous)
    return Page(found.items, following, previous, _url(request, following), _url(request, previous))


def _cursor(request: HttpRequest, position: Position | None) -> str:
    if position is None:
        return ""
    values = [_plain(value) for value in position.values]
    return signing.dumps([request.path, position.side, *values], salt=SALT, compress=True)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


def _url(request: HttpRequest, cursor: str) -> str:
    if not cursor:
        return ""
    asked = request.GET.copy()
    asked[PARAMETER] = cursor
    return f"?{asked.urlencode()}"
