"""A matter in somebody's words, as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.errors import BadInput
from linli.kernel.labelled import Labelled
from linli.kernel.plain_text import clean_text, read_phone
from linli.ledger.photographs import Photograph

from .rules.urgent_words import urgent_words

_ = str  # marks a Chinese source string for the catalogue; the door translates it

FOLLOWED_AS = "case"
"""The kind of a case's code (`ledger.follow_codes`)."""

LONGEST_BODY = 10_000
MOST_PHOTOGRAPHS = 9


class Source(Labelled):
    """By which way a voice came in (practices.md E3; standards.zh.md §6)."""

    RESIDENT = "resident", _("居民自报")
    DOOR_QR = "door_qr", _("楼门扫码")
    CALL = "call", _("来电")
    VISIT = "visit", _("来访")
    PROPERTY_FIRM = "property_firm", _("物业登记")
    CAPTAIN = "captain", _("楼栋长日志")
    COMMUNITY = "community", _("社区登记")
    OFFICER = "officer", _("网格员发现")
    HOTLINE = "hotline", _("12345 热线")
    LETTER = "letter", _("网上留言")


@dataclass(frozen=True, slots=True)
class PlaceChosen:
    """Where it is: the most precise place code known, the estate and building if chosen, the words used, and why."""

    place_code: str
    estate_id: UUID | None = None
    building_id: UUID | None = None
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, if he says so."""

    name: str = ""
    phone: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Matter:
    """What is said, by whom, about which place."""

    body: str
    place: PlaceChosen
    source: Source
    subject: str = ""
    voice: Voice = Voice()
    photographs: tuple[Photograph, ...] = ()
    raised_at: datetime | None = None
    is_urgent: bool = False
    post_id: UUID | None = None
    source_no: str = ""

    def checked(self) -> Matter:
        """The same matter, cleaned of control characters; urgent when its words say that life is in danger, whoever wrote them
        down (practices.md: explains itself; a person may overrule it later). Raises `BadInput` on `body`, `phone`, `photographs`."""
        body = clean_text(self.body)
        if not body:
            raise BadInput("body", "empty")
        if len(body) > LONGEST_BODY:
            raise BadInput("body", "too_long", len(body))
        if len(self.photographs) > MOST_PHOTOGRAPHS:
            raise BadInput("photographs", "too_many", len(self.photographs))
        voice = Voice(
            clean_text(self.voice.name)[:40], read_phone(self.voice.phone), clean_text(self.voice.address)[:100]
        )
        subject = clean_text(self.subject)[:120] or subject_of(body)
        return Matter(
            body=body,
            place=self.place,
            source=self.source,
            subject=subject,
            voice=voice,
            photographs=self.photographs,
            raised_at=self.raised_at,
            is_urgent=self.is_urgent or bool(urgent_words(body)),
            post_id=self.post_id,
            source_no=clean_text(self.source_no)[:60],
        )


def subject_of(body: str) -> str:
    """A heading from the words themselves: the first sentence, at most 40 characters."""
    first = re.split(r"[。！？!?\n；;]", body.strip(), maxsplit=1)[0].strip()
    return first if len(first) <= 40 else first[:39] + "…"
