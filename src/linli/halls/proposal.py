"""A motion in somebody's words, as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.cases.matter import clean_text, read_phone, subject_of
from linli.kernel.errors import BadInput

from .rules import Origin

LONGEST_WORDS = 1000
FOLLOWED_AS = "motion"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is moved, from where it comes, and by whom if she says so."""

    words: str
    title: str = ""
    name: str = ""
    phone: str = ""
    origin: Origin = Origin.RESIDENT
    origin_id: UUID | None = None
    origin_code: str = ""

    def checked(self) -> Proposal:
        """The same, cleaned. Raises `BadInput` on `words`, `phone`."""
        words = clean_text(self.words)
        if not words:
            raise BadInput("words", "empty")
        if len(words) > LONGEST_WORDS:
            raise BadInput("words", "too_long", len(words))
        return Proposal(
            words, clean_text(self.title)[:60] or subject_of(words)[:60], clean_text(self.name)[:40], read_phone(self.phone),
            self.origin, self.origin_id, clean_text(self.origin_code)[:10],
        )  # fmt: skip
