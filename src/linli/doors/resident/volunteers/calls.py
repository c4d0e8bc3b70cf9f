"""The public board of calls for help; a volunteer's asking for help with coins of her own; checking a certificate."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.refusal_words import too_many_words
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again
from linli.doors.resident.frame import ResidentRequest, community_at, resident_page
from linli.doors.resident.raise_form import Words
from linli.doors.staff.volunteers.forms import CallForm
from linli.kernel import clock
from linli.kernel.case_codes import read_case_code, show_case_code
from linli.kernel.errors import NotFound, TooMany
from linli.ledger.attempts import check_attempts, note_attempt
from linli.places.queries import estates_of
from linli.teams.actions.open_call import open_call
from linli.teams.call_said import CallSaid
from linli.teams.queries.calls import public_call, public_calls
from linli.teams.queries.certificates import CertificateShown, checked_certificate
from linli.teams.queries.volunteer_page import own_page

from .own_page import WANTED, acting, opened

CHECKS_AN_HOUR = 60


class CodeForm(forms.Form):
    """A code or a number of ten digits."""

    code = Words(
        label=_("志愿者编号"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("请输入 10 位编号。"), "max_length": _("编号是 10 位数字，请检查。")},
    )

    def clean_code(self) -> str:
        """Ten digits that can be a code."""
        code = read_case_code(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(gettext("编号是 10 位数字，请检查。"))
        return code


@resident_page
def calls(request: ResidentRequest, code: str) -> HttpResponse:
    """What help is wanted in the community. At most five statements."""
    return request.show("volunteers/calls.html", community=community_at(code), calls=public_calls(code))


@resident_page
def call(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """One call, and the code of who would take it; her page then offers the place."""
    community = community_at(code)
    line, _key = public_call(code, id)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session[WANTED] = str(id)
        return redirect("resident:volunteer", form.cleaned_data["code"])
    return request.show(
        "volunteers/call.html",
        community=community,
        status=422 if form.is_bound else 200,
        call=line,
        form=form,
        is_over=line.state != "open" or line.starts_at <= clock.now(),
    )


@resident_page
def ask_for_help(request: ResidentRequest, code: str) -> HttpResponse:
    """A volunteer asks for help; the coins are held until it is done."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    community, around = community_at(followed.place_code[:12]), estates_of(followed.place_code[:12])
    posted = request.method == "POST"
    form = CallForm(request.POST if posted else None, estates=around, teams=[], initial={"places": 1})
    del form.fields["team"]
    if posted and form.is_valid():
        said = form.cleaned_data
        estate = next((one for one in around if str(one.id) == said["estate"]), None)
        with refused_into(form):
            open_call(
                actor=acting(request, followed),
                key=read_key(request),
                said=CallSaid(
                    title=said["title"],
                    words=said["words"],
                    place_code=community.place_code,
                    starts_at=said["starts_at"],
                    ends_at=form.ends_at(),
                    places=said["places"],
                    skills=tuple(said["skills"]),
                    estate_id=estate.id if estate else None,
                    address=said["address"],
                    contact=said["contact"],
                    safety=said["safety"],
                ),
            )
            messages.success(request, gettext("已收到。社区看过后发布，时间币先冻结，没用上的会退回。"))
            return redirect("resident:volunteer", code)
    return request.show(
        "volunteers/own_form.html",
        community=community,
        status=422 if posted else 200,
        page=page,
        code=code,
        form=form,
        title=gettext("用时间币求助"),
        sub=gettext("每人每小时 1 枚。不写姓名和门牌，详细地址只给来帮忙的人。"),
        key=uuid4(),
    )


@resident_page
def certificates(request: ResidentRequest) -> HttpResponse:
    """Where a number is typed."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    form.fields["code"].label = gettext("证明编号")
    if form.is_bound and form.is_valid():
        return redirect("resident:certificate", form.cleaned_data["code"])
    return request.show("volunteers/check.html", form=form, status=422 if form.is_bound else 200)


@resident_page
def certificate(request: ResidentRequest, code: str) -> HttpResponse:
    """What anybody may know of a number: the hours and days, the family name alone. 60 an hour from one address."""
    context: dict[str, Any] = {"shown_number": show_case_code(code)}
    one: CertificateShown | None = None
    status, ip = 404, client_ip(request)
    try:
        check_attempts("certificate", ip, limit=CHECKS_AN_HOUR, minutes=60)
        note_attempt("certificate", ip)
        one, status = checked_certificate(code), 200
    except TooMany as refusal:
        status, context["wait"] = 429, too_many_words(refusal.retry_after)
    except NotFound:
        pass
    return request.show("volunteers/checked.html", status=status, one=one, **context)
