"""A form that grassroots people must fill is registered: purpose, basis, rhythm, expiry (standards.zh.md §0: 表单登记)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.labelled import Labelled
from linli.kernel.plain_text import clean_text, read_words

_ = str  # marks a Chinese source string for the catalogue; the door translates it

MOST_FIELDS = 40
LONGEST_DAYS = 366
"""A registration holds a year at most; then its need is looked at again."""

REGISTRARS = frozenset({Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE})
FILLERS = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
READERS = REGISTRARS | FILLERS


class Rhythm(Labelled):
    """How often a form is filled: within one turn of the rhythm once a place."""

    ONCE = "once", _("只填一次")
    WEEKLY = "weekly", _("每周")
    MONTHLY = "monthly", _("每月")
    QUARTERLY = "quarterly", _("每季度")
    YEARLY = "yearly", _("每年")


class MasterValue(Labelled):
    """What the platform knows already and fills in by itself."""

    COMMUNITY = "community", _("社区名称")
    GRID = "grid", _("网格名称")
    ESTATES = "estates", _("小区数")
    BUILDINGS = "buildings", _("楼栋数")
    DWELLINGS = "dwellings", _("房屋数")
    HOUSEHOLDS = "households", _("户数")
    RESIDENTS = "residents", _("登记居民数")
    FILLER = "filler", _("填表人")
    TODAY = "today", _("填表日期")


@dataclass(frozen=True, slots=True)
class FormField:
    """One thing the form asks. `master` names what the platform fills in; empty where a person must type it."""

    label: str
    master: str = ""


@dataclass(frozen=True, slots=True)
class Registration:
    """Why a form exists: what for, on which basis, who asks, how often, until when, and what it asks."""

    title: str
    purpose: str
    basis: str
    asked_by: str
    rhythm: Rhythm
    first_on: date
    last_on: date
    fields: tuple[FormField, ...]

    def checked(self) -> Registration:
        """The same, cleaned. Raises `BadInput` on `title`, `purpose`, `basis`, `asked_by`, `last_on`, `fields`."""
        if self.last_on < self.first_on:
            raise BadInput("last_on", "before_start")
        if self.last_on > self.first_on + timedelta(days=LONGEST_DAYS):
            raise BadInput("last_on", "over_a_year")
        known = {one.value for one in MasterValue}
        fields = [
            FormField(clean_text(one.label)[:40], one.master if one.master in known else "") for one in self.fields
        ]
        fields = [one for one in fields if one.label]
        if not fields:
            raise BadInput("fields", "empty")
        if len(fields) > MOST_FIELDS:
            raise BadInput("fields", "too_many", len(fields))
        if len({one.label for one in fields}) != len(fields):
            raise BadInput("fields", "twice")
        return Registration(
            read_words(self.title, "title", 60),
            read_words(self.purpose, "purpose", 200),
            read_words(self.basis, "basis", 200),
            read_words(self.asked_by, "asked_by", 60),
            self.rhythm,
            self.first_on,
            self.last_on,
            tuple(fields),
        )

    @property
    def prefilled(self) -> int:
        """How many fields nobody has to type."""
        return sum(bool(one.master) for one in self.fields)


def fields_of(lines: str) -> tuple[FormField, ...]:
    """The fields as they were typed, one a line. A line that is called like something the platform knows is filled in by it."""
    known = {one.label: one.value for one in MasterValue}
    return tuple(FormField(line, known.get(line, "")) for line in map(clean_text, lines.splitlines()) if line)


def turn_of(rhythm: Rhythm, day: date) -> str:
    """The name of the turn of the rhythm that holds the day: 2026-W09, 2026-03, 2026-Q1, 2026, or `once`."""
    match rhythm:
        case Rhythm.WEEKLY:
            year, week, _weekday = day.isocalendar()
            return f"{year}-W{week:02}"
        case Rhythm.MONTHLY:
            return f"{day:%Y-%m}"
        case Rhythm.QUARTERLY:
            return f"{day.year}-Q{(day.month + 2) // 3}"
        case Rhythm.YEARLY:
            return str(day.year)
    return "once"


def check_fillable(first_on: date, last_on: date, stopped: bool, today: date) -> None:
    """Raise `WrongState` for a form that is not asked for (any more): `stopped`, `expired`, `not_yet`."""
    if stopped:
        raise WrongState("form.fill", "stopped")
    if today > last_on:
        raise WrongState("form.fill", "expired")
    if today < first_on:
        raise WrongState("form.fill", "not_yet")
