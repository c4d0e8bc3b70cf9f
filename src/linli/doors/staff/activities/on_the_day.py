"""What is noted about an activity besides who came: stalls, helpers, questions, paper slips; and what is printed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from linli.activities.actions.count_stalls import count_stalls
from linli.activities.actions.enter_slips import enter_slips
from linli.activities.actions.note_duty import note_duty
from linli.activities.actions.note_question import note_question
from linli.activities.queries.sign_ups import printed_list
from linli.activities.who_may import ORGANISERS
from linli.doors.activity_words import card_of
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.raise_form import as_id
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput

from .activity import part_choices, show
from .activity_forms import DutyForm, QuestionForm, SlipsForm
from .frame import HELPERS, activity_of


@require_POST
@staff_page(roles=ORGANISERS)
def stall_counts(request: StaffRequest, id: UUID) -> HttpResponse:
    """What each stall counted."""
    page = activity_of(request, id)
    counts = {}
    for part in page.parts:
        text = request.POST.get(f"count_{part.id}", "").strip()
        if text:
            if not (text.isascii() and text.isdigit() and len(text) <= 6):
                raise BadInput("counted", "out_of_range")
            counts[part.id] = int(text)
    count_stalls(actor=request.actor, key=read_key(request), activity=page.key, counts=counts)
    messages.success(request, _("摊位的数已记下。"))
    return request.back_to("staff:activity", id)


@require_POST
@staff_page(roles=ORGANISERS)
def paper_slips(request: StaffRequest, id: UUID) -> HttpResponse:
    """The count of paper slips."""
    page, form = activity_of(request, id), SlipsForm(request.POST, auto_id="id_slips_%s")
    if form.is_valid():
        with refused_into(form):
            enter_slips(
                actor=request.actor,
                key=read_key(request),
                activity=page.key,
                counts=form.counts(),
                words=form.cleaned_data["words"],
            )
            messages.success(request, _("纸质评价已记下。"))
            return request.back_to("staff:activity", id)
    return show(request, page, forms={"slips": form}, status=422)


@require_POST
@staff_page(roles=ORGANISERS)
def on_duty(request: StaffRequest, id: UUID) -> HttpResponse:
    """Somebody who helps."""
    page, form = activity_of(request, id), DutyForm(request.POST, auto_id="id_duty_%s")
    if form.is_valid():
        with refused_into(form):
            note_duty(actor=request.actor, key=read_key(request), activity=page.key, **form.cleaned_data)
            messages.success(request, _("已记下帮忙的人。"))
            return request.back_to("staff:activity", id)
    return show(request, page, forms={"duty": form}, status=422)


@require_POST
@staff_page(roles=ORGANISERS)
def stall_question(request: StaffRequest, id: UUID) -> HttpResponse:
    """A question asked at a stall."""
    page = activity_of(request, id)
    form = QuestionForm(request.POST, parts=part_choices(page), auto_id="id_question_%s")
    if form.is_valid():
        said = dict(form.cleaned_data)
        said["part"] = as_id(said["part"])
        with refused_into(form):
            one = note_question(actor=request.actor, key=read_key(request), activity=page.key, **said)
            if one.case_code:
                code = show_case_code(one.case_code)
                messages.success(request, _("已转成事项 %(code)s，接着办。") % {"code": code})
            else:
                messages.success(request, _("问题和答复已记下。"))
            return request.back_to("staff:activity", id)
    return show(request, page, forms={"question": form}, status=422)


@require_safe
@staff_page(roles=ORGANISERS)
def name_list(request: StaffRequest, id: UUID) -> HttpResponse:
    """The list to print, with names in clear; that it was printed is recorded."""
    page = activity_of(request, id)
    return request.show(
        "staff/activities/name_list.html",
        lines=printed_list(request.actor, page),
        **card_of(page),
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:activity", args=[id]),
    )


@require_safe
@staff_page(roles=HELPERS)
def poster(request: StaffRequest, id: UUID) -> HttpResponse:
    """The QR card of the activity, to hang at the doors."""
    page = activity_of(request, id)
    path = reverse("resident:activity", args=[page.place_code, page.id])
    card = card_of(page)
    return request.show(
        "staff/activities/card.html",
        address=f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else request.build_absolute_uri(path),
        title=page.title,
        lines=[card["span"], page.where, _("手机扫一扫就能报名；没有手机，请楼栋长代报")],
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:activity", args=[id]),
    )
