"""One case in short: what was said, where, until when, and the next deeds at the thumb."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from linli.cases.queries.case_page import CasePage, case_page
from linli.cases.rules import NextDeed
from linli.doors.staff.cases.case import ELSEWHERE, OfferedDeed, offered, shown_of
from linli.doors.staff.cases.deed_form import DeedForm
from linli.doors.staff.frame import StaffRequest, staff_page

from .today import IN_FIELD


@require_safe
@staff_page(roles=IN_FIELD)
def case(request: StaffRequest, code: str) -> HttpResponse:
    """The case's short page."""
    page = case_page(request.actor, code)
    deeds = [offered_here(page, one) for one in page.next_deeds if one.deed not in ELSEWHERE]
    return request.show("field/case.html", deeds=deeds, **shown_here(page))


def offered_here(page: CasePage, one: NextDeed, form: DeedForm | None = None) -> OfferedDeed:
    """The deed as the desk offers it, done from here."""
    return replace(offered(page, one, form), url=reverse("field:deed", args=[page.case.code, one.deed.value]))


def shown_here(page: CasePage) -> dict[str, Any]:
    """What the pages of the case in the field show of it; each voice with its photographs."""
    street = page.key.street_code
    voices = [
        {
            "voice": voice,
            "photographs": [reverse("staff:photograph", args=[street, id]) for id in voice.photographs],
        }
        for voice in page.voices
        if voice.withdrawn_at is None
    ]
    return {**shown_of(page), "voices": voices}
