"""Following a case by its code and the last four digits of the telephone, without an account."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.cases.queries.find_followed import Followed, find_followed
from linli.cases.queries.follow_case import follow_page, followed_photograph
from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words
from linli.kernel.case_codes import read_case_code, show_case_code
from linli.kernel.errors import NotFound, TooMany
from linli.ledger.attempts import check_attempts, forget_attempts, note_attempt

from .followed_session import forget, remember, remembered
from .frame import ResidentRequest, community_of, resident_page
from .reporter_forms import shown_deeds
from .turn_words import next_sentence, story_of

TRIES_PER_CODE = 5
TRIES_PER_ADDRESS = 20
WITHIN_MINUTES = 15


class FollowForm(forms.Form):
    """What opens a case. Whether the code or the digits were wrong is not told apart."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"required": _("请输入 10 位查询码。"), "max_length": _("查询码是 10 位数字，请检查。")},
    )
    word = forms.CharField(
        label=_("手机尾号四位"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": _("请输入手机尾号四位，或 6 位查询口令。"),
            "max_length": _("请输入手机尾号四位，或 6 位查询口令。"),
        },
    )


@resident_page
def follow(request: ResidentRequest) -> HttpResponse:
    """Ask for the code and the digits. After 5 wrong tries at a code, or 20 from one address, within 15 minutes: 429 and
    when to try again."""
    form = FollowForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40].replace("\x00", "")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                followed = _open(form.cleaned_data["code"], form.cleaned_data["word"], client_ip(request))
            except TooMany as refusal:
                status = 429
                form.add_error(None, too_many_words(refusal.retry_after))
            except NotFound:
                form.add_error(None, gettext("没有找到。请核对查询码和手机尾号；留的是别的号码，请换那个号码的尾号。"))
            else:
                remember(request, followed)
                return redirect("resident:follow_case", followed.code)
    response = request.show("follow.html", form=form, status=status)
    return response


@resident_page
def follow_case(request: ResidentRequest, code: str) -> HttpResponse:
    """The page of an opened case. At most ten statements."""
    followed = remembered(request, code)
    if followed is None:
        return ask_again(request, code)
    page = follow_page(followed)
    return request.show(
        "follow_case.html",
        community=community_of(page.place),
        page=page,
        code=code,
        shown_code=show_case_code(code),
        sentence=next_sentence(page),
        story=story_of(page),
        deeds=shown_deeds(page),
    )


@require_POST
@resident_page
def forget_case(request: ResidentRequest, code: str) -> HttpResponse:
    """Close the page on a telephone that others use too."""
    forget(request, code)
    messages.success(request, gettext("已经关上。再看时请重新输入查询码和手机尾号。"))
    return redirect("resident:follow")


@resident_page
def photograph(request: ResidentRequest, code: str, id: object) -> HttpResponseBase:
    """A photograph of an opened case. At most six statements; 404 for whoever has not opened the case."""
    followed = remembered(request, code)
    if followed is None:
        raise NotFound("photograph")
    path = followed_photograph(followed, id)
    if not path.is_file():
        raise Http404("photograph")
    response = FileResponse(path.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=1800"
    return response


def ask_again(request: ResidentRequest, code: str) -> HttpResponse:
    """Back to the question, with the code kept: the half hour is over, or nobody asked yet."""
    messages.info(request, gettext("为了保护您的信息，请再输入一次手机尾号四位或查询口令。"))
    return redirect(f"/follow/?code={code}")


def _open(code: str, word: str, ip: str) -> Followed:
    typed = read_case_code(code) or code.strip()
    check_attempts("follow.address", ip, limit=TRIES_PER_ADDRESS, minutes=WITHIN_MINUTES)
    check_attempts("follow.code", typed, limit=TRIES_PER_CODE, minutes=WITHIN_MINUTES)
    # Noted before it is known to be wrong: guesses sent side by side count too.
    note_attempt("follow.code", typed)
    check_attempts("follow.code", typed, limit=TRIES_PER_CODE + 1, minutes=WITHIN_MINUTES)
    try:
        followed = find_followed(code, word)
    except NotFound:
        note_attempt("follow.address", ip)
        raise
    forget_attempts("follow.code", typed)
    return followed
