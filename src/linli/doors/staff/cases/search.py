"""Search: words, a case code, or a caller's telephone number."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.search_cases import Found, code_in, search_cases
from linli.cases.queries.visible import case_by_code
from linli.doors.paging import read_page
from linli.doors.rail import WITH_CASES
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.kernel.errors import NotFound

from .excerpt import excerpt, marked
from .list_filter import read_filter

LONGEST = 60


@require_safe
@staff_page(roles=WITH_CASES)
def search(request: StaffRequest) -> HttpResponse:
    """Cases that contain the words, newest first; a code leads straight to its case."""
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    if code_in(words):
        try:
            return request.back_to("staff:case", case_by_code(request.actor, words).code)
        except NotFound:
            pass
    asked = read_filter(request)
    read: list[Found] = []

    def ask(at: Any) -> Any:
        read.append(search_cases(request.actor, words, asked.filter, at))
        return read[-1].page

    page = read_page(request, ask)
    rows = [
        {"line": one.line, "subject": marked(one.line.subject, words), "excerpt": excerpt(one.texts[1:], words)}
        for one in page.items
    ]
    return request.show(
        "staff/cases/search.html",
        words=words,
        by=read[-1].by,
        is_code=bool(code_in(words)),
        rows=rows,
        page=page,
        asked=asked,
        title=_("找“%(words)s”") % {"words": words} if words else _("查找事项"),
    )
