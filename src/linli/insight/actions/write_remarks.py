"""The 片长's own words in the half-month analysis."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Report
from ..report_rights import check_may_write

LONGEST_REMARKS = 5_000


@action
def write_remarks(*, actor: Actor, key: UUID | None, report: RowKey, remarks: str) -> Report:
    """Put `remarks` (5,000 characters at most, empty to take them out) into a draft. Raises `WrongState` once it is issued,
    `BadInput` for more, `NotAllowed` for a place the actor does not write for."""
    with deed(actor, key, "report.write_remarks") as d:
        row = d.lock(Report, report)
        check_may_write(actor, "report.write_remarks", row.place_code, row.estate_id)
        if row.issued_at:
            raise WrongState("report.write_remarks", "issued")
        text = remarks.replace("\r\n", "\n").replace("\x00", "").strip()
        if len(text) > LONGEST_REMARKS:
            raise BadInput("remarks", "too_long", len(text))
        row.remarks, row.remarks_by = text, actor.name[:60] if text else ""
        row.save()
        d.record(row)
    return row
