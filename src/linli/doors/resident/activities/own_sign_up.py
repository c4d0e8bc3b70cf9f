"""One's own sign-up: the code to show at the door, leaving, rating."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.activities.actions.leave_activity import leave_activity
from linli.activities.actions.rate_activity import rate_activity
from linli.activities.followed_as import SIGN_UP
from linli.activities.queries.followed import sign_up_page
from linli.activities.rules import Satisfaction
from linli.doors.activity_words import TONES, card_of
from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.resident.following import ask_again, remembered
from linli.doors.resident.frame import ResidentRequest, community_of, resident_page
from linli.doors.resident.raise_form import Words
from linli.kernel.actor import reporter
from linli.kernel.case_codes import show_case_code
from linli.kernel.errors import Conflict
from linli.people.follow_word import follow_word
from linli.places.queries import place_facts


class RatingForm(forms.Form):
    """How it was, in a word, and a few more if one likes."""

    key = forms.UUIDField(widget=forms.HiddenInput, error_messages={"required": _("请再按一次。")})
    satisfaction = forms.ChoiceField(
        label=_("这场活动怎么样"),
        choices=[(one.value, _(one.label)) for one in Satisfaction],
        widget=forms.RadioSelect,
        error_messages={"required": _("请选一项。"), "invalid_choice": _("请选一项。")},
    )
    words = Words(
        label=_("想说的话（可不写）"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": _("请不要超过 300 字。")},
    )


@resident_page
def my_sign_up(request: ResidentRequest, code: str) -> HttpResponse:
    """The page of a sign-up; rating is sent to it too. At most twelve statements."""
    followed = remembered(request, code, SIGN_UP)
    if followed is None:
        return ask_again(request, code)
    form, status = RatingForm(initial={"key": uuid4()}), 200
    if request.method == "POST":
        form, status = RatingForm(request.POST), 422
        if form.is_valid():
            with refused_into(form):
                try:
                    rate_activity(
                        actor=reporter(followed.as_id, followed.place_code, client_ip(request)),
                        key=form.cleaned_data["key"],
                        sign_up=followed.row,
                        satisfaction=form.cleaned_data["satisfaction"],
                        words=form.cleaned_data["words"],
                    )
                except Conflict:
                    messages.info(request, gettext("您已经评过了，谢谢。"))
                else:
                    messages.success(request, gettext("谢谢您的评价，下次会办得更好。"))
                return redirect("resident:my_sign_up", code)
    page = sign_up_page(followed)
    fresh = bool(request.session.get(f"fresh {code}"))
    return request.show(
        "activities/mine.html",
        community=community_of(place_facts(followed.place_code)),
        status=status,
        mine=page,
        form=form,
        code=code,
        shown_code=show_case_code(code),
        word=follow_word(followed.as_id) if fresh and not page.phone and page.name else "",
        own_tone=TONES[page.state],
        **card_of(page.activity),
    )


@require_POST
@resident_page
def leave(request: ResidentRequest, code: str) -> HttpResponse:
    """Give the place back."""
    followed = remembered(request, code, SIGN_UP)
    if followed is None:
        return ask_again(request, code)
    leave_activity(
        actor=reporter(followed.as_id, followed.place_code, client_ip(request)),
        key=read_key(request),
        sign_up=followed.row,
        community=followed.place_code,
    )
    messages.success(request, gettext("已退出，名额让给了后面的人。谢谢您提前说一声。"))
    return redirect("resident:my_sign_up", code)
