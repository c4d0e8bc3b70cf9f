"""Which wishes this browser has opened, for half an hour each: kept in the session, without an account."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.alliance.queries.find_wish import FollowedWish, followed_wish
from linli.kernel import clock

NAME = "wishes"
SECONDS = 30 * 60
MOST = 10


def remember(request: HttpRequest, code: str) -> None:
    """Open the wish's page to this browser for 30 minutes."""
    now = clock.now().timestamp()
    open_ones = {one: until for one, until in request.session.get(NAME, {}).items() if until > now and one != code}
    request.session[NAME] = dict(list(open_ones.items())[-(MOST - 1) :]) | {code: now + SECONDS}


def remembered(request: HttpRequest, code: str) -> FollowedWish | None:
    """What the code opens if this browser opened it within 30 minutes. The session and one statement."""
    if request.session.get(NAME, {}).get(code, 0) <= clock.now().timestamp():
        return None
    return followed_wish(code)


def forget(request: HttpRequest, code: str) -> None:
    """Close the page again: for a telephone that several people use."""
    open_ones = dict(request.session.get(NAME, {}))
    if open_ones.pop(code, None):
        request.session[NAME] = open_ones


def ask_again(request: HttpRequest, code: str) -> HttpResponse:
    """Back to the question, with the code kept: the half hour is over, or nobody asked yet."""
    messages.info(request, _("为了保护您的信息，请再输入一次手机尾号四位或查询口令。"))
    return redirect(reverse("resident:follow_wish") + f"?code={code}")
