"""Set the office hours of a jurisdiction."""

from __future__ import annotations

from datetime import time
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput
from linli.kernel.work_calendar import WorkCalendar
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..models import OfficeHours


@action
def set_office_hours(
    *, actor: Actor, key: UUID | None, prefix: str, hours: tuple[tuple[time, time], ...]
) -> OfficeHours:
    """Say when offices of a place are open, for example 08:30-12:00 and 14:00-17:30; `prefix` "" is the whole platform.

    Raises `BadInput` when the spans are empty, out of order or overlap; `NotAllowed` for all but an administrator or the
    street's lead of the place. Deadlines already set stay.
    """
    with deed(actor, key, "calendar.set_hours") as d:
        d.allow({Role.ADMINISTRATOR, Role.STREET_LEAD}, "calendar.set_hours", on=prefix or "*")
        if prefix and not (prefix.isascii() and prefix.isdigit()):
            raise BadInput("prefix", "not_a_place", prefix)
        WorkCalendar(hours=hours)
        spans = [[opens.isoformat("minutes"), closes.isoformat("minutes")] for opens, closes in hours]
        place = prefix if len(prefix) >= 6 else audit.COUNTRY
        row, _ = OfficeHours.objects.update_or_create(prefix=prefix, defaults={"hours": spans})
        audit.line(actor, d.name, place, OfficeHours._meta.label_lower, row.id, {"hours": spans}, at=d.now).save(
            force_insert=True
        )
    return row
