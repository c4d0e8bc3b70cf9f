"""A volunteer's own page, by her code: calls, hours, coins, certificates, what she left, and leaving."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.moment_fields import DayField, MomentField
from linli.doors.refusal_words import words_for
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remembered
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.doors.resident.raise_form import Words
from linli.doors.volunteer_fields import EMPTY, SkillsForm
from linli.kernel import clock
from linli.kernel.actor import Actor, reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import NotFound, Refusal
from linli.ledger.follow_codes import Followed
from linli.teams.actions.change_volunteer import change_volunteer
from linli.teams.actions.drop_call import drop_call
from linli.teams.actions.erase_volunteer import erase_volunteer
from linli.teams.actions.give_coins import give_coins
from linli.teams.actions.issue_certificate import issue_certificate
from linli.teams.actions.take_call import take_call
from linli.teams.actions.write_down_hours import write_down_hours
from linli.teams.queries.calls import public_call, public_calls
from linli.teams.queries.certificates import printed_certificate
from linli.teams.queries.time_bank import own_statement
from linli.teams.queries.volunteer_page import VolunteerPage, own_page
from linli.teams.registration import FOLLOWED_AS
from linli.teams.rules.time_bank import MINUTES_A_COIN, Why

WANTED = "wanted_call"
"""The call somebody wanted to take before her code was opened."""


class OwnHoursForm(forms.Form):
    """What she did, for somebody of the community to confirm."""

    what = Words(label=_("做了什么"), max_length=120, error_messages={"required": EMPTY})
    starts_at = MomentField(label=_("几点开始"))
    ends_at = MomentField(label=_("几点结束"))
    evidence = Words(
        label=_("谁看到了、有什么凭据"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class GiftForm(forms.Form):
    """Coins for another volunteer, or for the community."""

    to_code = Words(
        label=_("送给谁（对方的志愿者编号）"),
        max_length=40,
        required=False,
        help_text=_("空着就是还给社区。"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    coins = forms.DecimalField(
        label=_("几枚"),
        min_value=0,
        max_value=1000,
        decimal_places=1,
        max_digits=5,
        error_messages={
            "required": EMPTY,
            "invalid": _("请填一个数字。"),
            "min_value": _("数字太小了。"),
            "max_value": _("数字太大了。"),
        },
    )
    words = Words(label=_("想说的话（可不写）"), max_length=60, required=False)


class SpanForm(forms.Form):
    """The days of a certificate."""

    first_on = DayField(label=_("从哪天起"), initial=lambda: clock.today().replace(month=1, day=1))
    last_on = DayField(label=_("到哪天止"), initial=clock.today)


def opened(request: ResidentRequest, code: str) -> Followed | None:
    """The volunteer behind the code if this browser opened it."""
    return remembered(request, code, FOLLOWED_AS)


def acting(request: ResidentRequest, followed: Followed) -> Actor:
    """The volunteer as she acts, within her community."""
    return reporter(followed.as_id, followed.place_code[:12], client_ip(request))


@resident_page
def volunteer(request: ResidentRequest, code: str) -> HttpResponse:
    """Her page. Ten statements."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    wanted = request.session.get(WANTED, "")
    calls = public_calls(followed.place_code[:12]) if page.state == "active" else []
    taken = {one.id for one in page.calls}
    return _show(
        request,
        page,
        "volunteers/own.html",
        board=[one for one in calls if one.id not in taken],
        wanted=next((one for one in calls if str(one.id) == wanted and one.id not in taken), None),
        span_form=SpanForm(),
        key=uuid4(),
    )


