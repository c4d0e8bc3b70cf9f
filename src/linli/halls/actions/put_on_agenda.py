"""A motion is put on the agenda of a meeting, with its time box."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_motion import carry_out
from ..models import AgendaItem, Meeting, Motion
from ..rules import MeetingKind, MeetingState, MinutesState, MotionDeed
from ..who_keeps import allow_keeper, hall_of


@action
def put_on_agenda(*, actor: Actor, key: UUID | None, meeting: RowKey, motion: RowKey, minutes: int = 15) -> AgendaItem:
    """Append the motion. Raises `WrongState` for a motion not admitted or a meeting that is over, `BadInput` on `minutes` (5
    to 180) and on `motion` for another hall's, `NotAllowed`."""
    if not 5 <= minutes <= 180:
        raise BadInput("minutes", "time_box")
    with deed(actor, key, "meeting.put_on_agenda") as d:
        row = d.lock(Meeting, meeting)
        hall = hall_of(row)
        allow_keeper(actor, hall, "put_on_agenda")
        if row.kind != MeetingKind.MEETING or row.state == MeetingState.CANCELLED or row.minutes_state in (
            MinutesState.SIGNING, MinutesState.FINAL,
        ):  # fmt: skip
            raise WrongState("put_on_agenda", row.state)
        moved = d.lock(Motion, motion)
        if moved.hall_id != row.hall_id:
            raise BadInput("motion", "unknown")
        items = AgendaItem.objects.filter(street_code=row.street_code, meeting=row)
        if items.filter(motion=moved).exists():
            raise WrongState("put_on_agenda", "again")
        carry_out(d, moved, hall, MotionDeed.SCHEDULE, {"meeting": row.id, "note": row.title})
        item = AgendaItem(
            place_code=row.place_code, street_code=row.street_code, meeting=row, motion=moved, minutes=minutes,
            position=items.count() + 1,
        )  # fmt: skip
        item.save(force_insert=True)
        d.record(item)
    return item
