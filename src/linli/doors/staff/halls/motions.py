"""A motion at the desk: raised for somebody, its page, its deeds, what was undertaken, voices on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.staff.ties.further import came_words, origin_asked, title_asked
from linli.halls.actions.back_motion import back_motion
from linli.halls.actions.move_motion import move_motion
from linli.halls.actions.raise_motion import raise_motion
from linli.halls.actions.report_undertaking import report_undertaking
from linli.halls.proposal import LONGEST_WORDS, Proposal
from linli.halls.queries.find import find_hall, find_motion, find_undertaking
from linli.halls.queries.hall_list import hall_list
from linli.halls.queries.motion_page import MotionPage, merge_choices, motion_page, phone_of_motion
from linli.halls.rules import OPEN_TO_BACK, MotionDeed, Origin, Part, Rating
from linli.halls.who_keeps import KEEPERS
from linli.kernel.actor import Role
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.ids import uuid7

from .form_page import RowsForm, choice, day, form_page, line, phone, words
from .halls import READERS

MOVERS = KEEPERS | {Role.PATCH_LEADER}
ENDING = frozenset({MotionDeed.REFUSE, MotionDeed.WITHDRAW})
ORIGINS = (Origin.STAFF, Origin.RESIDENT, Origin.MEMBER, Origin.CASE, Origin.SURVEY, Origin.HOT_ISSUE)


class MotionForm(RowsForm):
    """What is moved, and by whom if she says so."""

    rows_of = (("name", "phone"), ("origin", "origin_code"))

    def __init__(self, *args: Any, has_origin: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if has_origin:
            del self.fields["origin"], self.fields["origin_code"]

    title = line(_("题目"), _("不写姓名、电话、楼栋门牌。"))
    words = words(_("要商量什么（照原话记）"), most=LONGEST_WORDS)
    origin = choice(_("从哪里来"), ORIGINS)
    origin_code = line(_("对应的编号"), _("事项的十位编号，没有就空着。"), 14, required=False, inputmode="numeric")
    name = line(_("提出人姓名"), most=40, required=False, autocomplete="off")
    phone = phone(_("提出人电话"), _("留了电话，本人凭尾号四位查进度；不留的会给一个口令。"))


class AdmitForm(forms.Form):
    title = line(_("公开的题目"), _("不写姓名、电话、楼栋门牌。"))
    public_words = words(_("要商量什么（公开的说法）"), required=False)


class MergeForm(forms.Form):
    into = forms.ChoiceField(
        label=_("并入哪个议题"), error_messages={"required": _("请选一项。"), "invalid_choice": _("请重新选。")}
    )


class ReopenForm(RowsForm):
    rows_of = (("who", "due_on"),)

    reason = words(_("哪里还没有办好，接着做什么"), most=120, rows=2)
    who = line(_("谁来做"), _("写单位或岗位，不写姓名。"), 40)
    due_on = day(_("哪天以前"))


class DoneForm(forms.Form):
    note = words(_("办得怎么样（原样告诉大家）"), most=200)


class ReasonForm(forms.Form):
    reason = words(_("理由（原样告知提出的人）"))


class VoiceForm(RowsForm):
    """A voice given on paper or at the counter."""

    rows_of = (("name", "phone"),)

    name = line(_("姓名"), most=40, required=False, autocomplete="off")
    phone = phone(_("电话"), _("一个号码算一个声音。"), required=True)


FORMS: dict[MotionDeed, type[forms.Form]] = {
    MotionDeed.ADMIT: AdmitForm,
    MotionDeed.REFUSE: ReasonForm,
    MotionDeed.MERGE: MergeForm,
    MotionDeed.REPORT_DONE: DoneForm,
    MotionDeed.REOPEN: ReopenForm,
    MotionDeed.CLOSE: forms.Form,
}


@require_safe
@staff_page(roles=MOVERS)
def choose_hall(request: StaffRequest) -> HttpResponse:
    """Which hall a motion is put to; what it comes from goes along. At most thirteen statements with the frame."""
    came = origin_asked(request, request.actor)
    open_ones = [one for one in hall_list().halls if not one.is_closed]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    if len(open_ones) == 1:
        return redirect(reverse("staff:new_motion", args=[open_ones[0].id]) + query)
    halls = [(one, reverse("staff:new_motion", args=[one.id]) + query) for one in open_ones]
    return request.show("staff/halls/choose_hall.html", halls=halls, came=came_words(came))


@staff_page(roles=MOVERS)
def new_motion(request: StaffRequest, hall: UUID) -> HttpResponse:
    """Raise a motion: for a resident, as a member, as the staff; from what `?origin_kind=` names."""
    row, came = find_hall(hall), origin_asked(request, request.actor)
    if came and came.target.kind not in Origin.codes():
        raise NotFound("origin", came.target.kind)
    form = MotionForm(
        request.POST if request.method == "POST" else None, has_origin=came is not None,
        initial={"title": title_asked(request, 60)},
    )  # fmt: skip
    if form.is_bound and form.is_valid():
        said = dict(form.cleaned_data)
        if came:
            said |= {"origin": Origin(came.target.kind), "origin_id": came.key.id, "origin_code": came.target.code}
        else:
            said["origin"] = Origin(said["origin"])
            said["origin_code"] = "".join(one for one in said["origin_code"] if one.isdigit())
        with refused_into(form):
            made = raise_motion(actor=request.actor, key=read_key(request), hall=row.key, proposal=Proposal(**said))
            messages.success(request, gettext("议题已登记，请在规定的日子里答复。"))
            return request.back_to("staff:motion", made.code)
    return form_page(
        request, form, _("登记议题"), back=reverse("staff:hall", args=[hall]), back_words=_("回到这个议事厅"), keep="motion",
        sub=row.name, came=came_words(came),
    )  # fmt: skip


@require_safe
@staff_page(roles=READERS)
def show_motion(request: StaffRequest, code: str) -> HttpResponse:
    """The motion's page. At most twenty-two statements with the frame, one of them the record that it was looked at."""
    return request.show("staff/halls/motion.html", **shown_of(motion_page(request.actor, code)))


