"""The half-month of a place is counted: a new draft, or an open draft counted anew."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict
from linli.ledger.deed import action, deed

from ..count_half_month import count_half_month
from ..events import ReportDrafted
from ..models import Report
from ..report_figures import put_figures
from ..report_rights import check_may_write
from ..report_subject import read_subject
from ..rules import half_month_of


@action
def draft_report(*, actor: Actor, key: UUID | None, place_code: str, estate_id: UUID | None, first_on: date) -> Report:
    """Count the half-month that begins on `first_on` for an estate, a community or a street (practices.md E3).

    Where a draft is open its figures are counted anew and its remarks kept. Raises `BadInput` for a half-month that is not
    over or a day none begins on, `NotAllowed` for a place the actor does not write for, `NotFound` for no such place,
    `Conflict` where the report has been issued: that one is corrected by another edition.
    """
    with deed(actor, key, "report.draft") as d:
        period = half_month_of(first_on)
        if period.first != first_on:
            raise BadInput("period", "not_a_half_month", first_on)
        if period.end > d.now:
            raise BadInput("period", "not_over", first_on)
        subject = read_subject(place_code, estate_id)
        check_may_write(actor, "report.draft", subject.place_code, subject.estate_id)
        editions = Report.objects.filter(
            street_code=int(subject.place_code[:9]),
            place_code=subject.place_code,
            estate_id=subject.estate_id,
            first_on=period.first,
        )
        latest = editions.defer("figures", "rows").order_by("-edition").first()
        if latest and latest.issued_at:
            raise Conflict("report")
        counted = count_half_month(subject, period, d.now)
        if latest:
            report = d.lock(Report, latest.key)
            if report.issued_at:
                raise Conflict("report")
            put_figures(report, counted, d.now)
            report.save()
            d.record(report)
            return report
        report = Report(
            place_code=subject.place_code,
            estate_id=subject.estate_id,
            name=subject.name,
            first_on=period.first,
            last_on=period.last,
            drafted_by=actor.id,
        )
        put_figures(report, counted, d.now)
        try:
            with transaction.atomic():
                report.save(force_insert=True)
        except IntegrityError:
            raise Conflict("report") from None
        d.record(report)
        d.announce(ReportDrafted(report.id, report.street_code))
    return report
