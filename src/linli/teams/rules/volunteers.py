"""Who may register as a volunteer, in which words, and which of them suits a call for help (practices.md E1)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from linli.kernel.actor import Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.labelled import Labelled
from linli.kernel.place_codes import PlaceLevel

_ = str  # marks a Chinese source string for the catalogue; the door translates it

FULL_AGE = 18
YOUNGEST = 6
ACTIVE_DAYS = 90
"""A volunteer is active who helped at least once within these days (standards.zh.md §9)."""

ACCEPTERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
"""Who accepts volunteers, keeps teams and trainings, and imports registers."""

REGISTRARS = ACCEPTERS | {Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER}
"""Who may write a volunteer down, open a call for help, enter and confirm hours."""

READERS = REGISTRARS | {Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}


class VolunteerState(Labelled):
    """Where a registration stands. Whoever left keeps no name and no telephone here; the hours stay as figures."""

    APPLIED = "applied", _("待社区接纳")
    ACTIVE = "active", _("已注册")
    REFUSED = "refused", _("未接纳")
    LEFT = "left", _("已退出")


class Way(Labelled):
    """By which way somebody registered."""

    PAGE = "page", _("自己填写")
    OFFICER = "officer", _("上门或来电登记")
    PAPER = "paper", _("纸质登记表")
    REGISTER = "register", _("名册导入")


class Skill(Labelled):
    """What one can do for neighbours; whatever else in one's own words."""

    MEDICAL = "medical", _("医疗护理")
    REPAIR = "repair", _("水电维修")
    TEACHING = "teaching", _("教学辅导")
    LAW = "law", _("法律咨询")
    HAIRDRESSING = "hairdressing", _("理发")
    COMPANY = "company", _("陪伴老人")
    CHILDREN = "children", _("照看孩子")
    DRIVING = "driving", _("开车接送")
    PHONE = "phone", _("教用手机")
    ARTS = "arts", _("文艺书画")
    PATROL = "patrol", _("巡防守护")
    CLEANING = "cleaning", _("环境清洁")
    MEDIATION = "mediation", _("邻里调解")
    ANYTHING = "anything", _("跑腿搭把手")


class FreeTime(Labelled):
    """When one has time."""

    WEEKDAY = "weekday", _("平日白天")
    EVENING = "evening", _("平日晚上")
    WEEKEND = "weekend", _("周末节假日")


class Fit(StrEnum):
    """Why somebody is named for a call."""

    SKILL = "skill"
    TIME = "time"
    GRID = "grid"


@dataclass(frozen=True, slots=True)
class VolunteerFacts:
    """A volunteer as matching sees her."""

    id: UUID
    place_code: str
    skills: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a call asks for."""

    place_code: str
    starts_at: datetime
    skills: frozenset[str] = field(default_factory=frozenset)


def is_under_age(birth_year: int | None, today: date) -> bool:
    """Whether a guardian must consent. A year is known of the young only; the whole year of the eighteenth birthday counts
    as under age, so that nobody is taken for older than she is."""
    return birth_year is not None and today.year - birth_year <= FULL_AGE


def time_of(moment: datetime) -> FreeTime:
    """Which free time a moment falls in: weekends, else evenings from 18:00, else the day."""
    local = moment.astimezone(SHANGHAI)
    if local.weekday() >= 5:
        return FreeTime.WEEKEND
    return FreeTime.EVENING if local.hour >= 18 else FreeTime.WEEKDAY


def fits(volunteer: VolunteerFacts, wanted: Wanted) -> frozenset[Fit] | None:
    """What speaks for this volunteer: a skill the call asks for, the time, the same grid. None when she lacks every wanted
    skill or said that she has no time then. Nobody is scored: those named are listed in no order of merit."""
    reasons = set()
    if wanted.skills:
        if not wanted.skills & volunteer.skills:
            return None
        reasons.add(Fit.SKILL)
    if volunteer.times:
        if time_of(wanted.starts_at).value not in volunteer.times:
            return None
        reasons.add(Fit.TIME)
    grid = PlaceLevel.GRID
    if len(wanted.place_code) >= grid and volunteer.place_code[:grid] == wanted.place_code[:grid]:
        reasons.add(Fit.GRID)
    return frozenset(reasons)


def known(kinds: type[Labelled], codes: Iterable[str]) -> list[str]:
    """The codes that are words of the set, once each, in its order."""
    given = set(codes)
    return [one.value for one in kinds if one.value in given]
