"""Deeds on a report: write, count anew, issue, correct."""

from __future__ import annotations

from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from linli.doors.deed_key import read_key
from linli.doors.refusals import refused_into
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.actions.correct_report import correct_report
from linli.insight.actions.draft_report import draft_report
from linli.insight.actions.issue_report import issue_report
from linli.insight.actions.write_remarks import write_remarks
from linli.insight.report_rights import READERS
from linli.insight.reports import report_to_write

from .report import show_report
from .report_forms import CorrectForm, RemarksForm


@require_POST
@staff_page(roles=READERS)
def write(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Keep the remarks of a draft."""
    return _written(request, report_id, issue=False)


@require_POST
@staff_page(roles=READERS)
def issue(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Keep the remarks as they stand in the form and issue the report with them."""
    return _written(request, report_id, issue=True)


@require_POST
@staff_page(roles=READERS)
def recount(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Count a draft anew."""
    row = report_to_write(request.actor, report_id)
    draft_report(
        actor=request.actor,
        key=read_key(request),
        place_code=row.place_code,
        estate_id=row.estate_id,
        first_on=row.first_on,
    )
    messages.success(request, _("已按现在的数据重新统计，您写的内容没有动。"))
    return request.back_to("staff:report", report_id)


@require_POST
@staff_page(roles=READERS)
def correct(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """Begin the next edition of an issued report."""
    row = report_to_write(request.actor, report_id)
    form = CorrectForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            draft = correct_report(
                actor=request.actor, key=read_key(request), report=row.key, reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("这是新的一版草稿，原来那一版保持不变。"))
            return request.back_to("staff:report", draft.id)
    return show_report(request, report_id, correction=form, status=422)


def _written(request: StaffRequest, report_id: UUID, *, issue: bool) -> HttpResponse:
    row = report_to_write(request.actor, report_id)
    form = RemarksForm(request.POST)
    if form.is_valid():
        with refused_into(form):
            key = read_key(request)
            remarks = form.cleaned_data["remarks"]
            write_remarks(actor=request.actor, key=uuid5(key, "remarks"), report=row.key, remarks=remarks)
            if issue:
                issue_report(actor=request.actor, key=uuid5(key, "issue"), report=row.key)
                messages.success(request, _("已发布，以后不再变动；要改就出新的一版。"))
            else:
                messages.success(request, _("已保存，还没有发布。"))
            return request.back_to("staff:report", report_id)
    return show_report(request, report_id, remarks=form, status=422)
