"""One's own ledger: what one entered, what became of it, and the drafts one keeps."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.cases.queries.my_entries import my_entries
from linli.doors.paging import read_page
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page


@require_safe
@staff_page(roles=WITH_CASES)
def my_ledger(request: StaffRequest) -> HttpResponse:
    """My entries, newest first, each with the turns it was told."""
    page = read_page(request, lambda at: my_entries(request.actor, at))
    return request.show("staff/cases/my_entries.html", page=page, rows=page.items)
