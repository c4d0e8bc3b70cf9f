"""The programme's rhythm: one big activity a month, two small ones a week (practices.md C5). A help to plan, never a score."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .words import AgeGroup, Size

BIG_A_MONTH = 1
SMALL_A_WEEK = 2


@dataclass(frozen=True, slots=True)
class WeekPlan:
    """A week, Monday to Sunday, and how many small activities it has; a week belongs to the month its Thursday lies in."""

    first: date
    small: int

    @property
    def last(self) -> date:
        return self.first + timedelta(days=6)

    @property
    def missing(self) -> int:
        return max(0, SMALL_A_WEEK - self.small)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What a month has of the rhythm, and what is still missing."""

    big: int
    weeks: tuple[WeekPlan, ...]

    @property
    def big_missing(self) -> int:
        return max(0, BIG_A_MONTH - self.big)

    @property
    def small_missing(self) -> int:
        return sum(week.missing for week in self.weeks)


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def weeks_of(first: date, last: date) -> list[date]:
    """The Mondays of the weeks whose Thursday lies between the days."""
    monday = first - timedelta(days=first.weekday())
    return [
        week for number in range(7) if first <= (week := monday + timedelta(weeks=number)) + timedelta(days=3) <= last
    ]


def rhythm_of(year: int, month: int, planned: Iterable[tuple[date, Size]]) -> Rhythm:
    """The rhythm of a month from the days and sizes of what is planned or was held."""
    first, last = month_of(year, month)
    found = list(planned)
    weeks = tuple(
        WeekPlan(week, sum(size is Size.SMALL and week <= day <= week + timedelta(days=6) for day, size in found))
        for week in weeks_of(first, last)
    )
    return Rhythm(sum(size is Size.BIG and first <= day <= last for day, size in found), weeks)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the activities are (also) for an age group. One activity may be for several: shares need not add up."""

    group: AgeGroup
    count: int
    base: int

    @property
    def percent(self) -> int | None:
        return round(100 * self.count / self.base) if self.base else None


def shares_of(groups: Iterable[Iterable[str]]) -> list[Share]:
    """Each age group's share of the activities, each given as the groups it is for."""
    found = [set(one) for one in groups]
    return [Share(group, sum(group.value in one for one in found), len(found)) for group in AgeGroup]
