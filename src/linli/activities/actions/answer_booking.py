"""The keeper agrees to a request or not, or a booking is given back."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import MissingField, NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..book_room import write_held
from ..models import Booking
from ..rules import BookingState
from ..who_may import ORGANISERS

FROM = {
    BookingState.HELD: frozenset({BookingState.ASKED}),
    BookingState.REFUSED: frozenset({BookingState.ASKED}),
    BookingState.CANCELLED: frozenset({BookingState.ASKED, BookingState.HELD}),
}


@action
def answer_booking(
    *, actor: Actor, key: UUID | None, booking: RowKey, answer: BookingState, reason: str = ""
) -> Booking:
    """Agree (`held`), say no with a reason (`refused`), or give it back (`cancelled`: the keeper with a reason, whoever
    asked without).

    Raises `Conflict` on `room_taken` where somebody else holds that time by now, `WrongState`, `MissingField`, `NotAllowed`;
    an activity's booking is given back by cancelling the activity.
    """
    reason = clean_text(reason)[:200]
    with deed(actor, key, f"venue.{answer.value}") as d:
        row = d.lock(Booking, booking)
        by_asker = Role.REPORTER in actor.roles
        if by_asker and (actor.id != row.id or answer is not BookingState.CANCELLED):
            raise NotAllowed(answer)
        if not by_asker:
            d.allow(ORGANISERS, answer, on=row)
        state = BookingState(row.state)
        if state not in FROM.get(answer, ()) or row.activity_id:
            raise WrongState(answer, state)
        if not by_asker and answer is not BookingState.HELD and not reason:
            raise MissingField(answer, ["reason"])
        row.state, row.reason, row.decided_at = answer.value, reason, d.now
        row.decided_by = None if by_asker else actor.id
        write_held(row)
        d.record(row)
    return row
