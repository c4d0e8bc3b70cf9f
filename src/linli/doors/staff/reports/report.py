"""One half-month analysis: on the page, on paper, as a document and as a workbook, and the rows behind each figure."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from linli.cases.queries.case_lines import source_label
from linli.doors.paging import read_page
from linli.doors.staff.frame import StaffRequest, staff_page
from linli.insight.report_rights import READERS
from linli.insight.reports import ReportPage, RowsAsked, report_page, rows_of_report
from linli.insight.rules import Measure
from linli.insight.rules.measures import OF_A_REPORT
from linli.kernel import clock
from linli.kernel.errors import NotFound

from .document import report_document
from .report_forms import CorrectForm, RemarksForm
from .shown import shown
from .words import file_name, period_words
from .workbook import report_workbook


@require_safe
@staff_page(roles=READERS)
def report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The page of one edition. Six statements with the frame, for a 片长 seven."""
    return show_report(request, report_id)


def show_report(
    request: StaffRequest,
    report_id: UUID,
    *,
    remarks: RemarksForm | None = None,
    correction: CorrectForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that was refused where there is one."""
    page = report_page(request.actor, report_id)
    return request.show(
        "staff/reports/report.html",
        status=status,
        way=[{"label": _("半月分析"), "url": list_of(page)}, {"label": period_words(page.period)}],
        form=remarks or RemarksForm({"remarks": page.report.remarks} if page.report.remarks else None),
        correction=correction or CorrectForm(),
        **shown(page, request.actor),
    )


def list_of(page: ReportPage) -> str:
    """The list of the same half-month, of the place the report is found at."""
    place = page.report.place_code[:12] if page.report.estate_id else page.report.place_code
    query = {"period": page.report.first_on.isoformat(), "place": place}
    return f"{reverse('staff:reports')}?{urlencode(query)}"


@require_safe
@staff_page(roles=READERS)
def print_report(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The same on A4."""
    page = report_page(request.actor, report_id)
    return request.show(
        "staff/reports/print.html",
        printed_at=clock.now(),
        printed_by=request.actor.name,
        back_url=reverse("staff:report", args=[report_id]),
        **shown(page, request.actor),
    )


@require_safe
@staff_page(roles=READERS)
def document(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The same as a DOCX to go on writing in."""
    page = report_page(request.actor, report_id)
    file = report_document(shown(page, request.actor))
    return FileResponse(file, as_attachment=True, filename=file_name(page.report, "docx"))


@require_safe
@staff_page(roles=READERS)
def workbook(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The same as an XLSX, with the rows by case code; no names of people in it."""
    page = report_page(request.actor, report_id)
    file = report_workbook(shown(page, request.actor), by=request.actor.name)
    return FileResponse(file, as_attachment=True, filename=file_name(page.report, "xlsx"))


@require_safe
@staff_page(roles=READERS)
def report_rows(request: StaffRequest, report_id: UUID) -> HttpResponse:
    """The cases counted in a figure. `?of=` is a measure; `?kind=`, `?source=`, `?part=`, `?day=` narrow it. Raises
    `NotFound` for a measure no report has."""
    given = request.GET
    if given.get("of", "") not in {one.value for one in OF_A_REPORT}:
        raise NotFound("list", given.get("of"))
    page = report_page(request.actor, report_id)
    asked = RowsAsked(given["of"], *(given.get(name) for name in ("kind", "source", "part", "day")))
    rows = read_page(request, lambda at: rows_of_report(request.actor, page, asked, at))
    return request.show(
        "staff/reports/rows.html",
        page=rows,
        rows=[{"row": row, "line": line} for row, line in rows.items],
        what=" · ".join([_(Measure(asked.of).label), *_narrowed(page, asked)]),
        back_url=reverse("staff:report", args=[report_id]),
        **{name: value for name, value in shown(page, request.actor).items() if name in ("report", "title", "period")},
    )


def _narrowed(page: ReportPage, asked: RowsAsked) -> list[str]:
    figures = page.figures
    words = []
    if asked.kind is not None:
        words.append(next((one.name for one in figures.kinds if one.key == asked.kind), "") or _("还没有归类"))
    if asked.part is not None:
        words.append(next((one.name for one in figures.parts if one.key == asked.part), "") or _("没有落到具体位置"))
    if asked.source is not None:
        words.append(_(source_label(asked.source)))
    if asked.day is not None:
        words.append(asked.day)
    return words
