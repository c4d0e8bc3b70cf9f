"""One deed on one case: its own page, the same form in place, and the doing of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from linli.cases.actions.merge_case import merge_case
from linli.cases.actions.move_case import move_case
from linli.cases.queries.case_page import CasePage, case_page
from linli.cases.rules import Deed, NextDeed
from linli.doors.deed_key import read_key
from linli.doors.place_choice import learn_from
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound

from .case import ELSEWHERE, offered, shown_of
from .deed_choices import fill, given_of
from .deed_form import DeedForm
from .deed_forms import form_of
from .refused_deeds import refused_deed_into

BY_PERSON = frozenset(Deed) - ELSEWHERE - {Deed.RAISE, Deed.ARCHIVE, Deed.ESCALATE, Deed.CLOSE_UNANSWERED}


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=WITH_CASES)
def deed_on_case(request: StaffRequest, code: str, deed: str) -> HttpResponse:
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
            # A matter handed over belongs to others now; who handed it over may no longer see it.
            return request.back_to("staff:desk") if wanted is Deed.HAND_OVER else request.back_to("staff:case", code)
    if posted:  # refused: the case as it stands now, for somebody else may have been first
        page = case_page(request.actor, code)
    next_deed = page.next_deed(wanted) or NextDeed(wanted, False, ())
    shown = {"one": offered(page, next_deed, form), "form": form, "posted": posted, **besides}
    if in_place:
        return request.show("staff/cases/deed_in_place.html", code=code, **shown)
    return request.show(
        "staff/cases/deed.html",
        status=422 if posted else 200,
        is_offered=page.next_deed(wanted) is not None,
        **shown,
        **shown_of(page),
    )


def do_deed(request: StaffRequest, page: CasePage, deed: Deed, form: DeedForm) -> None:
    """Do it, with the form's key. Raises what the action raises."""
    given = given_of(form, deed, page, request.actor)
    key = read_key(request)
    if deed is Deed.MERGE:
        merge_case(actor=request.actor, key=key, case=page.key, into=given["into"], reason=given["reason"])
        return
    move_case(actor=request.actor, key=key, case=page.key, deed_done=deed, given=given, photographs=form.pictures())
    if form.cleaned_data.get("place_is"):
        learn_from(request.actor, key, form.heard)


def done_words(deed: Deed) -> str:
    """What was done and what follows."""
    return _("已%(deed)s。%(next)s。") % {"deed": f"「{_(deed.label)}」", "next": _(deed.consequence)}


def deed_named(text: str) -> Deed:
    """The deed of an address. Raises `NotFound` for none a person does here."""
    if text not in BY_PERSON:
        raise NotFound("deed", text)
    return Deed(text)
