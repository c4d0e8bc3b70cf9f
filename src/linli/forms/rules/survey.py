"""What a survey is, whom it asks, and when it may be answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from linli.kernel.actor import Role
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.labelled import Labelled

_ = str  # marks a Chinese source string for the catalogue; the door translates it

LONGEST_DAYS = 180
SMALLEST_SHOWN = 5
"""Below so many answers nobody but the staff sees a result: few answers could tell whose they are."""

KEEPERS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD})
AT_THE_DOOR = frozenset({Role.GRID_OFFICER, Role.GRID_LEADER, Role.BUILDING_CAPTAIN, Role.PATCH_LEADER})
READERS = KEEPERS | AT_THE_DOOR | {Role.GOVERNANCE_CENTRE}


class SurveyState(Labelled):
    """Where a survey stands."""

    DRAFT = "draft", _("草稿")
    OPEN = "open", _("正在征集")
    CLOSED = "closed", _("已结束")


class Channel(Labelled):
    """By which way an answer comes in."""

    PAGE = "page", _("网页")
    QR = "qr", _("扫码")
    DOOR = "door", _("上门代填")
    PAPER = "paper", _("纸质问卷")


class OncePer(Labelled):
    """Who counts as one: a dwelling answers once, or a telephone."""

    DWELLING = "dwelling", _("每户一份")
    PHONE = "phone", _("每人一份（按手机号）")


class AgeGroup(Labelled):
    """Age groups of those who answer, in years from `first` to `last`. Under 14 a guardian answers (个保法 31 条)."""

    first: int
    last: int

    TEENS = "14_17", _("14–17 岁"), 14, 17
    YOUNG = "18_34", _("18–34 岁"), 18, 34
    MIDDLE = "35_59", _("35–59 岁"), 35, 59
    OLD = "60_79", _("60–79 岁"), 60, 79
    OLDEST = "80_up", _("80 岁以上"), 80, 130


def groups_between(first: int | None, last: int | None) -> list[AgeGroup]:
    """The age groups that meet the ages asked for, all of them where none is named."""
    low, high = first or 0, last or 200
    return [group for group in AgeGroup if group.first <= high and group.last >= low]


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which a survey may be answered."""

    first_on: date
    last_on: date

    def checked(self, today: date) -> Period:
        """The same. Raises `BadInput` on `last_on`: `before_start`, `past`, `too_long`."""
        if self.last_on < self.first_on:
            raise BadInput("last_on", "before_start")
        if self.last_on < today:
            raise BadInput("last_on", "past")
        if self.last_on > self.first_on + timedelta(days=LONGEST_DAYS):
            raise BadInput("last_on", "too_long")
        return self


def check_answerable(state: SurveyState, period: Period, today: date) -> None:
    """Raise `WrongState` unless a survey in this state may be answered today: `draft`, `not_yet`, `over`."""
    if state is SurveyState.DRAFT:
        raise WrongState("survey.answer", "draft")
    if state is SurveyState.CLOSED or today > period.last_on:
        raise WrongState("survey.answer", "over")
    if today < period.first_on:
        raise WrongState("survey.answer", "not_yet")
