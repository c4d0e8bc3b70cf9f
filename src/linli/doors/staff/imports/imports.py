"""The imports so far, newest first."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from linli.cases.actions.take_in_ledger import MAY_IMPORT
from linli.cases.queries.imports import imports_page
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page


@require_safe
@staff_page(roles=MAY_IMPORT)
def imports(request: StaffRequest) -> HttpResponse:
    """The list, twenty to a page."""
    page = read_page(request, lambda at: imports_page(request.actor, at))
    return request.show("staff/imports/imports.html", page=page)
