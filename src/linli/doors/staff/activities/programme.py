"""The programme of a month, as a sheet and as a list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.activities.queries.programme import Programme, programme_of
from linli.activities.rules import ActivityState, Size
from linli.activities.who_may import ORGANISERS
from linli.doors.activity_words import card_of
from linli.doors.rail import AT_A_DESK, CENTRE
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.week_sheet import WEEKDAYS, read_day
from linli.kernel import clock

from .frame import HELPERS, READERS, prefix_of


@require_safe
@staff_page(roles=READERS)
def programme(request: StaffRequest) -> HttpResponse:
    """A month. At most nine statements with the frame."""
    month = request.GET.get("month", "")
    day = read_day(f"{month}-01") if month else clock.today()
    found = programme_of(prefix_of(request), day.year, day.month)
    return request.show(
        "staff/activities/programme.html",
        found=found,
        weekdays=WEEKDAYS,
        weeks=_weeks(found),
        cards=[card_of(page) for page in found.listed],
        rhythm=found.rhythm,
        shares=[
            {
                "label": _(share.group.label),
                "value": share.count,
                "base": _("%(n)d/%(all)d 场") % {"n": share.count, "all": share.base},
            }
            for share in found.shares
        ],
        before=_month(found.first, -1),
        after=_month(found.first, 1),
        may_organise=bool(request.actor.roles & ORGANISERS),
        helps=bool(request.actor.roles & HELPERS),
        reads_figures=bool(request.actor.roles & (AT_A_DESK | CENTRE)),
    )


def _weeks(found: Programme) -> list[list[dict[str, Any]]]:
    today = clock.today()
    return [
        [
            {
                "on": day.on,
                "in_month": day.in_month,
                "is_today": day.on == today,
                "occasion": "、".join(_(name) for name in day.occasions),
                "slots": [
                    {
                        "page": page,
                        "css": " slot-draft"
                        if page.state is ActivityState.DRAFT
                        else " slot-big"
                        if page.size is Size.BIG
                        else "",
                    }
                    for page in day.activities
                ],
            }
            for day in week
        ]
        for week in found.weeks
    ]


def _month(first: date, by: int) -> str:
    number = first.year * 12 + first.month - 1 + by
    return f"{number // 12:04d}-{number % 12 + 1:02d}"
