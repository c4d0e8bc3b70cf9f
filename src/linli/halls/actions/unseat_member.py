"""A member leaves a hall; when a guardian withdraws consent, name and numbers are erased everywhere in the hall."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Attendance, Hall, HallMember, Motion, Opinion
from ..who_keeps import allow_keeper


@action
def unseat_member(*, actor: Actor, key: UUID | None, member: RowKey, consent_withdrawn: bool = False) -> HallMember:
    """Let the member leave. With `consent_withdrawn` (minors) the number stays, who it was is erased: from the seat, from
    attendances, and from motions and opinions the child raised. Raises `WrongState` for one who left, `NotAllowed`."""
    with deed(actor, key, "hall.withdraw_consent" if consent_withdrawn else "hall.unseat") as d:
        row = d.lock(HallMember, member)
        hall = Hall.public.get(street_code=row.street_code, id=row.hall_id)
        allow_keeper(actor, hall, "unseat_member")
        if row.left_at is not None and not (consent_withdrawn and row.is_minor and row.consent_withdrawn_at is None):
            raise WrongState("unseat_member", "left")
        row.left_at = row.left_at or d.now
        if consent_withdrawn and row.is_minor:
            row.consent_withdrawn_at = d.now
            row.name = row.phone = row.guardian = row.guardian_phone = ""
            for model in (Attendance, Motion, Opinion):
                for one in model.objects.filter(street_code=row.street_code, member_id=row.id):
                    one.name = one.phone = ""
                    one.save(update_fields=["name", "phone", "phone_mark"])
        row.save()
        d.record(row)
    return row
