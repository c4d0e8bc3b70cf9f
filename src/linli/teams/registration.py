"""A registration in somebody's words, as a door hands it in: plain values, bounded and cleaned."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text, read_phone

from .rules.volunteers import YOUNGEST, FreeTime, Skill, Way, is_under_age, known

FOLLOWED_AS = "volunteer"
"""The kind of a volunteer's code (`ledger.follow_codes`)."""

OLDEST = 110


@dataclass(frozen=True, slots=True)
class Registration:
    """Who registers, for which area, with which skills. `birth_year` and the guardian are asked of those under 18 alone.
    `place_code` is the community's or, with an estate, the estate's."""

    name: str
    place_code: str
    way: Way
    phone: str = ""
    skills: tuple[str, ...] = ()
    skill_words: str = ""
    times: tuple[str, ...] = ()
    estate_id: UUID | None = None
    birth_year: int | None = None
    guardian_name: str = ""
    guardian_phone: str = ""
    guardian_consents: bool = False
    team_ids: tuple[UUID, ...] = ()

    def checked(self, today: date) -> Registration:
        """The same, cleaned. Raises `BadInput` on `name`, `phone`, `birth_year`, and for the young on `guardian_name`,
        `guardian_phone`, `guardian_consents`."""
        name, guardian_name = clean_text(self.name)[:40], clean_text(self.guardian_name)[:40]
        if not name:
            raise BadInput("name", "missing")
        phone = read_phone(self.phone)
        if self.birth_year is not None and not today.year - OLDEST <= self.birth_year <= today.year - YOUNGEST:
            raise BadInput("birth_year", "out_of_range", self.birth_year)
        young = is_under_age(self.birth_year, today)
        guardian_phone = _guardians_phone(self.guardian_phone) if young else ""
        if young:
            if not guardian_name:
                raise BadInput("guardian_name", "empty")
            if not guardian_phone:
                raise BadInput("guardian_phone", "empty")
            if not self.guardian_consents:
                raise BadInput("guardian_consents", "missing")
        return Registration(
            name=name,
            place_code=self.place_code,
            way=self.way,
            phone=phone,
            skills=tuple(known(Skill, self.skills)),
            skill_words=clean_text(self.skill_words)[:60],
            times=tuple(known(FreeTime, self.times)),
            estate_id=self.estate_id,
            birth_year=self.birth_year if young else None,
            guardian_name=guardian_name if young else "",
            guardian_phone=guardian_phone,
            guardian_consents=young,
            team_ids=tuple(dict.fromkeys(self.team_ids)),
        )


def _guardians_phone(text: str) -> str:
    try:
        return read_phone(text)
    except BadInput as refusal:
        raise BadInput("guardian_phone", refusal.reason) from refusal
