"""The list of half-month analyses of one half-month, and making those that are missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.actions.draft_report import draft_report
from linli.insight.report_rights import READERS
from linli.insight.reports import reports_of_period
from linli.insight.rules import Period, read_half_month
from linli.insight.rules.periods import last_half_months
from linli.kernel import clock
from linli.kernel.errors import BadInput

from .words import period_words

SHOWN = 6
"""Half-months offered by name; an earlier one is reached by its address."""


@require_safe
@staff_page(roles=READERS)
def reports(request: StaffRequest) -> HttpResponse:
    """`?period=` is the first day of a half-month that is over (the latest by default), `?place=` a place the reader answers
    for. Eight statements with the frame."""
    period, place = _asked(request.GET)
    page = reports_of_period(request.actor, period, place)
    offered = last_half_months(clock.today(), SHOWN)
    if period not in offered:
        offered.append(period)
    return request.show(
        "staff/reports/reports.html",
        page=page,
        period=period,
        period_words=period_words(period),
        periods=[
            {"label": period_words(one), "url": _address(one, page.place), "current": one == period} for one in offered
        ],
        homes=[
            {"label": name or _("整个平台"), "url": _address(period, home), "current": page.place.startswith(home)}
            for home, name in page.homes
        ],
        up_url=_up(page, period),
        rows=[{"place": one, "below_url": _address(period, one.below) if one.below else ""} for one in page.places],
    )


@require_POST
@staff_page(roles=READERS)
def draft(request: StaffRequest) -> HttpResponse:
    """Make one report and open it."""
    period = read_half_month(request.POST.get("period", ""))
    if period is None:
        raise BadInput("period", "not_a_half_month")
    report = draft_report(
        actor=request.actor,
        key=read_key(request),
        place_code=request.POST.get("place_code", ""),
        estate_id=_estate(request.POST.get("estate", "")),
        first_on=period.first,
    )
    messages.success(request, _("已按现在的数据生成草稿，写上您的分析就可以发布。"))
    return request.back_to("staff:report", report.id)


@require_POST
@staff_page(roles=READERS)
def draft_missing(request: StaffRequest) -> HttpResponse:
    """Make every report of the list that the reader may make and nobody has."""
    period, place = _asked(request.POST)
    key, made = read_key(request), 0
    for one in reports_of_period(request.actor, period, place).missing:
        own_key = uuid5(key, f"{one.place_code} {one.estate_id}")
        draft_report(
            actor=request.actor, key=own_key, place_code=one.place_code, estate_id=one.estate_id, first_on=period.first
        )
        made += 1
    messages.success(request, _("生成了 %(n)d 份草稿。") % {"n": made})
    return request.back_to(_address(period, place))


def _asked(given: Mapping[str, str]) -> tuple[Period, str]:
    latest = last_half_months(clock.today(), 1)[0]
    period = read_half_month(given.get("period", "")) or latest
    return period if period.last <= latest.last else latest, given.get("place", "").strip()


def _address(period: Period, place: str) -> str:
    query = {"period": period.first.isoformat(), **({"place": place} if place else {})}
    return f"{reverse('staff:reports')}?{urlencode(query)}"


def _up(page: Any, period: Period) -> str:
    """One level up, within what the reader answers for."""
    homes = [home for home, _name in page.homes]
    above = next((page.place[:n] for n in (9, 6) if n < len(page.place)), "")
    return _address(period, above) if above and any(above.startswith(home) for home in homes) else ""


def _estate(text: str) -> UUID | None:
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise BadInput("estate", "not_an_id") from None