@staff_page(roles=READERS)
def motion_deed(request: StaffRequest, code: str, deed: str) -> HttpResponse:
    """One deed: its own page (GET), and the doing of it (POST). What is refused keeps what was typed."""
    wanted = next((one for one in FORMS if one.value == deed), None)
    if wanted is None:
        raise NotFound("deed", deed)
    page = motion_page(request.actor, code)
    initial = {"title": page.title, "public_words": page.public_words}
    form = FORMS[wanted](request.POST if request.method == "POST" else None, initial=initial)
    if wanted is MotionDeed.MERGE:
        form.fields["into"].choices = [
            ("", gettext("请选择")),
            *((str(id), title) for id, title in merge_choices(page)),
        ]
    if form.is_bound and form.is_valid():
        given = dict(form.cleaned_data)
        if wanted is MotionDeed.MERGE:
            given["into"] = UUID(given["into"])
        with refused_into(form):
            move_motion(actor=request.actor, key=read_key(request), motion=page.key, deed_done=wanted, given=given)
            done = {"deed": gettext(wanted.label), "next": gettext(wanted.consequence)}
            messages.success(request, gettext("已做“%(deed)s”。%(next)s。") % done)
            return request.back_to("staff:motion", page.code)
    return form_page(
        request, form, _(wanted.label), sub=_(wanted.consequence), quote=page.words, closed=not page.offers(wanted),
        back=reverse("staff:motion", args=[page.code]), back_words=_("回到这个议题"),
    )  # fmt: skip


@staff_page(roles=KEEPERS)
def add_voice(request: StaffRequest, code: str) -> HttpResponse:
    """Write down a voice given on paper or at the counter."""
    row = find_motion(code)
    form = VoiceForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refused_into(form):
            try:
                back_motion(actor=request.actor, key=read_key(request), motion=row.key, **form.cleaned_data)
            except Conflict:
                form.add_error("phone", gettext("这个号码已经提出或附议过了，一个号码只算一次。"))
            else:
                messages.success(request, gettext("已记下这一声附议。"))
                return request.back_to("staff:motion", row.code)
    return form_page(
        request, form, _("登记附议"), sub=row.title, back=reverse("staff:motion", args=[row.code]),
        back_words=_("回到这个议题"),
    )  # fmt: skip


@require_POST
@staff_page(roles=MOVERS)
def undertaking_done(request: StaffRequest, code: str, undertaking: UUID) -> HttpResponse:
    """What somebody undertook is done."""
    motion = find_motion(code)
    row = find_undertaking(motion, undertaking)
    report_undertaking(
        actor=request.actor, key=read_key(request), undertaking=row.key, note=request.POST.get("note", "")[:1000]
    )
    messages.success(request, gettext("已记下。最后一项办好后，会请大家评议。"))
    return request.back_to("staff:motion", motion.code)


@require_POST
@staff_page(roles=READERS)
def call_about_motion(request: StaffRequest, code: str) -> HttpResponse:
    """The whole number of who raised it, to call; recorded."""
    return request.show(
        "staff/halls/phone.html", phone=phone_of_motion(request.actor, code), shown_code=show_case_code(code),
        back=reverse("staff:motion", args=[code]),
    )  # fmt: skip


def shown_of(page: MotionPage) -> dict[str, Any]:
    """What the page about a motion shows of it. While something undertaken is not done, each is reported by itself."""
    undone = any(one.done_at is None for one in page.facts.undertakings)
    deeds = [
        {
            "label": _(deed.label),
            "consequence": _(deed.consequence),
            "url": reverse("staff:motion_deed", args=[page.code, deed.value]),
            "tone": "primary" if main else "danger" if deed in ENDING else "plain",
            "asks": deed is not MotionDeed.CLOSE,
            "key": uuid7(),
        }
        for deed, main in page.deeds
        if deed in FORMS and not (deed is MotionDeed.REPORT_DONE and undone)
    ]
    return {
        "page": page,
        "code": page.code,
        "shown_code": show_case_code(page.code),
        "deeds": deeds,
        "count": len(deeds),
        "story": story_of(page.facts.turns),
        "origin": _(page.origin.label),
        "may_back": page.state in OPEN_TO_BACK,
        "ratings": [{"label": _(one.label), "count": count} for one, count in page.facts.ratings.items()],
        "said": [{"label": _(one.label), "tone": RATING_TONES[one], "words": words} for one, words in page.said],
        "may_report": undone and any(deed is MotionDeed.REPORT_DONE for deed, _main in page.deeds),
        "undertaken": [{"row": one, "key": uuid7()} for one in page.facts.undertakings],
    }


RATING_TONES = {Rating.SATISFIED: "settled", Rating.BASICALLY: "calm", Rating.DISSATISFIED: "overdue"}
WHO = {
    Part.MOVER: _("提出的人"),
    Part.PUBLIC: _("居民"),
    Part.SYSTEM: _("系统"),
}


def story_of(turns: Any, *, named: bool = True) -> list[dict[str, Any]]:
    """The turns as a timeline; without names for residents."""
    return [
        {
            "at": one.at,
            "deed": _(one.deed.label),
            "who": one.who if named and one.who and one.part is not Part.SYSTEM else WHO.get(one.part, _("议事厅")),
            "text": one.text,
            "resident": one.part in (Part.MOVER, Part.PUBLIC),
        }
        for one in turns
    ]
