"""The day's work list: what needs somebody now, why, and what was done with many at once."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.work_list import Tab, WorkList, work_list
from linli.doors.paging import read_page
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.actor import Role

from .list_filter import read_filter
from .print_sheets import tab_in

DESK = frozenset(
    {Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD, Role.STREET_STAFF, Role.STREET_LEAD, Role.GOVERNANCE_CENTRE}
)
TONES = {Tab.OVERDUE: "overdue", Tab.DUE_SOON: "soon"}


@require_safe
@staff_page(roles=WITH_CASES)
def desk(request: StaffRequest) -> HttpResponse:
    """One tab of the work list. Ten statements with the frame."""
    asked = read_filter(request)
    tab = tab_in(request.GET.get("tab", ""))
    read: list[WorkList] = []

    def ask(at: Any) -> Any:
        read.append(work_list(request.actor, tab, asked.filter, at))
        return read[-1].page

    page = read_page(request, ask)
    counts = read[-1].counts
    return request.show(
        "staff/cases/desk.html",
        tab=tab,
        tab_label=_(tab.label),
        tabs=_tabs(request, tab, counts),
        rows=page.items,
        page=page,
        asked=asked,
        overdue=counts[Tab.OVERDUE],
        due_soon=counts[Tab.DUE_SOON],
        to_call_back=counts[Tab.TO_CALL_BACK],
        may_dispatch=bool(request.actor.roles & DESK),
        list_query=asked.query,
    )


def _tabs(request: StaffRequest, current: Tab, counts: dict[Tab, int]) -> list[dict[str, Any]]:
    tabs = []
    for tab in Tab:
        query = request.GET.copy()
        query.pop("at", None)
        query["tab"] = tab.value
        count = counts[tab]
        tabs.append(
            {
                "label": _(tab.label),
                "url": f"?{query.urlencode()}",
                "current": tab is current,
                "count": count,
                "tone": TONES.get(tab, "") if count else "",
            }
        )
    return tabs
