"""The community looks at what a volunteer asks for: it is opened, or called off with a reason."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, TooLate, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..end_call import give_back, held_for
from ..events import CallMoved
from ..models import HelpCall
from ..rules.calls import CallState
from ..rules.volunteers import ACCEPTERS, REGISTRARS
from ..volunteer_in_hand import community_of


@action
def answer_call(*, actor: Actor, key: UUID | None, call: RowKey, opened: bool, reason: str = "") -> HelpCall:
    """Open a call that was asked for, or call one off (asked or open; takers read the reason). Held coins go back. Raises
    `WrongState`, `MissingField` on `reason`, `TooLate` for opening one that should have begun."""
    with deed(actor, key, "call.publish" if opened else "call.cancel") as d:
        row = d.lock(HelpCall, call)
        d.allow(ACCEPTERS if opened else REGISTRARS, d.name, on=row)
        allowed = [CallState.ASKED] if opened else [CallState.ASKED, CallState.OPEN]
        if row.state not in allowed:
            raise WrongState(d.name, row.state, allowed)
        reason = clean_text(reason)[:200]
        if opened:
            if row.starts_at <= d.now:
                raise TooLate(d.name, row.starts_at)
            row.state, row.opened_by = CallState.OPEN.value, actor.id
        else:
            if not reason:
                raise MissingField(d.name, ["reason"])
            row.state, row.reason, row.ended_at = CallState.CANCELLED.value, reason, d.now
            with d.widened(community_of(row.place_code)):
                give_back(d, row, held_for(row))
        row.save(update_fields=["state", "opened_by", "reason", "ended_at"])
        d.record(row)
        d.announce(CallMoved(row.id, row.street_code, "opened" if opened else "cancelled", row.id))
    return row
