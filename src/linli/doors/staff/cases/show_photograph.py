"""A photograph of a case, for those who may see the case."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse
from django.views.decorators.http import require_safe

from linli.cases.queries.photograph import photograph_of_case
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page


@require_safe
@staff_page(roles=WITH_CASES)
def show_photograph(request: StaffRequest, street: int, photograph: UUID) -> FileResponse:
    """The JPEG; kept by this browser alone, for an hour."""
    file = photograph_of_case(request.actor, street, photograph).open("rb")
    response = FileResponse(file, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600"
    return response
