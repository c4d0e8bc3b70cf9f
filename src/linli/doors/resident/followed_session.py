"""Which cases this browser has opened, for half an hour each: kept in the session, without an account."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest

from linli.cases.queries.find_followed import Followed, followed_by
from linli.kernel import clock
from linli.kernel.errors import NotFound

NAME = "followed"
SECONDS = 30 * 60
MOST = 10


def remember(request: HttpRequest, followed: Followed) -> None:
    """Open the case's page to this browser for 30 minutes."""
    now = clock.now().timestamp()
    open_ones = {code: kept for code, kept in request.session.get(NAME, {}).items() if kept[1] > now}
    open_ones.pop(followed.code, None)
    latest = dict(list(open_ones.items())[-(MOST - 1) :])
    request.session[NAME] = latest | {followed.code: [str(followed.entry_id), now + SECONDS]}


def remembered(request: HttpRequest, code: str) -> Followed | None:
    """The case of `code` if this browser opened it within 30 minutes. The session and one statement."""
    kept = request.session.get(NAME, {}).get(code)
    if kept is None or kept[1] <= clock.now().timestamp():
        return None
    try:
        return followed_by(code, UUID(kept[0]))
    except NotFound:
        return None


def forget(request: HttpRequest, code: str) -> None:
    """Close the page again: for a telephone that several people use."""
    open_ones = dict(request.session.get(NAME, {}))
    if open_ones.pop(code, None):
        request.session[NAME] = open_ones
