"""Finding cases by any words in them, by code, or by the telephone number of somebody who raised one."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, OuterRef, Subquery, TextField, Value

from linli.kernel.actor import Actor
from linli.kernel.bigrams import as_tsquery
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import BadInput
from linli.ledger import audit
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.search_text import containing
from linli.people.sealing import fingerprint

from ..matter import read_phone
from ..models import Entry
from .case_lines import CaseLine, lines_of, with_names
from .narrow_cases import CaseFilter
from .visible import visible_cases


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A line with the texts its excerpt is cut from."""

    line: CaseLine
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """`by` says how it was searched: words, phone, or nothing (`""`) when no word of it can be searched for."""

    by: str
    page: Slice


def code_in(text: str) -> str | None:
    """The case code that the text is, or None."""
    return read_case_code(text)


def search_cases(actor: Actor, words: str, narrowed: CaseFilter, at: Position | None = None, size: int = 20) -> Found:
    """The cases that contain every word, newest first; for a telephone number those it was raised from, exactly.

    Two statements, three for a telephone number: that look-up is recorded with its purpose. O(matches) by the GIN index over
    pairs of characters, then the newest `size` of them by date.
    """
    cases = narrowed.narrow(visible_cases(actor))
    phone = _phone_in(words)
    if phone:
        marked = Entry.objects.filter(
            street_code=OuterRef("street_code"), case_id=OuterRef("id"), phone_mark=fingerprint(phone)
        )
        cases = cases.filter(Exists(marked))
        audit.line(
            actor, "case.search_by_phone", audit.home_of(actor), "cases.entry", None, {}, purpose="接电话时查找"
        ).save(force_insert=True)
    elif as_tsquery(words):
        cases = containing(cases, words)
    else:
        return Found("", Slice([], None, None))
    bodies = (
        Entry.objects.filter(street_code=OuterRef("street_code"), case_id=OuterRef("id"))
        .order_by()
        .values("case_id")
        .annotate(text=StringAgg("body", Value("\n", TextField())))
        .values("text")
    )
    page = keyset_slice(with_names(cases).annotate(bodies=Subquery(bodies)), ("-raised_at", "-id"), at, size)
    lines = lines_of(page.items)
    found = [
        FoundCase(line, (row.subject, row.bodies or "", row.place_text, row.answer))
        for row, line in zip(page.items, lines, strict=True)
    ]
    return Found("phone" if phone else "words", Slice(found, page.next, page.previous))


def _phone_in(words: str) -> str:
    try:
        phone = read_phone(words)
    except BadInput:
        return ""
    return phone if len(phone) >= 11 else ""
