"""The sentence of each kind of notice, and where it leads. Rooms that tell people something add their line here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

SENTENCES: dict[str, Promise] = {}
"""Kind → sentence with the facts as `%(name)s`. A kind without a line shows the fact `words`."""

ADDRESSES: dict[str, tuple[str, tuple[str, ...]]] = {}
"""Subject (a model's label) → the url name of its page and the facts that are its arguments; `subject_id` is one of them."""


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One notice as its list shows it."""

    id: UUID
    words: str
    at: datetime
    is_unread: bool


def words_for_notice(kind: str, facts: dict[str, Any]) -> str:
    """The sentence; a fact that is missing leaves a gap, never an error."""
    sentence = SENTENCES.get(kind)
    if sentence is None:
        return str(facts.get("words") or _("有一件与您有关的事情有了新进展。"))
    return str(sentence) % _Facts(facts)


def address_of_notice(subject: str, subject_id: UUID, facts: dict[str, Any]) -> str | None:
    """The page of what a notice is about; None when there is no page for it."""
    if subject not in ADDRESSES:
        return None
    name, wanted = ADDRESSES[subject]
    known = {**facts, "subject_id": subject_id}
    try:
        return reverse(name, args=[known[one] for one in wanted])
    except (KeyError, NoReverseMatch):
        return None


class _Facts(dict):
    def __missing__(self, name: str) -> str:
        return "…"
