"""The page of one need, the deeds on it, and its lines in the resource ledger."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.alliance.actions.answer_need_use import answer_need_use
from linli.alliance.actions.ask_need import DESK_AND_FIELD
from linli.alliance.actions.ask_pledge_for_need import ask_pledge_for_need
from linli.alliance.actions.join_alliance import KEEPERS
from linli.alliance.actions.move_need import move_need
from linli.alliance.actions.record_delivery import record_delivery
from linli.alliance.queries.need_page import CandidateForNeed, NeedPage, need_key, need_page, phone_of_need
from linli.alliance.queries.resource_list import pledge_key
from linli.alliance.rules import UseState
from linli.alliance.rules.need_loop import NeedDeed, NeedOrigin, NeedPart, NextNeedDeed
from linli.doors.deed_key import read_key
from linli.doors.look.words_for_time import day_words
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel import clock
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7

from .deed_forms import FORMS, AnswerForm, AskForm, DeliveryForm, given_by
from .need_list import READERS
from .window_words import window_words

ENDING = frozenset({NeedDeed.DECLINE, NeedDeed.WITHDRAW})
ANSWERS = {"committed": UseState.COMMITTED, "declined": UseState.DECLINED, "under_way": UseState.UNDER_WAY}
SHOWN = 8


@require_safe
@staff_page(roles=READERS)
def show_need(request: StaffRequest, need: UUID) -> HttpResponse:
    """The need's page. At most sixteen statements with the frame, one of them the record that it was looked at."""
    return request.show("staff/needs/need.html", **shown_of(need_page(request.actor, need), request))


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def need_deed(request: StaffRequest, need: UUID, deed: str) -> HttpResponse:
    """One deed: its own page (GET), and the doing of it (POST). What is refused keeps what was typed."""
    wanted = next((one for one in FORMS if one.value == deed), None)
    if wanted is None:
        raise NotFound("deed", deed)
    page = need_page(request.actor, need)
    posted = request.method == "POST"
    form = _form(page, wanted, request.POST if posted else None)
    if posted and form.is_valid():
        with refused_into(form):
            move_need(actor=request.actor, key=read_key(request), need=page.key, deed_done=wanted, given=given_by(form))
            done = {"deed": _(wanted.label), "next": _(wanted.consequence)}
            messages.success(request, _("已做“%(deed)s”。%(next)s。") % done)
            return request.back_to("staff:need", need)
    one = page.next_deed(wanted)
    return request.show(
        "staff/needs/deed.html",
        status=422 if posted else 200,
        one=offered(page, one or NextNeedDeed(wanted, False)),
        is_offered=one is not None,
        form=form,
        **shown_of(page, request),
    )


@require_POST
@staff_page(roles=KEEPERS)
def ask_unit_for_need(request: StaffRequest, need: UUID) -> HttpResponse:
    """Ask the unit of a candidate for some of what it pledged."""
    page = need_page(request.actor, need)
    wanted = request.POST.get("pledge", "")
    offered_one = next((one for one in page.candidates if str(one.id) == wanted), None)
    if offered_one is None:
        raise NotFound("pledge")
    form = AskForm(request.POST)
    if not form.is_valid():
        raise BadInput("quantity", "more_than_left")
    ask_pledge_for_need(
        actor=request.actor,
        key=read_key(request),
        need=page.key,
        pledge=pledge_key(offered_one.id),
        quantity=form.cleaned_data["quantity"],
        why=why_words(offered_one),
    )
    messages.success(request, _("已记下：联系了%(unit)s。对方答复后请在这里记一笔。") % {"unit": offered_one.unit_name})
    return request.back_to("staff:need", need)


@require_POST
@staff_page(roles=KEEPERS)
def need_use_answered(request: StaffRequest, need: UUID, use: UUID, answer: str) -> HttpResponse:
    """What the unit said: committed (with the day), declined, under way."""
    if answer not in ANSWERS:
        raise NotFound("answer", answer)
    promised_on = None
    if answer == "committed":
        form = AnswerForm(request.POST)
        if not form.is_valid():
            raise BadInput("promised_on", "out_of_range")
        promised_on = form.cleaned_data["promised_on"]
    answer_need_use(
        actor=request.actor,
        key=read_key(request),
        need=need_key(request.actor, need),
        use=use,
        answer=ANSWERS[answer],
        promised_on=promised_on,
    )
    messages.success(request, _("已记入资源台账。"))
    return request.back_to("staff:need", need)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=DESK_AND_FIELD)
def deliver(request: StaffRequest, need: UUID, use: UUID) -> HttpResponse:
    """Record what was handed over."""
    page = need_page(request.actor, need)
    line = next((one for one in page.uses if one.id == use), None)
    if line is None:
        raise NotFound("pledge_use")
    posted = request.method == "POST"
    form = DeliveryForm(request.POST if posted else None, initial={"quantity": line.quantity - line.delivered})
    if posted and form.is_valid():
        with refused_into(form):
            record_delivery(actor=request.actor, key=read_key(request), need=page.key, use=use, **form.cleaned_data)
            messages.success(request, _("已记入交付记录。"))
            return request.back_to("staff:need", need)
    return request.show(
        "staff/needs/deliver.html", form=form, line=line, status=422 if posted else 200, **shown_of(page, request)
    )


