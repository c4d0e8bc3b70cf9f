"""Following without an account: one question, a code and four digits, for whatever has a code; open for half an hour."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from linli.doors.client_ip import client_ip
from linli.doors.refusal_words import too_many_words
from linli.kernel import clock
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import NotFound, TooMany
from linli.ledger.attempts import check_attempts, forget_attempts, note_attempt
from linli.ledger.follow_codes import Followed, find_followed

from .followed_kinds import FOLLOWED_KINDS
from .frame import ResidentRequest, resident_page

TRIES_PER_CODE = 5
TRIES_PER_ADDRESS = 20
WITHIN_MINUTES = 15

NAME = "followed"
SECONDS = 30 * 60
MOST = 10
"""Codes open in one browser at a time."""


class FollowForm(forms.Form):
    """What opens a code's page. Whether the code or the digits were wrong is not told apart."""

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
    """Ask for the code and the digits, then lead to the page of what the code stands for. After 5 wrong tries at a code, or
    20 from one address, within 15 minutes: 429 and when to try again."""
    form = FollowForm(request.POST or None, initial={"code": request.GET.get("code", "")[:40].replace("\x00", "")})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                followed, as_id = _open(form.cleaned_data["code"], form.cleaned_data["word"], client_ip(request))
            except TooMany as refusal:
                status = 429
                form.add_error(None, too_many_words(refusal.retry_after))
            except NotFound:
                form.add_error(None, gettext("没有找到。请核对查询码和手机尾号；留的是别的号码，请换那个号码的尾号。"))
            else:
                remember(request, followed.code, as_id)
                return redirect(FOLLOWED_KINDS[followed.kind].page, followed.code)
    return request.show("follow.html", form=form, status=status)


@require_POST
@resident_page
def forget(request: ResidentRequest, code: str) -> HttpResponse:
    """Close the page again: for a telephone that several people use."""
    open_ones = dict(request.session.get(NAME, {}))
    if open_ones.pop(code, None):
        request.session[NAME] = open_ones
    messages.success(request, gettext("已经关上。再看时请重新输入查询码和手机尾号。"))
    return redirect("resident:follow")


def remember(request: HttpRequest, code: str, as_id: UUID) -> None:
    """Open the code's page to this browser for 30 minutes, as who `as_id` is there."""
    now = clock.now().timestamp()
    kept = request.session.get(NAME, {})
    open_ones = {one: opened for one, opened in kept.items() if opened[1] > now and one != code}
    latest = dict(list(open_ones.items())[-(MOST - 1) :])
    request.session[NAME] = latest | {code: [str(as_id), now + SECONDS]}


def remembered(request: HttpRequest, code: str, kind: str) -> Followed | None:
    """What the code leads to now if it is of this kind and this browser opened it within 30 minutes. The session and one
    statement."""
    kept = request.session.get(NAME, {}).get(code)
    if kept is None or kept[1] <= clock.now().timestamp():
        return None
    followed = find_followed(code)
    if followed is None or followed.kind != kind:
        return None
    return Followed(followed.code, kind, followed.row, UUID(kept[0]), followed.place_code)


def ask_again(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the question, with the code kept: the half hour is over, or nobody asked yet."""
    messages.info(request, gettext("为了保护您的信息，请再输入一次手机尾号四位或查询口令。"))
    return redirect(f"/follow/?code={code}")


def _open(code: str, word: str, ip: str) -> tuple[Followed, UUID]:
    typed = read_case_code(code) or code.strip()
    check_attempts("follow.address", ip, limit=TRIES_PER_ADDRESS, minutes=WITHIN_MINUTES)
    check_attempts("follow.code", typed, limit=TRIES_PER_CODE, minutes=WITHIN_MINUTES)
    # Noted before it is known to be wrong: guesses sent side by side count too.
    note_attempt("follow.code", typed)
    check_attempts("follow.code", typed, limit=TRIES_PER_CODE + 1, minutes=WITHIN_MINUTES)
    followed = find_followed(code)
    as_id = FOLLOWED_KINDS[followed.kind].opens(followed, word) if followed else None
    if followed is None or as_id is None:
        note_attempt("follow.address", ip)
        raise NotFound("followed")
    forget_attempts("follow.code", typed)
    return followed, as_id