@require_POST
@resident_page
def own_call(request: ResidentRequest, code: str, id: UUID, what: str) -> HttpResponse:
    """Take a place, or give it back."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    _line, key = public_call(followed.place_code[:12], id)
    deed = take_call if what == "take" else drop_call
    try:
        deed(actor=acting(request, followed), key=read_key(request), call=key, volunteer=_row(followed))
    except Refusal as refusal:
        messages.error(request, words_for(refusal))
    else:
        request.session.pop(WANTED, None)
        messages.success(
            request,
            gettext("报名成功。地点和联系人在下面，到时候见。")
            if what == "take"
            else gettext("已退出，位子让给别人。谢谢您早点说。"),
        )
    return redirect("resident:volunteer", code)


@resident_page
def own_skills(request: ResidentRequest, code: str) -> HttpResponse:
    """What she can do and when."""
    return _form_page(request, code, SkillsForm, gettext("我能帮什么"), _save_skills)


@resident_page
def own_hours(request: ResidentRequest, code: str) -> HttpResponse:
    """Hours she writes down herself; the community confirms."""
    return _form_page(request, code, OwnHoursForm, gettext("记一次我做的"), _enter)


@resident_page
def own_coins(request: ResidentRequest, code: str) -> HttpResponse:
    """The statement of her account, and a gift."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    posted = request.method == "POST"
    form = GiftForm(request.POST if posted else None)
    if posted and form.is_valid():
        said = form.cleaned_data
        with refused_into(form):
            give_coins(
                actor=acting(request, followed),
                key=read_key(request),
                volunteer=_row(followed),
                to_code=said["to_code"],
                minutes=int(said["coins"] * MINUTES_A_COIN),
                words=said["words"],
            )
            messages.success(request, gettext("已送出，谢谢您的心意。"))
            return redirect("resident:own_coins", code)
    balance, moves = own_statement(followed)
    shown = [{"move": one, "why": Why(one.why).label} for one in moves]
    return _show(
        request, page, "volunteers/coins.html", status=422 if posted else 200, balance=balance, moves=shown, form=form,
        key=uuid4(),
    )  # fmt: skip


@require_POST
@resident_page
def own_certificate(request: ResidentRequest, code: str) -> HttpResponse:
    """A certificate of her hours, and on to its print."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    form = SpanForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("请选好起止的日子。"))
        return redirect("resident:volunteer", code)
    try:
        row = issue_certificate(
            actor=acting(request, followed), key=read_key(request), volunteer=_row(followed), **form.cleaned_data
        )
    except Refusal as refusal:
        messages.error(request, words_for(refusal))
        return redirect("resident:volunteer", code)
    return redirect("resident:own_print", code, row.number)


@resident_page
def own_print(request: ResidentRequest, code: str, number: str) -> HttpResponse:
    """Her certificate on A4."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    return render(
        request,
        "volunteers/certificate.html",
        {
            "community_name": page.place.community,
            "one": printed_certificate(acting(request, followed), number),
            "shown_number": show_case_code(number),
            "printed_at": clock.now(),
            "back_url": reverse("resident:volunteer", args=[code]),
            "check_url": request.build_absolute_uri(reverse("resident:certificate", args=[number])),
        },
    )


@resident_page
def leave(request: ResidentRequest, code: str) -> HttpResponse:
    """What leaving means (GET), and leaving (POST)."""
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    if request.method == "POST":
        erase_volunteer(actor=acting(request, followed), key=read_key(request), volunteer=_row(followed))
        messages.success(request, gettext("您已退出，个人信息已经清除。谢谢您帮过大家。"))
        return redirect("resident:community", followed.place_code[:12])
    return _show(request, page, "volunteers/leave.html", key=uuid4())


def _save_skills(request: ResidentRequest, followed: Followed, said: dict[str, Any]) -> str:
    change_volunteer(actor=acting(request, followed), key=read_key(request), volunteer=_row(followed), **said)
    return gettext("已保存。")


def _enter(request: ResidentRequest, followed: Followed, said: dict[str, Any]) -> str:
    write_down_hours(
        actor=acting(request, followed),
        key=read_key(request),
        place_code=followed.place_code[:12],
        volunteer_ids=[followed.as_id],
        what=said["what"],
        span=(said["starts_at"], said["ends_at"]),
        evidence=said["evidence"],
    )
    return gettext("已记下，社区核对后算数。")


def _form_page(
    request: ResidentRequest, code: str, form_class: type[forms.Form], title: str, save: Any
) -> HttpResponse:
    followed = opened(request, code)
    if followed is None:
        return ask_again(request, code)
    page = own_page(followed)
    posted = request.method == "POST"
    initial = {"skills": page.skills, "skill_words": page.skill_words, "times": page.times}
    form = form_class(request.POST if posted else None, initial=initial)
    if posted and form.is_valid():
        with refused_into(form):
            messages.success(request, save(request, followed, form.cleaned_data))
            return redirect("resident:volunteer", code)
    return _show(
        request, page, "volunteers/own_form.html", status=422 if posted else 200, form=form, title=title, key=uuid4()
    )


def _row(followed: Followed) -> Any:
    if followed.as_id != followed.row.id:
        raise NotFound("volunteer")
    return followed.row


def _show(
    request: ResidentRequest, page: VolunteerPage, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    return request.show(
        template,
        community=community_of(page.place),
        status=status,
        page=page,
        code=page.code,
        shown_code=show_case_code(page.code),
        **context,
    )
