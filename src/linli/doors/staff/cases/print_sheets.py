"""Sheets on paper: a case, a list, and the slip with code and QR that the resident takes home."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.case_page import case_page
from linli.cases.queries.work_list import Tab, all_lines
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock

from .case import shown_of
from .list_filter import read_filter

MOST_PRINTED = 300


@require_safe
@staff_page(roles=WITH_CASES)
def print_case(request: StaffRequest, code: str) -> HttpResponse:
    """One case on A4: facts, the voices masked, every turn."""
    page = case_page(request.actor, code)
    return request.show("staff/cases/print_case.html", **shown_of(page), **_printed(request, "staff:case", code))


@require_safe
@staff_page(roles=WITH_CASES)
def print_receipt(request: StaffRequest, code: str) -> HttpResponse:
    """The slip (受理回执): the code large, the QR that opens its progress, what happens next."""
    page = case_page(request.actor, code)
    return request.show(
        "staff/cases/print_receipt.html",
        follow_url=follow_url(request, page.case.code),
        contact_by=_to_come(page.case.response_due_at) if not page.case.responded_at else None,
        answer_by=_to_come(page.case.handle_due_at) if page.clock == "running" else None,
        receipt_lines=[_("扫码，或者在社区网站“查进度”里输入查询码")],
        **shown_of(page),
        **_printed(request, "staff:case", code),
    )


@require_safe
@staff_page(roles=WITH_CASES)
def print_list(request: StaffRequest) -> HttpResponse:
    """The list as filtered, at most 300 lines, which the sheet says."""
    asked = read_filter(request)
    tab = tab_in(request.GET.get("tab", ""))
    lines = list(all_lines(request.actor, tab, asked.filter, MOST_PRINTED + 1))
    return request.show(
        "staff/cases/print_list.html",
        tab=_(tab.label),
        lines=lines[:MOST_PRINTED],
        left_out=len(lines) > MOST_PRINTED,
        most=MOST_PRINTED,
        chips=asked.chips,
        **_printed(request, "staff:desk"),
    )


def follow_url(request: StaffRequest, code: str) -> str:
    """Where a resident follows a case by its code, as an address a phone can open."""
    try:
        path = reverse("resident:follow")
    except NoReverseMatch:
        path = "/follow/"
    base = settings.PUBLIC_URL or request.build_absolute_uri("/")[:-1]
    return f"{base}{path}?code={code}"


def tab_in(text: str) -> Tab:
    """The tab of that name; the day's own list for any other."""
    return Tab(text) if text in set(Tab) else Tab.MINE


def _to_come(moment: datetime | None) -> datetime | None:
    """A promise is printed only while it can be kept."""
    return moment if moment and moment > clock.now() else None


def _printed(request: StaffRequest, back: str, *args: str) -> dict:
    return {"printed_at": clock.now(), "printed_by": request.actor.name, "back_url": reverse(back, args=args)}
