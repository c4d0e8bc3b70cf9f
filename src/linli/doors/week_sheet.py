"""The week of a venue as both sides show it: by day on a phone, seven columns at a desk, and as a table."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.activities.queries.venues import Booked, Week
from linli.kernel import clock
from linli.kernel.clock import SHANGHAI

WEEKDAYS = (
    gettext_lazy("周一"),
    gettext_lazy("周二"),
    gettext_lazy("周三"),
    gettext_lazy("周四"),
    gettext_lazy("周五"),
    gettext_lazy("周六"),
    gettext_lazy("周日"),
)


def read_day(text: str) -> date:
    """The day an address names, today for anything else or a day beyond two years."""
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return clock.today()
    return day if abs((day - clock.today()).days) < 730 else clock.today()


def days_words(digits: str) -> str:
    """每天；周一至周五；周二、周四。"""
    if digits == "1234567":
        return _("每天")
    if len(digits) > 2 and digits in "1234567":
        return _("%(first)s至%(last)s") % {"first": WEEKDAYS[int(digits[0]) - 1], "last": WEEKDAYS[int(digits[-1]) - 1]}
    return _("、").join(str(WEEKDAYS[int(one) - 1]) for one in digits)


def sheet_of(week: Week) -> dict[str, Any]:
    """What `week_sheet.html` draws: the days with what each room holds, and the weeks beside."""
    today = clock.today()
    columns = []
    for number, on in enumerate(week.days):
        lines = [
            {"room": room, "one": one, "span": _span(one, on)} for room, days in week.rooms for one in days[number]
        ]
        columns.append(
            {
                "on": on,
                "weekday": WEEKDAYS[number],
                "is_today": on == today,
                "is_past": on < today,
                "lines": sorted(lines, key=lambda line: (line["one"].starts_at, line["room"].name)),
            }
        )
    return {
        "week": week,
        "columns": columns,
        "several_rooms": len(week.rooms) > 1,
        "before": (week.first - timedelta(days=7)).isoformat(),
        "after": (week.first + timedelta(days=7)).isoformat(),
        "booked_count": sum(len(column["lines"]) for column in columns),
    }


def _span(one: Booked, on: date) -> str:
    first, last = one.starts_at.astimezone(SHANGHAI), one.ends_at.astimezone(SHANGHAI)
    begins = f"{first:%H:%M}" if first.date() == on else "00:00"
    ends = f"{last:%H:%M}" if last.date() == on else "24:00"
    return _("全天") if (begins, ends) == ("00:00", "24:00") else f"{begins}—{ends}"
