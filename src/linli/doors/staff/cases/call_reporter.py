"""Calling somebody who raised the matter: the number is shown to those who have a reason now, and that is recorded."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from linli.cases.queries.case_page import case_page
from linli.cases.queries.phone_to_call import phone_to_call
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page


@require_POST
@staff_page(roles=WITH_CASES)
def call_reporter(request: StaffRequest, code: str, entry: UUID) -> HttpResponse:
    """The number of one voice, as a link that dials it."""
    page = case_page(request.actor, code, story=False)
    phone = phone_to_call(request.actor, page, entry)
    voice = next(one for one in page.voices if one.id == entry)
    template = "staff/cases/phone_in_place.html" if request.htmx else "staff/cases/phone.html"
    return request.show(template, phone=phone, voice=voice, code=code, case=page.case)
