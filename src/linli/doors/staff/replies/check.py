"""The check of an answer: beside the form that feeds a result back, and on a page of its own to try."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from linli.cases.queries.case_page import CasePage, case_page
from linli.cases.rules import Deed, NextDeed
from linli.doors.rail import WITH_CASES
from linli.doors.staff.cases.case import offered, shown_of
from linli.doors.staff.cases.deed_forms import form_of
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.writing_aid.ask_aid import aid_in_use, ask, question_about_answer
from linli.insight.writing_aid.endpoint import AidUnavailable
from linli.ledger.scoped import acting_in

from .words import check_in_words

LONGEST = 20_000
KEPT = ("result", "public_summary")
"""What was typed and stays in the form; photographs must be chosen again, as with any form that comes back."""


class TryForm(forms.Form):
    message = forms.CharField(
        label=gettext_lazy("反映的内容"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reply = forms.CharField(
        label=gettext_lazy("准备答复的话"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


@require_POST
@staff_page(roles=WITH_CASES)
def check_reply_of_case(request: StaffRequest, code: str) -> HttpResponse:
    """What the answer typed into the case's form has and lacks; for htmx the list alone, else the form again with the list
    beneath. Nothing is kept."""
    page = case_page(request.actor, code, story=not request.htmx)
    reply = request.POST.get("result", "")[:LONGEST]
    checked = check_in_words(_message_of(page), reply)
    if request.htmx:
        return request.show("staff/replies/checked.html", checked=checked)
    return _form_again(request, page, _typed(request), checked=checked)


@require_POST
@staff_page(roles=WITH_CASES, waits=True)
def draft_reply_of_case(request: StaffRequest, code: str) -> HttpResponse:
    """A draft by the outside model, put into the form for the writer to check; what was typed stays above it. Where the model does
    not answer, the form comes back as it was."""
    typed, answer = _typed(request), None
    with acting_in(request.actor.scope):
        page = case_page(request.actor, code)
        if page.next_deed(Deed.FEED_BACK) is None or aid_in_use() is None:
            return _form_again(request, page, typed)
        question = question_about_answer(request.actor, page.key, typed["result"])
    try:
        answer = ask(question)
    except AidUnavailable:
        messages.warning(request, _("写作助手现在没有回应，请自己写，或者过一会儿再试。您写的内容都在。"))
    else:
        typed["result"] = "\n\n".join(filter(None, (typed["result"].strip(), answer.words)))
    with acting_in(request.actor.scope):  # read again: the case may have moved while the model wrote
        return _form_again(request, case_page(request.actor, code), typed, answer=answer)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=WITH_CASES)
def try_reply(request: StaffRequest) -> HttpResponse:
    """Any message and any answer, to see what the check says. Nothing is kept."""
    posted = request.method == "POST"
    form = TryForm(request.POST if posted else None)
    is_valid = posted and form.is_valid()
    checked = check_in_words(form.cleaned_data["message"], form.cleaned_data["reply"]) if is_valid else None
    return request.show(
        "staff/replies/try.html", status=422 if posted and not is_valid else 200, form=form, checked=checked
    )


def _typed(request: StaffRequest) -> dict[str, str]:
    return {name: request.POST.get(name, "")[:LONGEST] for name in KEPT}


def _form_again(request: StaffRequest, page: CasePage, typed: dict[str, str], **more: Any) -> HttpResponse:
    """The form that feeds a result back, with what was typed."""
    form = form_of(Deed.FEED_BACK)(facts=page.facts, prefix_id=Deed.FEED_BACK.value)
    form.initial = typed
    next_deed = page.next_deed(Deed.FEED_BACK) or NextDeed(Deed.FEED_BACK, False, ())
    return request.show(
        "staff/cases/deed.html",
        one=offered(page, next_deed, form),
        form=form,
        is_offered=page.next_deed(Deed.FEED_BACK) is not None,
        **more,
        **shown_of(page),
    )


def _message_of(page: CasePage) -> str:
    """What the people who raised it wrote."""
    bodies = [voice.body for voice in page.voices if not voice.withdrawn_at]
    return "\n".join([page.case.subject, *bodies])
