"""Calling somebody who raised the matter, from the field."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from linli.cases.queries.case_page import case_page
from linli.cases.queries.phone_to_call import PURPOSES, phone_to_call
from linli.doors.staff.frame import StaffRequest, staff_page

from .case import offered_here
from .today import IN_FIELD


@require_POST
@staff_page(roles=IN_FIELD)
def call(request: StaffRequest, code: str, entry: UUID) -> HttpResponse:
    """The number as a link that dials it, and what to note down afterwards. That it was looked at is recorded."""
    page = case_page(request.actor, code)
    phone = phone_to_call(request.actor, page, entry)
    deeds = [one for one in page.next_deeds if one.deed in PURPOSES and one.why_not is None]
    return request.show(
        "field/call.html",
        phone=phone,
        voice=next(one for one in page.voices if one.id == entry),
        code=code,
        case=page.case,
        deeds=[offered_here(page, one) for one in deeds],
    )
