"""Take a facility off the list: it closed, moved away, or was entered by mistake."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Facility
from ..rules.keepers import FACILITY_KEEPERS


@action
def close_facility(*, actor: Actor, key: UUID | None, facility: RowKey) -> Facility:
    """Take a facility off the list; its row stays. Raises `NotFound` (also for one that is off already), `NotAllowed`."""
    with deed(actor, key, "places.close_facility") as d:
        row = d.lock(Facility, facility)
        d.allow(FACILITY_KEEPERS, d.name, on=row)
        if row.closed_at is not None:
            raise NotFound("facility", facility)
        row.closed_at = d.now
        row.save(update_fields=["closed_at"])
        d.record(row)
    return row
