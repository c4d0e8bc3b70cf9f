"""A call is done: who came, how long, a word of thanks; the hours wait for a second person."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, TooLate, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..end_call import give_back, held_for
from ..enter_hours import enter_hours
from ..events import CallMoved
from ..models import CallTaker, HelpCall
from ..rules.calls import CallState
from ..rules.hours import HoursSource
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import community_of


@action
def finish_call(
    *,
    actor: Actor,
    key: UUID | None,
    call: RowKey,
    came: Collection[UUID],
    minutes: int | None = None,
    served: int = 0,
    thanks: str = "",
    evidence: str = "",
) -> HelpCall:
    """Close the call; of its takers `came` (volunteers' ids) did, each for `minutes` or the whole time, entered as hours for
    somebody else to confirm. Coins held for time nobody gave go back to who asked.

    Raises `WrongState` unless it is open, `TooLate` (reason: not yet) before it has ended, `BadInput` on `came` for
    somebody who held no place, and what `enter_hours` raises.
    """
    with deed(actor, key, "call.finish") as d:
        row = d.lock(HelpCall, call)
        d.allow(REGISTRARS, d.name, on=row)
        if row.state != CallState.OPEN:
            raise WrongState(d.name, row.state, [CallState.OPEN])
        if row.ends_at > d.now:
            raise TooLate(d.name, row.ends_at, "not_over")
        came = set(came)
        community = community_of(row.place_code)
        with d.widened(community):
            takers = list(
                CallTaker.objects.select_for_update().filter(
                    street_code=row.street_code, call=row, dropped_at__isnull=True
                )
            )
            if came - {one.volunteer_id for one in takers}:
                raise BadInput("came", "unknown")
            for one in takers:
                one.came = one.volunteer_id in came
                one.save(update_fields=["came"])
        entry = None
        if came:
            entry = enter_hours(
                d,
                place_code=row.place_code,
                volunteer_ids=came,
                what=row.title,
                source_kind=HoursSource.CALL,
                source_id=row.id,
                span=(row.starts_at, row.ends_at),
                minutes=minutes,
                team_id=row.team_id,
                served=served,
                evidence=evidence,
            )
        row.state, row.thanks, row.ended_at = CallState.DONE.value, clean_text(thanks)[:200], d.now
        row.save(update_fields=["state", "thanks", "ended_at"])
        if row.asked_by_id:
            spoken_for = (minutes or int((row.ends_at - row.starts_at).total_seconds() // 60)) * len(came)
            with d.widened(community):
                give_back(d, row, held_for(row) - (spoken_for if entry else 0))
        d.record(row)
        d.announce(CallMoved(row.id, row.street_code, "done", row.id))
    return row
