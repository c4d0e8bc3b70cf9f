"""Registered forms: what must be filled, why, until when; filling one in; registering and stopping."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.doors.workbook import table_file
from linli.forms.actions.fill_form import fill_form
from linli.forms.actions.register_form import register_form
from linli.forms.actions.stop_form import stop_form
from linli.forms.master_values import master_values
from linli.forms.queries.registry import FormLine, fillings_of, find_form, registered_forms
from linli.forms.rules.registered import FILLERS, READERS, REGISTRARS, MasterValue, Registration, Rhythm, fields_of
from linli.kernel import clock
from linli.kernel.errors import Conflict
from linli.ledger.audit import home_of
from linli.places.queries import communities, place_facts

from .edit_survey import EMPTY

STANDINGS = {
    "open": (_("正在使用"), "settled"),
    "soon": (_("还没开始"), "calm"),
    "expired": (_("已到期停用"), "calm"),
    "stopped": (_("已停用"), "calm"),
}


class RegistrationForm(forms.Form):
    """Why the form exists."""

    place = forms.ChoiceField(label=_("在哪里填"), error_messages={"required": EMPTY, "invalid_choice": EMPTY})
    title = forms.CharField(label=_("表的名称"), max_length=60, error_messages={"required": EMPTY})
    purpose = forms.CharField(label=_("用来做什么"), max_length=200, error_messages={"required": EMPTY})
    basis = forms.CharField(
        label=_("依据哪份文件"),
        max_length=200,
        error_messages={"required": EMPTY},
        help_text=_("没有依据的表不应要基层填。"),
    )
    asked_by = forms.CharField(label=_("哪个部门要的"), max_length=60, error_messages={"required": EMPTY})
    rhythm = forms.ChoiceField(
        label=_("多久填一次"), choices=[(one.value, _(one.label)) for one in Rhythm], error_messages={"required": EMPTY}
    )
    first_on = DayField(
        label=_("从哪天起"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )
    last_on = DayField(
        label=_("到哪天停用（最长一年）"),
        initial=lambda: clock.today() + timedelta(days=180),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": EMPTY, "invalid": _("请选一个日子。")},
    )
    lines = forms.CharField(
        label=_("要填哪些，一行一项"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": EMPTY},
    )


class FillingForm(forms.Form):
    """One line for each field; what the platform knows stands there already."""

    def __init__(self, data: Any, *, form: FormLine, known: dict[MasterValue, str]) -> None:
        super().__init__(data)
        for number, one in enumerate(form.fields, start=1):
            self.fields[f"f{number}"] = forms.CharField(
                label=one.label,
                max_length=500,
                initial=known[MasterValue(one.master)] if one.master else "",
                help_text=gettext("平台已自动带出，核对即可") if one.master else "",
                error_messages={"required": EMPTY},
            )

    def answers(self) -> tuple[tuple[int, str], ...]:
        """The values by position."""
        return tuple((int(name[1:]), value) for name, value in self.cleaned_data.items())


@require_safe
@staff_page(roles=READERS)
def form_registry(request: StaffRequest) -> HttpResponse:
    """The forms that reach one's places. Four statements besides the frame's."""
    lines = registered_forms(request.actor)
    return request.show(
        "staff/surveys/registry.html",
        rows=[_shown(one) for one in lines],
        may_register=bool(request.actor.roles & REGISTRARS),
        may_fill=bool(request.actor.roles & FILLERS),
        open_count=sum(one.standing == "open" for one in lines),
        typed=sum(one.typed for one in lines),
        prefilled=sum(one.prefilled for one in lines),
        all_fields=sum(one.typed + one.prefilled for one in lines),
    )


@require_safe
@staff_page(roles=READERS)
def export_forms(request: StaffRequest) -> HttpResponse:
    """The registered forms as a workbook: why each exists, until when, and what its filling costs."""
    heads = [
        gettext("表"), gettext("用来做什么"), gettext("依据"), gettext("哪个部门要的"), gettext("在哪里填"), gettext("多久一次"),
        gettext("从哪天起"), gettext("到哪天停用"), gettext("状态"), gettext("格子"), gettext("平台带出的格子"), gettext("填过几次"),
    ]  # fmt: skip
    rows = (
        (
            one.title, one.purpose, one.basis, one.asked_by, one.place, gettext(one.rhythm.label), one.first_on,
            one.last_on, STANDINGS[one.standing][0], len(one.fields), one.known, one.fillings,
        )
        for one in registered_forms(request.actor)
    )  # fmt: skip
    return table_file(gettext("表单登记"), heads, rows)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=REGISTRARS)
def new_registered_form(request: StaffRequest) -> HttpResponse:
    """Register a form for the street or one community."""
    posted = request.method == "POST"
    form = RegistrationForm(request.POST if posted else None)
    form.fields["place"].choices = _places(request)
    if posted and form.is_valid():
        said = dict(form.cleaned_data)
        place, lines, rhythm = said.pop("place"), said.pop("lines"), Rhythm(said.pop("rhythm"))
        with refused_into(form):
            row = register_form(
                actor=request.actor,
                key=read_key(request),
                place_code=place,
                registration=Registration(rhythm=rhythm, fields=fields_of(lines), **said),
            )
            messages.success(request, gettext("已登记。到期自动停用。"))
            return request.back_to("staff:registered_form", row.id)
    return request.show(
        "staff/surveys/register.html",
        status=422 if posted else 200,
        form=form,
        known=[gettext(one.label) for one in MasterValue],
        back=reverse("staff:form_registry"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page(roles=READERS)
def registered_form(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """One form: why it exists, filling it in, what has been filled."""
    line = find_form(request.actor, form_id)
    home = home_of(request.actor)
    may_fill = line.standing == "open" and not line.filled and request.actor.may(FILLERS, home)
    form = None
    posted = request.method == "POST"
    if may_fill or posted:
        form = FillingForm(request.POST if posted else None, form=line, known=master_values(request.actor, home))
    if posted and form.is_valid():
        with refused_into(form):
            try:
                fill_form(actor=request.actor, key=read_key(request), form=line.key, answers=form.answers())
            except Conflict:
                form.add_error(None, gettext("这一期已经填过了，不用重复填。"))
            else:
                messages.success(request, gettext("已填好，谢谢。"))
                return request.back_to("staff:registered_form", form_id)
    return request.show(
        "staff/surveys/registered_form.html",
        status=422 if posted else 200,
        **_shown(line),
        form=form,
        fillings=fillings_of(line),
        may_stop=line.standing in ("open", "soon") and bool(request.actor.roles & REGISTRARS),
    )


@require_POST
@staff_page(roles=REGISTRARS)
def stop_registered_form(request: StaffRequest, form_id: UUID) -> HttpResponse:
    """Stop it before its day."""
    line = find_form(request.actor, form_id)
    stop_form(actor=request.actor, key=read_key(request), form=line.key)
    messages.success(request, gettext("已停用，谁也不用再填。"))
    return request.back_to("staff:registered_form", form_id)


def _shown(one: FormLine) -> dict[str, Any]:
    words, tone = STANDINGS[one.standing]
    return {
        "one": one,
        "words": words,
        "tone": tone,
        "rhythm": gettext(one.rhythm.label),
        "count": len(one.fields),
        "fill_url": reverse("staff:registered_form", args=[one.id]),
    }


def _places(request: StaffRequest) -> list[tuple[str, str]]:
    home = home_of(request.actor)
    found = [(one.place_code, one.name) for one in communities(home[:12])]
    streets = sorted({code[:9] for code, _name in found if len(home) <= 9})
    return [*((code, place_facts(code).short) for code in streets[:40]), *found]
