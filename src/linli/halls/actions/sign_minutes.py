"""An attending member signs the minutes: on the page, or on paper as one records and another confirms."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotAllowed, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..minutes import latest_version
from ..models import Attendance, Meeting, Signature
from ..rules import MinutesState
from ..who_keeps import allow_keeper, attendance_of, hall_of


@action
def sign_minutes(*, actor: Actor, key: UUID | None, meeting: RowKey, paper_of: UUID | None = None) -> Signature:
    """Sign as who attended; or record (`paper_of` an attendance) that the paper bears the signature, which counts once a
    second person has confirmed it by the same deed.

    Raises `NotAllowed` (`not_attending`, `two_people`), `WrongState`, `Conflict` on `signature` for a second one.
    """
    with deed(actor, key, "minutes.sign_paper" if paper_of else "minutes.sign_own") as d:
        row = d.lock(Meeting, meeting)
        rows = Attendance.objects.filter(street_code=row.street_code, meeting=row)
        if paper_of:
            allow_keeper(actor, hall_of(row), "sign_minutes")
            attendance = rows.filter(id=paper_of, votes=True).first()
            if attendance is None:
                raise NotFound("attendance")
        else:
            attendance = attendance_of(actor, row)
            if attendance is None or not attendance.votes:
                raise NotAllowed("sign_minutes", "not_attending")
        if row.minutes_state != MinutesState.SIGNING:
            raise WrongState("sign_minutes", row.minutes_state)
        signed = Signature.objects.select_for_update().filter(
            street_code=row.street_code, meeting=row, attendance_id=attendance.id
        ).first()  # fmt: skip
        if signed is not None:
            if not paper_of or not signed.on_paper or signed.confirmed_by is not None:
                raise Conflict("signature")
            if signed.recorded_by == actor.id:
                raise NotAllowed("sign_minutes", "two_people")
            signed.confirmed_by = actor.id
            signed.save(update_fields=["confirmed_by"])
        else:
            signed = Signature(
                place_code=row.place_code,
                street_code=row.street_code,
                meeting=row,
                attendance_id=attendance.id,
                version=latest_version(row).number,
                at=d.now,
                on_paper=bool(paper_of),
                recorded_by=actor.id if paper_of else None,
            )
            try:
                with transaction.atomic():
                    signed.save(force_insert=True)
            except IntegrityError:
                raise Conflict("signature") from None
        d.record(signed)
    return signed
