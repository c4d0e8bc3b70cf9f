"""The overview as a workbook."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.cases.actions.record_case_export import record_case_export
from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.overview import READERS, overview
from linli.kernel import clock

from .asked import read_asked
from .shown import shown
from .workbook import overview_workbook


@require_POST
@staff_page(roles=READERS)
def export(request: StaffRequest) -> HttpResponse:
    """The tables of the page one came from, no names of persons in them. The export is recorded."""
    asked = read_asked(request.actor, request.POST)
    page = shown(request.actor, asked, overview(request.actor, asked.place, asked.days))
    given = {"place": asked.place or "*", "days": str(asked.days), "list": "overview"}
    record_case_export(actor=request.actor, key=read_key(request), asked=given)
    file = overview_workbook(page, by=request.actor.name)
    name = f"{_('哪里逾期')}-{page['place_name']}-{clock.today():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name)
