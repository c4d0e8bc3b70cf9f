"""What is overdue where: one page for every jurisdiction, from the county down to a grid."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.overview import READERS, overview
from linli.kernel import clock

from .asked import read_asked
from .shown import shown


@require_safe
@staff_page(roles=READERS)
def overview_page(request: StaffRequest) -> HttpResponse:
    """`?place=` is a place the reader answers for (the widest by default), `?days=` 30, 90 or 365."""
    return request.show("centre/overview.html", **_context(request))


@require_safe
@staff_page(roles=READERS)
def print_overview(request: StaffRequest) -> HttpResponse:
    """The same on paper."""
    context = _context(request)
    context |= {
        "printed_at": clock.now(),
        "printed_by": request.actor.name,
        "back_url": reverse("centre:overview") + f"?{request.GET.urlencode()}",
    }
    return request.show("centre/print.html", **context)


def _context(request: StaffRequest) -> dict[str, Any]:
    asked = read_asked(request.actor, request.GET)
    return shown(request.actor, asked, overview(request.actor, asked.place, asked.days))
