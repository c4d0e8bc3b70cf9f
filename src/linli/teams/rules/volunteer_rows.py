"""A register of volunteers, row by row, as plain values (practices.md E1: 3,673 of them on the first day)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text, read_phone

from .training import TeamKind
from .volunteers import YOUNGEST, Skill, is_under_age

MOST_ROWS = 20_000
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "志愿者姓名"),
    "phone": ("电话", "手机", "手机号", "联系电话", "手机号码"),
    "estate": ("小区", "所在小区", "小区名称"),
    "teams": ("队伍", "志愿队", "志愿服务队", "所属队伍"),
    "skills": ("特长", "技能", "服务特长"),
    "birth_year": ("出生年份", "出生年"),
    "guardian_name": ("监护人", "监护人姓名"),
    "guardian_phone": ("监护人电话", "监护人手机"),
    "consent": ("监护人同意",),
}
"""Field → the column names under which it is known; the first is the template's."""

KNOWN_NAMES = tuple(name for names in COLUMNS.values() for name in names)
_PARTS = re.compile(r"[、，,;；/|\s]+")
_KIND_WORDS = (
    ("楼栋长", TeamKind.CAPTAINS),
    ("楼长", TeamKind.CAPTAINS),
    ("学生", TeamKind.STUDENTS),
    ("少年", TeamKind.STUDENTS),
    ("党员", TeamKind.MEMBERS),
    ("双报到", TeamKind.MEMBERS),
    ("邻", TeamKind.NEIGHBOURS),
)


@dataclass(frozen=True, slots=True)
class VolunteerRow:
    """One person of the register; `birth_year` and the guardian are kept of those under age alone."""

    number: int
    name: str
    phone: str = ""
    estate: str = ""
    teams: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    skill_words: str = ""
    birth_year: int | None = None
    guardian_name: str = ""
    guardian_phone: str = ""


@dataclass(frozen=True, slots=True)
class BadVolunteerRow:
    """A row that cannot be taken: its number, what is wrong (`reason`, a short code) and the words it is about."""

    number: int
    reason: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class ReadVolunteers:
    rows: tuple[VolunteerRow, ...]
    bad: tuple[BadVolunteerRow, ...]


class _Wrong(Exception):
    def __init__(self, reason: str, text: str = "") -> None:
        self.reason, self.text = reason, text


def read_volunteer_rows(names: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]], today: date) -> ReadVolunteers:
    """Read rows of text under columns found by name, in any order. Blank rows are passed over; every other is read or named as
    bad. Without the column 姓名 there is one bad row, `no_column`; past 20,000 rows `too_many`."""
    at = {field: i for field, known in COLUMNS.items() for i, name in enumerate(names) if name.strip() in known}
    if "name" not in at:
        return ReadVolunteers((), (BadVolunteerRow(1, "no_column"),))
    good: dict[tuple[str, str], VolunteerRow] = {}
    bad: list[BadVolunteerRow] = []
    for number, cells in rows:
        told = {field: text for field, i in at.items() if i < len(cells) and (text := clean_text(cells[i]))}
        if not told:
            continue
        if len(good) + len(bad) >= MOST_ROWS:
            bad.append(BadVolunteerRow(number, "too_many", str(MOST_ROWS)))
            break
        try:
            row = _row(number, told, today)
            # Without a telephone nobody can tell two of one name from one written twice.
            first = good.setdefault((row.name, row.phone or str(number)), row)
            if first is not row:
                raise _Wrong("twice", str(first.number))
        except _Wrong as wrong:
            bad.append(BadVolunteerRow(number, wrong.reason, wrong.text))
    return ReadVolunteers(tuple(good.values()), tuple(bad))


def team_kind_of(name: str) -> TeamKind:
    """The kind a team's name speaks of; other when it says none. Whoever keeps the team may change it."""
    return next((kind for words, kind in _KIND_WORDS if words in name), TeamKind.OTHER)


def _row(number: int, told: Mapping[str, str], today: date) -> VolunteerRow:
    if "name" not in told:
        raise _Wrong("no_name")
    for field, most in (("name", 40), ("estate", 60), ("guardian_name", 40)):
        if len(told.get(field, "")) > most:
            raise _Wrong("too_long", told[field][:20])
    teams = _parts(told.get("teams", ""))
    if any(len(name) > 40 for name in teams):
        raise _Wrong("too_long", told["teams"][:20])
    birth_year = _year(told, today)
    young = is_under_age(birth_year, today)
    guardian = told.get("guardian_name", ""), _phone(told, "guardian_phone")
    if young and not (all(guardian) and told.get("consent", "") in ("是", "同意", "已同意", "有")):
        raise _Wrong("no_guardian", told["name"][:1])
    skills, words = _skills(told.get("skills", ""))
    return VolunteerRow(
        number=number,
        name=told["name"],
        phone=_phone(told, "phone"),
        estate=told.get("estate", ""),
        teams=teams,
        skills=skills,
        skill_words=words,
        birth_year=birth_year if young else None,
        guardian_name=guardian[0] if young else "",
        guardian_phone=guardian[1] if young else "",
    )


def _phone(told: Mapping[str, str], field: str) -> str:
    try:
        return read_phone(re.sub(r"\.0$", "", told.get(field, "")))
    except BadInput:
        raise _Wrong("phone", told[field][:20]) from None


def _year(told: Mapping[str, str], today: date) -> int | None:
    if "birth_year" not in told:
        return None
    found = re.fullmatch(r"((?:19|20)[0-9]{2})(?:年|\.0)?", told["birth_year"])
    if not found or not today.year - 110 <= int(found[1]) <= today.year - YOUNGEST:
        raise _Wrong("birth_year", told["birth_year"][:20])
    return int(found[1])


def _skills(text: str) -> tuple[tuple[str, ...], str]:
    said = _parts(text)
    by_label = {one.label: one.value for one in Skill}
    known = tuple(dict.fromkeys(by_label[word] for word in said if word in by_label))
    return known, "、".join(word for word in said if word not in by_label)[:60]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for part in _PARTS.split(text) if part))
