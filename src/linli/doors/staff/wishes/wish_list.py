"""The list of wishes by where they stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.alliance.queries.wish_list import WishList, WishTab, wish_list
from linli.doors.paging import read_page
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD
from linli.doors.staff.frame import StaffRequest, staff_page

READERS = IN_THE_FIELD | AT_A_DESK | CENTRE


@require_safe
@staff_page(roles=READERS)
def wishes(request: StaffRequest) -> HttpResponse:
    """One tab of the list. Nine statements with the frame."""
    asked = request.GET.get("tab", "")
    tab = WishTab(asked) if asked in set(WishTab) else WishTab.REVIEW
    read: list[WishList] = []

    def ask(at: Any) -> Any:
        read.append(wish_list(request.actor, tab, at))
        return read[-1].page

    page = read_page(request, ask)
    figures = read[-1].figures
    return request.show(
        "staff/wishes/wishes.html",
        page=page,
        tab=tab,
        figures=figures,
        tabs=[
            {"label": _(one.label), "url": f"?tab={one.value}", "current": one is tab}
            | ({"count": sum(figures.counts[state] for state in one.states)} if figures else {})
            for one in WishTab
        ],
    )
