"""One deed on one case, done from the field."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from linli.cases.queries.case_page import case_page
from linli.cases.rules import Deed, NextDeed
from linli.doors.staff.cases.deed import deed_named, do_deed, done_words
from linli.doors.staff.cases.deed_choices import fill
from linli.doors.staff.cases.deed_forms import form_of
from linli.doors.staff.cases.refused_deeds import refused_deed_into
from linli.doors.staff.frame import StaffRequest, staff_page

from .case import offered_here, shown_here
from .today import IN_FIELD

LEAVES = frozenset({Deed.RETURN, Deed.TRANSFER, Deed.FEED_BACK, Deed.RECORD_FINDING, Deed.DISCARD})
"""Deeds after which the case is somebody else's: one goes back to the list, otherwise on with the case."""


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=IN_FIELD)
def deed(request: StaffRequest, code: str, deed: str) -> HttpResponse:
    """Ask for what the deed needs (GET; for htmx only the form), or do it (POST). A refusal is shown in the form, beside
    what was typed."""
    wanted = deed_named(deed)
    posted, in_place = request.method == "POST", bool(request.htmx) and request.method != "POST"
    page = case_page(request.actor, code, story=not (posted or in_place))
    kind = form_of(wanted)
    form = kind(*(request.POST, request.FILES) if posted else (), facts=page.facts, prefix_id=wanted.value)
    besides = fill(form, wanted, page, request.actor)
    if posted and form.is_valid():
        with refused_deed_into(form, page.key):
            do_deed(request, page, wanted, form)
            messages.success(request, done_words(wanted))
            return request.back_to("field:today") if wanted in LEAVES else request.back_to("field:case", code)
    if posted:  # refused: the case as it stands now, for somebody else may have been first
        page = case_page(request.actor, code)
    next_deed = page.next_deed(wanted)
    one = offered_here(page, next_deed or NextDeed(wanted, False, ()), form)
    if in_place:
        return request.show("staff/cases/deed_in_place.html", code=code, one=one, form=form, **besides)
    return request.show(
        "field/deed.html",
        status=422 if posted else 200,
        one=one,
        form=form,
        is_offered=next_deed is not None,
        **besides,
        **shown_here(page),
    )
