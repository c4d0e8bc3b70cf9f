"""What a team found on its walk day is noted there; takes part in the deed that opens the case."""

from __future__ import annotations

from linli.kernel.errors import WrongState
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey

from .models import WalkDay

MOST_FOUND = 200


def note_found(d: DeedInHand, walk_day: RowKey, code: str) -> WalkDay:
    """Write the code of a case beside the walk day it was found on. Raises `NotFound`, `WrongState` for one that did not take place or is full."""
    row = d.lock(WalkDay, walk_day)
    if row.state == WalkDay.State.DROPPED or len(row.found) >= MOST_FOUND:
        raise WrongState(d.name, row.state, [WalkDay.State.PLANNED, WalkDay.State.DONE])
    row.found = [*row.found, code]
    row.save(update_fields=["found"])
    d.record(row)
    return row
