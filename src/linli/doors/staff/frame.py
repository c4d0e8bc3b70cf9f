"""The frame of every page behind the sign-in: who acts, in which scope, and how a view answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import nullcontext
from functools import wraps
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from linli.accounts.queries import SignedIn, signed_in
from linli.doors.client_ip import client_ip
from linli.doors.refusals import refused_page
from linli.kernel import clock
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed
from linli.ledger.scoped import acting_in

SEEN = "seen"
SEEN_EVERY = 60


class StaffRequest(Protocol):
    """What a view under `staff_page` gets: Django's request, and these."""

    actor: Actor
    user: Any
    show: Callable[..., TemplateResponse]
    back_to: Callable[..., HttpResponse]
    method: str
    GET: Any
    POST: Any
    FILES: Any
    session: Any
    path: str


def staff_page(
    *,
    roles: Iterable[Role] | None = None,
    while_password_is_old: bool = False,
    waits: bool = False,
    renews_itself: bool = False,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Decorate a view for people who are signed in; for holders of one of `roles` where named, anywhere.

    The view gets `request.actor`, `request.show(template, status=200, **context)` and `request.back_to(where, *args,
    **kwargs)`; it and its template run within `acting_in(actor.scope)`. Who is not signed in, or idle for 30 minutes
    (settings.IDLE_MINUTES), is led to the sign-in and back; who must change the password, to that page unless
    `while_password_is_old`. Without any of `roles`: 403 and a sentence; so too for the account of a wall, which opens the pages that
    name its role and no others, but never idles out. What a page that `renews_itself` fetches is nobody's doing. A view that `waits` for a machine elsewhere is run
    outside any transaction and says itself, by `acting_in(request.actor.scope)`, where it reads; its template has the scope.

    Costs three statements: the session, the user with the live grants, the scope; once a minute a fourth, the session
    seen. The frame of the page adds the count of unread notices.
    """
    wanted = None if roles is None else frozenset(roles)

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            found = _who(request, by_itself=renews_itself and bool(request.htmx))
            if found is None:
                return _to_sign_in(request)
            if found.user.must_change_password and not while_password_is_old:
                return _go(request, reverse("staff:change_password"))
            request.user, request.actor = found.user, found.actor
            if wanted is not None and not wanted & found.actor.roles:
                raise NotAllowed(request.path, "page")
            if wanted is None and found.actor.only_looks and not while_password_is_old:
                raise NotAllowed(request.path, "wall")
            request.show, request.back_to = _show_for(request), _back_to_for(request)
            with nullcontext() if waits else acting_in(found.actor.scope):
                response = view(request, *args, **kwargs)
                if isinstance(response, TemplateResponse):
                    with acting_in(found.actor.scope):
                        response.render()
            return response

        page.roles = wanted
        return page

    return decorate


def _who(request: HttpRequest, *, by_itself: bool = False) -> SignedIn | None:
    session = request.session
    if SESSION_KEY not in session:
        return None
    now = int(clock.now().timestamp())
    found = signed_in(UUID(session[SESSION_KEY]), client_ip(request))
    is_wall = found is not None and found.actor.only_looks
    if now - session.get(SEEN, 0) > settings.IDLE_MINUTES * 60 and not is_wall:
        session.flush()
        messages.info(request, _("您有一段时间没有操作，为安全起见已经退出，请重新登录。"))
        return None
    if found is None or not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), found.user.get_session_auth_hash()
    ):
        session.flush()
        return None
    if now - session.get(SEEN, 0) >= SEEN_EVERY and (is_wall or not by_itself):
        session[SEEN] = now
    return found


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return refused_page(request, NotAllowed(request.path, "signed_out"))
    where = request.htmx.current_url_abs_path if request.htmx else request.get_full_path()
    return _go(request, f"{reverse('staff:sign_in')}?{urlencode({'next': where or '/'})}")


def _show_for(request: HttpRequest) -> Callable[..., TemplateResponse]:
    def show(template: str, status: int = 200, **context: Any) -> TemplateResponse:
        return TemplateResponse(request, template, context, status=status)

    return show


def _back_to_for(request: HttpRequest) -> Callable[..., HttpResponse]:
    def back_to(where: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        return _go(request, resolve_url(where, *args, **kwargs))

    return back_to


def _go(request: HttpRequest, url: str) -> HttpResponse:
    if request.htmx and not request.htmx.boosted:
        return HttpResponseClientRedirect(url)
    return redirect(url)
