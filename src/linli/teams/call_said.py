"""A call for help as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text

from .rules.calls import check_call
from .rules.volunteers import Skill, known


@dataclass(frozen=True, slots=True)
class CallSaid:
    """What is asked, where, when, of how many. `title`, `words` and `safety` hang on the public page; `address` and `contact`
    are for those who take it."""

    title: str
    words: str
    place_code: str
    starts_at: datetime
    ends_at: datetime
    places: int
    skills: tuple[str, ...] = ()
    estate_id: UUID | None = None
    address: str = ""
    contact: str = ""
    safety: str = ""
    team_id: UUID | None = None
    source_kind: str = ""
    source_code: str = ""

    def checked(self, now: datetime) -> CallSaid:
        """The same, cleaned. Raises `BadInput` on `title`, `places`, `starts_at`, `ends_at`."""
        title, words = clean_text(self.title)[:60], clean_text(self.words)[:400]
        if not title:
            raise BadInput("title", "empty")
        check_call(self.places, self.starts_at, self.ends_at, now)
        return CallSaid(
            title=title,
            words=words,
            place_code=self.place_code,
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            places=self.places,
            skills=tuple(known(Skill, self.skills)),
            estate_id=self.estate_id,
            address=clean_text(self.address)[:100],
            contact=clean_text(self.contact)[:60],
            safety=clean_text(self.safety)[:200],
            team_id=self.team_id,
            source_kind=self.source_kind if self.source_kind in ("case", "wish") else "",
            source_code=clean_text(self.source_code)[:10],
        )
