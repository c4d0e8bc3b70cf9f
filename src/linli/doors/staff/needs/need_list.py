"""The needs list (需求清单) by where its lines stand."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.alliance.actions.ask_need import DESK_AND_FIELD
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.queries.need_list import NeedList, NeedTab, need_list
from linli.doors.paging import read_page
from linli.doors.rail import AT_A_DESK, CENTRE, IN_THE_FIELD
from linli.doors.staff.frame import StaffRequest, staff_page

READERS = IN_THE_FIELD | AT_A_DESK | CENTRE


@require_safe
@staff_page(roles=READERS)
def needs(request: StaffRequest) -> HttpResponse:
    """One tab of the list. Ten statements with the frame."""
    asked = request.GET.get("tab", "")
    tab = NeedTab(asked) if asked in set(NeedTab) else NeedTab.ASKED
    read: list[NeedList] = []

    def ask(at: Any) -> Any:
        read.append(need_list(request.actor, tab, at))
        return read[-1].page

    page = read_page(request, ask)
    figures = read[-1].figures
    return request.show(
        "staff/needs/needs.html",
        page=page,
        tab=tab.value,
        figures=figures,
        may_ask=bool(request.actor.roles & DESK_AND_FIELD),
        may_match=bool(request.actor.roles & KEEPERS),
        tabs=[
            {
                "label": _(one.label),
                "url": f"?tab={one.value}",
                "current": one is tab,
                "count": sum(figures.counts[state] for state in one.states),
            }
            for one in NeedTab
        ],
    )
