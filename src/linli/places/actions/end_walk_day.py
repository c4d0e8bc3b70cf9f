"""A walk day is over, or does not take place."""

from __future__ import annotations

from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.kernel.ids import uuid7
from linli.kernel.plain_text import read_words
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import WalkDay
from ..rules.keepers import FACILITY_KEEPERS
from ..rules.walk_day import next_day


@action
def end_walk_day(
    *, actor: Actor, key: UUID | None, walk_day: RowKey, remarks: str = "", took_place: bool = True
) -> WalkDay:
    """Close a walk day with a few words; where it repeats, the next one is planned for the same weekday, with the same team and grids.

    Raises `NotFound`, `NotAllowed`, `WrongState` unless it is planned, `BadInput` on `remarks`.
    """
    with deed(actor, key, "places.end_walk_day") as d:
        row = d.lock(WalkDay, walk_day)
        d.allow(FACILITY_KEEPERS, d.name, on=row)
        if row.state != WalkDay.State.PLANNED:
            raise WrongState(d.name, row.state, [WalkDay.State.PLANNED])
        row.state = WalkDay.State.DONE if took_place else WalkDay.State.DROPPED
        row.remarks, row.done_at = read_words(remarks, "remarks", 300, needed=False), d.now
        row.save(update_fields=["state", "remarks", "done_at"])
        d.record(row)
        again = next_day(row.on, row.every_weeks, clock.today())
        if again is not None:
            following = WalkDay(
                id=uuid7(),
                place_code=row.place_code,
                on=again,
                grids=row.grids,
                team=row.team,
                purpose=row.purpose,
                every_weeks=row.every_weeks,
                planned_by=actor.name[:60],
                planned_at=d.now,
            )
            following.save(force_insert=True)
            d.record(following)
    return row
