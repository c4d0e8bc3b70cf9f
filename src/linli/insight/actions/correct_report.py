"""An issued half-month analysis is corrected by another edition."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, MissingField, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..count_half_month import count_half_month
from ..models import Report
from ..report_figures import period_of, put_figures
from ..report_rights import check_may_write
from ..report_subject import Subject

LONGEST_REASON = 200


@action
def correct_report(*, actor: Actor, key: UUID | None, report: RowKey, reason: str) -> Report:
    """Draft the next edition of an issued report, counted anew, with its remarks to go on from; returns the draft.

    The issued edition stays as it is. Raises `WrongState` for a draft, `Conflict` where a later edition exists,
    `MissingField` without a reason, `BadInput` for one of more than 200 characters, `NotAllowed` for a place the actor does
    not write for.
    """
    with deed(actor, key, "report.correct") as d:
        issued = d.lock(Report, report)
        check_may_write(actor, "report.correct", issued.place_code, issued.estate_id)
        if not issued.issued_at:
            raise WrongState("report.correct", "draft")
        reason = reason.strip()
        if not reason:
            raise MissingField("report.correct", ["reason"])
        if len(reason) > LONGEST_REASON:
            raise BadInput("reason", "too_long", len(reason))
        subject = Subject(issued.place_code, issued.estate_id, issued.name)
        draft = Report(
            place_code=issued.place_code,
            estate_id=issued.estate_id,
            name=issued.name,
            first_on=issued.first_on,
            last_on=issued.last_on,
            edition=issued.edition + 1,
            reason=reason,
            remarks=issued.remarks,
            remarks_by=issued.remarks_by,
            drafted_by=actor.id,
        )
        put_figures(draft, count_half_month(subject, period_of(issued), d.now), d.now)
        try:
            with transaction.atomic():
                draft.save(force_insert=True)
        except IntegrityError:
            raise Conflict("report") from None
        d.record(draft)
    return draft
