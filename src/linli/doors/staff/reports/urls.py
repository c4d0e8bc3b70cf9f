"""The pages of the half-month analyses."""

from django.urls import path

from .report import document, print_report, report, report_rows, workbook
from .report_deeds import correct, issue, recount, write
from .reports import draft, draft_missing, reports

urlpatterns = [
    path("reports/", reports, name="reports"),
    path("reports/draft/", draft, name="draft_report"),
    path("reports/draft-missing/", draft_missing, name="draft_missing_reports"),
    path("reports/<uuid:report_id>/", report, name="report"),
    path("reports/<uuid:report_id>/rows/", report_rows, name="report_rows"),
    path("reports/<uuid:report_id>/print/", print_report, name="print_report"),
    path("reports/<uuid:report_id>/document/", document, name="report_document"),
    path("reports/<uuid:report_id>/workbook/", workbook, name="report_workbook"),
    path("reports/<uuid:report_id>/remarks/", write, name="write_remarks"),
    path("reports/<uuid:report_id>/recount/", recount, name="recount_report"),
    path("reports/<uuid:report_id>/issue/", issue, name="issue_report"),
    path("reports/<uuid:report_id>/correct/", correct, name="correct_report"),
]
