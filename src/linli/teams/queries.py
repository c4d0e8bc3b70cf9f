"""Reads of teams: the work calendar."""

from __future__ import annotations

from datetime import time

from linli.kernel.work_calendar import WorkCalendar

from .models import Workday


def work_calendar(prefix: str) -> WorkCalendar:
    """The work calendar of a jurisdiction, as edited."""
    days = dict(Workday.objects.values_list("day", "is_workday"))
    return WorkCalendar(
        overrides=days,
        covered_years=frozenset(day.year for day in days),
        hours=((time(8, 30), time(12)), (time(14), time(17, 30))),
    )
