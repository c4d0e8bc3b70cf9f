"""One import: what it would do, how far it has come, or how it ended."""

from __future__ import annotations

from typing import Any, NamedTuple
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh

from linli.cases.actions.discard_ledger import discard_ledger
from linli.cases.actions.start_import import start_import
from linli.cases.actions.take_corrections import take_corrections
from linli.cases.actions.take_in_ledger import MAY_IMPORT
from linli.cases.ledger_files import BadRow, LedgerFileError, LedgerRow, SameRow, reason_sentence, refusal_sentence
from linli.cases.queries.imports import first_rows, import_facts, open_ledger
from linli.doors.deed_key import read_key
from linli.doors.staff.frame import StaffRequest, staff_page

from .words import about_many, outcome_words


class RowLine(NamedTuple):
    """A row of the preview as it will arrive, or why it will not."""

    number: int
    row: LedgerRow | None
    words: str


@require_safe
@staff_page(roles=MAY_IMPORT)
def import_page(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """A draft: its preview and the start; under way: its progress; ended: what arrived and what is to correct."""
    facts = import_facts(request.actor, import_id)
    if not facts.is_draft:
        return request.show("staff/imports/import.html", facts=facts, reasons=about_many(facts.reasons))
    try:
        ledger = open_ledger(request.actor, import_id)
        seen = first_rows(ledger)
    except LedgerFileError as refusal:
        return request.show("staff/imports/unreadable.html", status=422, words=refusal_sentence(refusal, _))
    if seen.missing:
        return request.back_to("staff:ledger_columns", import_id)
    return request.show(
        "staff/imports/preview.html",
        facts=facts,
        seen=seen,
        lines=[_line(one) for one in seen.first],
        bad=about_many(seen.bad_by_reason),
        noticed=about_many(seen.warnings_by_reason),
        outcome=outcome_words(seen),
    )


@require_safe
@staff_page(roles=MAY_IMPORT)
def import_progress(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """The progress alone, asked for every two seconds; when the import has ended, the page is loaded anew."""
    facts = import_facts(request.actor, import_id)
    if not facts.is_under_way:
        return HttpResponseClientRefresh()
    return request.show("staff/imports/progress.html", facts=facts)


@require_POST
@staff_page(roles=MAY_IMPORT)
def start(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Let the rows come in, or go on."""
    facts = import_facts(request.actor, import_id)
    start_import(actor=request.actor, key=read_key(request), ledger=facts.key)
    return request.back_to("staff:ledger_import", import_id)


@require_POST
@staff_page(roles=MAY_IMPORT)
def discard(request: StaffRequest, import_id: UUID) -> HttpResponse:
    """Put the file away."""
    facts = import_facts(request.actor, import_id)
    discard_ledger(actor=request.actor, key=read_key(request), ledger=facts.key)
    return request.back_to("staff:import_ledger")


@require_safe
@staff_page(roles=MAY_IMPORT)
def corrections(request: StaffRequest, import_id: UUID) -> Any:
    """The rows to correct, as a workbook."""
    facts = import_facts(request.actor, import_id)
    path = take_corrections(actor=request.actor, key=None, ledger=facts.key)
    name = f"{facts.file_name.rsplit('.', 1)[0]}-{_('需要改正')}.xlsx"
    return FileResponse(open(path, "rb"), as_attachment=True, filename=name)


def _line(outcome: LedgerRow | BadRow | SameRow) -> RowLine:
    if isinstance(outcome, BadRow):
        return RowLine(outcome.row_number, None, _("；").join(reason_sentence(one, _) for one in outcome.reasons))
    if isinstance(outcome, SameRow):
        return RowLine(outcome.row_number, None, _("与第 %(row)d 行完全相同，只导入一次") % {"row": outcome.same_as})
    return RowLine(outcome.row_number, outcome, _("；").join(reason_sentence(one, _) for one in outcome.warnings))
