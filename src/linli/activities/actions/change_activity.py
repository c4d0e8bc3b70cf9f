"""What an activity is, when and where, is changed; who signed up is told when it matters."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..book_room import free_room, hold_room
from ..events import ActivityChanged
from ..models import Activity, ActivityPart, VenueRoom
from ..places_given import fill_from_waiting
from ..plan import ActivityPlan, PartPlan
from ..rules import ActivityState, check_span
from ..who_may import ORGANISERS
from .plan_activity import described

MATTERS = ("starts_at", "ends_at", "room_id", "place_words")
"""Changes of these are told to those who signed up."""


@action
def change_activity(*, actor: Actor, key: UUID | None, activity: RowKey, plan: ActivityPlan) -> Activity:
    """Change a draft or a published activity. More places go to who waits; a part keeps the places it has given.

    Raises `BadInput`, on `capacity` for fewer places than are given and on `parts` for a part left out that people signed
    up for; `Conflict` on `room_taken`, `WrongState` once it was held or cancelled, `NotAllowed`.
    """
    plan = plan.checked()
    with deed(actor, key, "activity.change") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, "activity.change", on=row)
        if row.state not in (ActivityState.DRAFT.value, ActivityState.PUBLISHED.value):
            raise WrongState("activity.change", row.state)
        before = {name: getattr(row, name) for name in MATTERS}
        if plan.starts_at != row.starts_at:
            check_span(plan.starts_at, plan.ends_at, now=d.now)
        room = _room(row, plan)
        row.starts_at, row.ends_at, row.sign_up_until = plan.starts_at, plan.ends_at, plan.sign_up_until
        for name, value in described(plan, room).items():
            setattr(row, name, value)
        moved = any(getattr(row, name) != value for name, value in before.items())
        if moved:
            bookings = free_room(d, row.id, row.street_code)
            if room is not None:
                bookings.append(hold_room(d, room, row.starts_at, row.ends_at, purpose=row.title, activity_id=row.id))
            d.record(*bookings)
        _change_parts(d, row, plan)
        if row.state == ActivityState.PUBLISHED.value:
            row.changed += 1
            if moved:
                d.announce(ActivityChanged(row.id, row.street_code, row.changed))
        row.save()
        d.record(row)
    return row


def _room(row: Activity, plan: ActivityPlan) -> VenueRoom | None:
    if plan.room_id is None:
        return None
    rows = VenueRoom.objects.filter(street_code=street_of(row.place_code), place_code=row.place_code, id=plan.room_id)
    room = rows.first()
    if room is None or (room.closed_at is not None and room.id != row.room_id):
        raise BadInput("room_id", "unknown")
    return room


def _change_parts(d, row: Activity, plan: ActivityPlan) -> None:
    """Parts are told apart by name; the only part of an activity without departments is always the same one."""
    rows = list(
        ActivityPart.objects.select_for_update().filter(street_code=row.street_code, activity=row).order_by("number")
    )
    there = {part.name: part for part in rows}
    if len(rows) == len(plan.parts) == 1:
        there = {plan.parts[0].name: rows[0]}
    kept = [(there.get(wanted.name), wanted) for wanted in plan.parts]
    gone = [part for part in rows if part not in [one for one, _wanted in kept]]
    if any(part.taken or part.waiting for part in gone):
        raise BadInput("parts", "in_use")
    for part in gone:
        part.delete()
    # Numbers are moved out of the way first: the constraint looks at each row by itself.
    for offset, (part, _wanted) in enumerate(kept):
        if part is not None:
            part.number = 1000 + offset
            part.save(update_fields=["number"])
    for number, (part, wanted) in enumerate(kept, start=1):
        _write(d, row, part, wanted, number)


def _write(d, row: Activity, part: ActivityPart | None, wanted: PartPlan, number: int) -> None:
    part = part or ActivityPart(place_code=row.place_code, street_code=row.street_code, activity=row)
    if wanted.capacity is not None and wanted.capacity < part.taken:
        raise BadInput("capacity", "fewer_than_given")
    part.number, part.name, part.service = number, wanted.name, wanted.service
    part.provider, part.capacity = wanted.provider, wanted.capacity
    part.save()
    fill_from_waiting(d, part)
