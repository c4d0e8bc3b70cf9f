"""A wish in somebody's words, as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

FOLLOWED_AS = "wish"
"""The kind of a wish's and a claim's code (`ledger.follow_codes`)."""

LONGEST_WORDS = 1000


class WishWay(Labelled):
    """By which way a wish came in."""

    PAGE = "page", _("居民自己填写")
    VISIT = "visit", _("上门走访时说的")
    CALL = "call", _("来电来访")
    PAPER = "paper", _("心愿箱里的纸条")


@dataclass(frozen=True, slots=True)
class Hope:
    """What is wished for, where, by which way it came, and by whom if she says so. `place_code` is the community's, the
    estate's or a grid's."""

    words: str
    place_code: str
    source: WishWay
    estate_id: UUID | None = None
    name: str = ""
    phone: str = ""

    def checked(self) -> Hope:
        """The same, cleaned. Raises `BadInput` on `words`, `phone`."""
        words = clean_text(self.words)
        if not words:
            raise BadInput("words", "empty")
        if len(words) > LONGEST_WORDS:
            raise BadInput("words", "too_long", len(words))
        return Hope(
            words, self.place_code, self.source, self.estate_id, clean_text(self.name)[:40], read_phone(self.phone)
        )


@dataclass(frozen=True, slots=True)
class Claimer:
    """Who claims: a person, a group, or a unit (`organisation_id` for a member of the alliance)."""

    kind: str
    name: str
    phone: str
    organisation_id: UUID | None = None

    def checked(self) -> Claimer:
        """The same, cleaned. Raises `BadInput` on `claimer_name`, `claimer_phone`: whoever claims must be reachable."""
        name = clean_text(self.name)[:40]
        if not name:
            raise BadInput("claimer_name", "empty")
        try:
            phone = read_phone(self.phone)
        except BadInput:
            raise BadInput("claimer_phone", "not_a_phone") from None
        if not phone:
            raise BadInput("claimer_phone", "empty")
        return Claimer(self.kind, name, phone, self.organisation_id)
