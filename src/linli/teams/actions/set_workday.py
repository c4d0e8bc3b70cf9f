"""Change one day of the work calendar by hand."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger import audit
from linli.ledger.deed import action, deed

from ..models import Workday


@action
def set_workday(*, actor: Actor, key: UUID | None, day: date, is_workday: bool | None, name: str = "") -> None:
    """Say of a day whether it is worked; None lets its weekday decide again.

    The calendar is the whole platform's: `NotAllowed` for all but an administrator of all of it. Deadlines already set stay.
    """
    with deed(actor, key, "calendar.set_day") as d:
        d.allow({Role.ADMINISTRATOR}, "calendar.set_day", on="*")
        before = Workday.objects.filter(day=day).values_list("is_workday", flat=True).first()
        if is_workday is None:
            Workday.objects.filter(day=day).delete()
        else:
            Workday.objects.update_or_create(
                day=day, defaults={"is_workday": is_workday, "name": name.strip()[:40], "source": actor.name}
            )
        changes = {"day": day.isoformat(), "is_workday": [before, is_workday]}
        audit.line(actor, d.name, audit.home_of(actor), Workday._meta.label_lower, None, changes, at=d.now).save(
            force_insert=True
        )