@require_POST
@staff_page(roles=READERS)
def call_about_need(request: StaffRequest, need: UUID) -> HttpResponse:
    """The whole number of who asked, to call; recorded."""
    phone = phone_of_need(request.actor, need)
    return request.show("staff/needs/phone.html", phone=phone, back_url=reverse("staff:need", args=[need]))


def shown_of(page: NeedPage, request: StaffRequest) -> dict[str, Any]:
    """What every page about the need shows of it."""
    deeds = [offered(page, one) for one in page.deeds]
    keeps = bool(request.actor.roles & KEEPERS)
    return {
        "page": page,
        "deeds": deeds,
        "count": len(deeds),
        "story": _story(page),
        "shown_code": show_case_code(page.code) if page.code else "",
        "facts": _facts(page),
        "source_url": _source_url(page),
        "may_keep": keeps,
        "may_deliver": bool(request.actor.roles & DESK_AND_FIELD),
        "uses": [_use(page, one) for one in page.uses],
        "candidates": [_candidate(page, number, one) for number, one in enumerate(page.candidates[:SHOWN])],
    }


def offered(page: NeedPage, one: NextNeedDeed) -> dict[str, Any]:
    """A deed as the page draws it; one that asks for something leads to its own page."""
    return {
        "deed": one.deed,
        "label": _(one.deed.label),
        "consequence": _(one.deed.consequence),
        "url": reverse("staff:need_deed", args=[page.id, one.deed.value]),
        "tone": "primary" if one.main else "danger" if one.deed in ENDING else "plain",
        "asks": bool(FORMS[one.deed].base_fields),
        "why_not": _(one.why_not) if one.why_not else "",
        "key": uuid7(),
    }


def why_words(one: CandidateForNeed) -> str:
    """Why this pledge is offered for this need."""
    near = (_("就在本网格"), _("在本社区"), _("在本街道"), _("在更大的范围"))[one.far]
    return _("对得上；%(near)s；还剩 %(left)s %(unit)s；最快 %(day)s 能到") % {
        "near": near,
        "left": f"{one.left:f}",
        "unit": one.unit,
        "day": day_words(one.ready_on, today=clock.today()),
    }


def _form(page: NeedPage, deed: NeedDeed, data: Any) -> forms.Form:
    form = FORMS[deed](data)
    # Who asked speaks for herself; only others write down what she said.
    if deed is NeedDeed.CONFIRM and any(one.deed is deed for one in page.deeds) and "said" in form.fields:
        form.fields["said"].required = bool(page.code)
    return form


def _use(page: NeedPage, one: Any) -> dict[str, Any]:
    return {
        "one": one,
        "key": uuid7(),
        "answer_form": AnswerForm(auto_id=f"id_{one.id}_%s"),
        "is_asked": one.state is UseState.ASKED,
        "is_promised": one.state is UseState.COMMITTED,
        "is_open": one.state in (UseState.COMMITTED, UseState.UNDER_WAY),
    }


def _candidate(page: NeedPage, number: int, one: CandidateForNeed) -> dict[str, Any]:
    return {
        "one": one,
        "why": why_words(one) if one.misfit is None else _(one.misfit.label),
        "key": uuid7(),
        "form": AskForm(initial={"quantity": min(one.left, page.missing)}, auto_id=f"id_{number}_%s"),
    }


def _facts(page: NeedPage) -> list[tuple[str, Any]]:
    today = clock.today()
    return [
        (_("哪一类"), _(page.kind.label)),
        (_("数量"), f"{page.quantity:f} {page.unit}"),
        (_("还没有联系到"), f"{page.missing:f} {page.unit}" if page.missing and page.state == "asked" else ""),
        (_("惠及"), _("%(n)s 人") % {"n": page.people}),
        (_("最晚要"), day_words(page.wanted_by_on, today=today) if page.wanted_by_on else ""),
        (_("约好"), day_words(page.promised_on, today=today) if page.promised_on else ""),
        (_("时段"), "" if page.window.is_any_time else window_words(page.window)),
        (_("从哪里来"), _(page.origin.label)),
    ]


def _source_url(page: NeedPage) -> str:
    if not page.source:
        return ""
    return reverse("staff:case" if page.origin is NeedOrigin.CASE else "staff:wish", args=[page.source])


def _story(page: NeedPage) -> list[dict[str, Any]]:
    return [
        {
            "at": turn.at,
            "deed": _(turn.deed.label),
            "who": turn.who or (_("提出的人") if turn.part is NeedPart.ASKER else _("系统")),
            "text": turn.text,
            "resident": turn.part is NeedPart.ASKER and not turn.who,
        }
        for turn in page.turns
    ]
