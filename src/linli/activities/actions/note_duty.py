"""Who helps at an activity, and for how long."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.queries.volunteers_known import volunteer_of_code

from ..duty_hours import enter_helpers_hours
from ..models import Activity, OnDuty
from ..rules import ActivityState
from ..who_may import ORGANISERS


@action
def note_duty(
    *,
    actor: Actor,
    key: UUID | None,
    activity: RowKey,
    name: str = "",
    code: str = "",
    phone: str = "",
    task: str = "",
    minutes: int | None = None,
) -> OnDuty:
    """Enter somebody who helps, by name or by a volunteer's `code`; after the end a volunteer's hours are entered at once.
    Raises `BadInput` on `name`, `code`, `phone`, `minutes`, `WrongState` once settled or cancelled."""
    name, phone, task = clean_text(name)[:40], read_phone(phone), clean_text(task)[:40]
    if not name and not code:
        raise BadInput("name", "empty")
    if minutes is not None and not 0 < minutes <= 24 * 60:
        raise BadInput("minutes", "out_of_range")
    with deed(actor, key, "activity.duty") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, "activity.duty", on=row)
        if row.state in (ActivityState.CANCELLED.value, ActivityState.SETTLED.value):
            raise WrongState("activity.duty", row.state)
        volunteer, known_as = volunteer_of_code(row.place_code, code) if code else (None, "")
        one = OnDuty(
            place_code=row.place_code,
            street_code=row.street_code,
            activity=row,
            name=name or known_as,
            phone=phone,
            task=task,
            minutes=minutes,
            volunteer_id=volunteer,
            registered_by=actor.id,
        )
        one.save(force_insert=True)
        d.record(one)
        if row.state == ActivityState.HELD.value:
            enter_helpers_hours(d, row)
    return one
