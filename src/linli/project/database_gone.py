"""When the database is gone, a page says so, nothing is half saved, and the next request tries again."""

from __future__ import annotations

import logging
import sys

from django.db import InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string

from linli.doors.refusals import server_error

log = logging.getLogger(__name__)

PLAIN = (
    '<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>系统暂时连不上</title>'
    "<h1>系统暂时连不上</h1><p>数据库正在恢复，通常几分钟就好。</p>"
    "<p>之前保存的内容都在；刚才没提交成功的，请过一会儿再提交一次。</p></html>"
)


class DatabaseGone:
    """Middleware: a view that lost the database answers 503. `when_a_page_fails` sees what is raised outside views."""

    def __init__(self, get_response) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, failure: Exception) -> HttpResponse | None:
        return unavailable(failure) if is_database_gone(failure) else None


def when_a_page_fails(request: HttpRequest) -> HttpResponse:
    """The handler of status 500: a database lost in a middleware or a template is a 503 as well."""
    failure = sys.exc_info()[1]
    return unavailable(failure) if is_database_gone(failure) else server_error(request)


def is_database_gone(failure: BaseException | None) -> bool:
    """Whether the connection failed or was cut: no SQLSTATE, or classes 08 (connection), 57P (shutdown), 53300 (too many).

    A deadlock or a lock that was not free is an `OperationalError` too, but the database is there.
    """
    if not isinstance(failure, OperationalError | InterfaceError):
        return False
    state = getattr(failure.__cause__, "sqlstate", None) or ""
    return not state or state.startswith(("08", "57P")) or state == "53300"


def unavailable(failure: BaseException) -> HttpResponse:
    """The calm 503 page; asks browsers and proxies to come back in ten seconds."""
    log.error("the database did not answer: %s", str(failure).strip().split("\n")[0])
    for connection in connections.all(initialized_only=True):
        if not connection.in_atomic_block:
            connection.close()
    try:
        page = render_to_string("503.html")
    except TemplateDoesNotExist:
        page = PLAIN
    return HttpResponse(page, status=503, headers={"Retry-After": "10", "Cache-Control": "no-store"})
