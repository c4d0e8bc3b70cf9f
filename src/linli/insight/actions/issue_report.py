"""A half-month analysis is issued."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import ReportIssued
from ..models import Report
from ..report_rights import check_may_write


@action
def issue_report(*, actor: Actor, key: UUID | None, report: RowKey) -> Report:
    """Issue a draft with the figures and remarks it shows; nothing in it changes afterwards. Raises `WrongState` for one
    already issued, `NotAllowed` for a place the actor does not write for."""
    with deed(actor, key, "report.issue") as d:
        row = d.lock(Report, report)
        check_may_write(actor, "report.issue", row.place_code, row.estate_id)
        if row.issued_at:
            raise WrongState("report.issue", "issued")
        row.issued_at, row.issued_by, row.issued_name = d.now, actor.id, actor.name[:60]
        row.save()
        d.record(row)
        d.announce(ReportIssued(row.id, row.street_code))
    return row
