"""Somebody who attended wants a point of the minutes changed."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import HallMeetingMoved
from ..minutes import LONGEST_POINT, latest_version, points_of
from ..models import Amendment, Meeting
from ..rules import MinutesState
from ..who_keeps import attendance_of


@action
def propose_amendment(
    *, actor: Actor, key: UUID | None, meeting: RowKey, item: UUID, text: str, why: str = ""
) -> Amendment:
    """Propose `text` for the point; the chair takes or declines it. Only who attended: by the code of the attendance, or as a
    member with an account. Raises `NotAllowed` (`not_attending`), `WrongState`, `BadInput` on `text` and `item`."""
    text, why = clean_text(text), clean_text(why)[:200]
    if not text:
        raise BadInput("text", "empty")
    if len(text) > LONGEST_POINT:
        raise BadInput("text", "too_long")
    with deed(actor, key, "minutes.amend") as d:
        row = d.lock(Meeting, meeting)
        attendance = attendance_of(actor, row)
        if attendance is None:
            raise NotAllowed("propose_amendment", "not_attending")
        if row.minutes_state != MinutesState.DRAFT:
            raise WrongState("propose_amendment", row.minutes_state)
        version = latest_version(row)
        points = points_of(version)
        if str(item) not in points:
            raise BadInput("item", "unknown")
        if points[str(item)] == text:
            raise BadInput("text", "unchanged")
        amendment = Amendment(
            place_code=row.place_code,
            street_code=row.street_code,
            meeting=row,
            item_id=item,
            version=version.number,
            attendance_id=attendance.id,
            before=points[str(item)],
            text=text,
            why=why,
            at=d.now,
            state="open",
        )
        amendment.save(force_insert=True)
        d.record(amendment)
        d.announce(HallMeetingMoved(row.id, row.street_code, "amended", amendment.id))
    return amendment
