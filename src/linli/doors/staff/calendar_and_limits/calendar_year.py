"""A year of the work calendar: what is worked, what is off, what is made up for."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.look.words_for_time import day_words, month_word, weekday_word
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.teams.queries import WorkdayFacts, work_calendar, workdays

from .sections import READERS, may_change_calendar, sections

FIRST_YEAR, LAST_YEAR = 2004, 2100
AHEAD_FROM_MONTH = 11
"""The State Council announces the next year's days off in November."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day as the year shows it. `mark` is 休 for a named day off, 班 for a make-up day, else empty."""

    number: int
    css: str
    mark: str
    words: str
    url: str
    is_today: bool


@dataclass(frozen=True, slots=True)
class Month:
    name: str
    weeks: list[list[DayCell | None]]
    workdays: int


@require_safe
@staff_page(roles=READERS)
def calendar_year(request: StaffRequest) -> HttpResponse:
    """`?year=` is a year of 2004 to 2100, this one by default. Two statements."""
    today = clock.today()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    year = min(max(year, FIRST_YEAR), LAST_YEAR)
    known, covered = workdays(year), work_calendar("")
    missing = [one for one in (year, today.year) if one not in covered.covered_years]
    if today.month >= AHEAD_FROM_MONTH and today.year + 1 not in covered.covered_years:
        missing.append(today.year + 1)
    may_change = may_change_calendar(request.actor)
    months = _months(year, known, covered, today, may_change)
    return request.show(
        "staff/settings/calendar.html",
        sections=sections("calendar", request.actor),
        year=year,
        months=months,
        week=[weekday_word(date(2024, 1, day)).removeprefix("周") for day in range(1, 8)],
        total=sum(month.workdays for month in months),
        missing=sorted(set(missing)),
        may_change=may_change,
        earlier=year - 1 if year > FIRST_YEAR else None,
        later=year + 1 if year < LAST_YEAR else None,
        named=[{"day": one, "words": day_words(one.day, today=today)} for one in known],
    )


def _months(year: int, known: list[WorkdayFacts], covered: Any, today: date, may_change: bool) -> list[Month]:
    changed = {one.day: one for one in known}
    found = []
    for number in range(1, 13):
        weeks = [
            [_cell(day, changed.get(day), covered, today, may_change) if day.month == number else None for day in week]
            for week in calendar.Calendar().monthdatescalendar(year, number)
        ]
        last = calendar.monthrange(year, number)[1]
        worked = covered.workdays_between(date(year, number, 1), date(year, number, last))
        found.append(Month(month_word(date(year, number, 1)), weeks, worked))
    return found


def _cell(day: date, facts: WorkdayFacts | None, covered: Any, today: date, may_change: bool) -> DayCell:
    is_worked = covered.is_workday(day)
    mark, css = "", "" if is_worked else "weekend"
    if facts is not None:
        mark, css = (_("班"), "made-up") if is_worked else (_("休"), "day-off")
    state = _("上班") if is_worked else _("休息")
    words = f"{day_words(day, today=day)} {state}{_('：') + facts.name if facts and facts.name else ''}"
    url = reverse("staff:calendar_day", args=[day.isoformat()]) if may_change else ""
    return DayCell(day.day, css, mark, words, url, day == today)
