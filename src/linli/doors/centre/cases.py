"""The cases behind a number of the overview."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.counted import SETTLED, Counted
from linli.insight.overview import READERS, counted_cases
from linli.kernel.errors import NotFound
from linli.places.queries import place_facts

from .asked import case_url, overview_url, read_asked


@require_safe
@staff_page(roles=READERS)
def cases(request: StaffRequest) -> HttpResponse:
    """`?of=` names what was counted; `?place=` and `?days=` as on the overview. Raises `NotFound` for anything else."""
    asked = read_asked(request.actor, request.GET)
    try:
        counted = Counted(request.GET.get("of", ""))
    except ValueError:
        raise NotFound("list", request.GET.get("of")) from None
    page = read_page(request, lambda at: counted_cases(counted, asked.place, asked.days, at))
    return request.show(
        "centre/cases.html",
        title=_(counted.label),
        place_name=place_facts(asked.place).short if asked.place else _("整个平台"),
        is_settled=counted in SETTLED,
        days=asked.days,
        back_url=overview_url(asked),
        page=page,
        rows=[{"line": line, "url": case_url(line.code)} for line in page.items],
    )
