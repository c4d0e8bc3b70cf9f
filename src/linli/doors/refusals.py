"""Refusals become sentences: what happened, what is kept, what to do. Nobody sees a traceback."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from linli.kernel.errors import BadInput, MissingField, NotAllowed, Refusal, TooMany

from .deed_key import FIELD
from .refusal_words import status_of, words_for

log = logging.getLogger(__name__)

# Django answers these itself, with the pages 400.html, 403.html and 404.html; a lost database is answered further out.
NOT_OURS = (
    Http404,
    PermissionDenied,
    SuspiciousOperation,
    BadRequest,
    MultiPartParserError,
    OperationalError,
    InterfaceError,
)
PLAIN = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>系统出了点问题</title>'
    "<h1>系统出了点问题</h1><p>这次操作没有完成，已经记录下来。之前保存的内容都在。</p><p>编号 %s</p></html>"
)
NEVER_SHOWN = frozenset({"csrfmiddlewaretoken", FIELD})


class Refusals:
    """Turns the typed errors of actions and queries into pages with a sentence, any other error into a calm page whose
    reference number is also in the log."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        if isinstance(failure, Refusal):
            return refused_page(request, failure)
        if isinstance(failure, NOT_OURS) or settings.DEBUG:
            return None
        return _broken(request)


@contextmanager
def refused_into(form: BaseForm) -> Iterator[None]:
    """Within this block a refusal becomes an error of the form (of its field, where it names one), and the block ends.

    with refused_into(form):
        open_account(actor=request.actor, key=read_key(request), …)
        return request.back_to("staff:users")
    return request.show("staff/open_account.html", status=422, form=form)
    """
    try:
        yield
    except BadInput as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, words_for(refusal))
    except MissingField as refusal:
        named = [name for name in refusal.fields if name in form.fields]
        for name in named or [None]:
            form.add_error(name, _("这一项还空着，请补上。") if name else words_for(refusal))
    except Refusal as refusal:
        form.add_error(None, words_for(refusal))


def refused_page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The sentence on a page of its own, with whatever was typed kept in a form that can be sent again; for a fragment
    only the sentence, into the page's place for notices."""
    status, words = status_of(refusal), words_for(refusal)
    if getattr(request, "htmx", False) and not request.htmx.boosted:
        response = HttpResponse(render_to_string("staff/refused_fragment.html", {"words": words}), status=422)
        response["HX-Retarget"], response["HX-Reswap"] = "#notices", "innerHTML"
        return response
    signed_out = isinstance(refusal, NotAllowed) and refusal.reason == "signed_out"
    response = HttpResponse(_page(request, words, signed_out=signed_out), status=status)
    if isinstance(refusal, TooMany):
        response["Retry-After"] = str(refusal.retry_after)
    return response


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose protection ran out (signed in again meanwhile, a page from yesterday): sent from our own page it can
    be sent again from here, sent from anywhere else it is only refused."""
    if not _is_from_here(request):
        return HttpResponse(render_to_string("403_csrf.html", request=request), status=403)
    words = _("这一页打开得太久了，这次还没有提交。您填的内容都在下面，请再按一次提交。")
    return HttpResponse(_page(request, words), status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler of last resort (`handler500`)."""
    return _broken(request)


def _page(request: HttpRequest, words: str, *, signed_out: bool = False) -> str:
    typed = [
        (name, value, _kind_of(value))
        for name, values in (request.POST.lists() if request.method == "POST" and _is_from_here(request) else ())
        for value in values
        if name not in NEVER_SHOWN and "password" not in name
    ]
    context = {
        "words": words,
        "typed": typed,
        "has_text": any(kind != "hidden" for _name, _value, kind in typed),
        "again": request.get_full_path(),
        "sign_in_url": reverse("staff:sign_in") if signed_out else "",
        "back": _came_from(request),
        "lost_files": bool(request.FILES) if request.method == "POST" else False,
    }
    return render_to_string("staff/refused.html", context, request=request)


def _kind_of(value: str) -> str:
    """Whether somebody wrote it (`long`, `line`) or it is a choice, a date, a number the form sends along (`hidden`)."""
    if value.isascii() and len(value) <= 40:
        return "hidden"
    return "long" if len(value) > 40 or "\n" in value else "line"


def _broken(request: HttpRequest) -> HttpResponse:
    reference = secrets.token_hex(4).upper()
    log.exception("%s %s failed, reference %s", request.method, request.path, reference)
    try:
        page = render_to_string("500.html", {"reference": reference})
    except Exception:
        log.exception("the page for failures failed itself, reference %s", reference)
        page = PLAIN % reference
    return HttpResponse(page, status=500)


def _is_from_here(request: HttpRequest) -> bool:
    origin = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(origin).netloc == request.get_host()


def _came_from(request: HttpRequest) -> str:
    parts = urlsplit(request.headers.get("Referer", ""))
    # A path of two slashes would lead to another host.
    if parts.netloc != request.get_host() or parts.path.startswith("//"):
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")
