"""What is being handled, for anybody to read, and to say: I met with it too."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.cases.actions.second_case import second_case
from linli.cases.queries.public_matters import public_matters
from linli.doors.client_ip import client_ip
from linli.doors.deed_key import read_key
from linli.doors.paging import read_page
from linli.doors.refusal_words import too_many_words
from linli.kernel.actor import reporter
from linli.kernel.errors import TooMany
from linli.kernel.ids import uuid7
from linli.ledger.attempts import check_attempts, note_attempt

from .frame import YEAR, ResidentRequest, community_at, resident_page

NEIGHBOUR_COOKIE = "neighbour"
"""A random word by which a browser is not counted twice. It is kept by the browser alone; the platform keeps of it, for each
matter, a mark that cannot be traced back to it or to another matter's."""
MOST_AN_HOUR = 60


@resident_page
def matters(request: ResidentRequest, code: str) -> HttpResponse:
    """The matters under way in a community. At most eight statements."""
    community = community_at(code)
    mark_of = _marks_of(_word_of(request))
    page = read_page(request, lambda at: public_matters(code, mark_of=mark_of, at=at))
    return request.show(
        "matters.html", community=community, page=page, rows=[{"one": one, "key": uuid7()} for one in page.items]
    )


@require_POST
@resident_page
def met_too(request: ResidentRequest, code: str, id: UUID) -> HttpResponse:
    """Count this browser among those who met with the matter."""
    word = _word_of(request) or get_random_string(32)
    ip = client_ip(request)
    back = redirect("resident:matters", community_at(code).place_code)
    try:
        check_attempts("second", ip, limit=MOST_AN_HOUR, minutes=60)
    except TooMany as refusal:
        messages.warning(request, _("这个网络一小时里点得太多了。") + too_many_words(refusal.retry_after))
        return back
    note_attempt("second", ip)
    second_case(actor=reporter(uuid4(), code, ip), key=read_key(request), case_id=id, mark=_marks_of(word)(id))
    messages.success(request, _("记下了：您也遇到了。想收到结果，请自己反映一件，会合在一起办。"))
    back.set_cookie(NEIGHBOUR_COOKIE, word, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure())
    return back


def _word_of(request: ResidentRequest) -> str:
    return request.COOKIES.get(NEIGHBOUR_COOKIE, "")[:64]


def _marks_of(word: str) -> Callable[[UUID], str] | None:
    return (lambda id: salted_hmac("linli.met-too", f"{id} {word}", algorithm="sha256").hexdigest()) if word else None
