"""A hall is closed: nothing new is raised there; what is under way goes on. Or it is opened again."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Hall
from ..who_keeps import KEEPERS


@action
def close_hall(*, actor: Actor, key: UUID | None, hall: RowKey, closed: bool = True) -> Hall:
    """Close the hall, or open it again. Raises `NotAllowed`, `NotFound`."""
    with deed(actor, key, "hall.close" if closed else "hall.reopen") as d:
        row = d.lock(Hall, hall)
        d.allow(KEEPERS, "close_hall", on=row)
        row.closed_at = d.now if closed else None
        row.save(update_fields=["closed_at"])
        d.record(row)
    return row
