"""A governance adviser's time in a community ends."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Adviser
from .join_alliance import KEEPERS


@action
def release_adviser(*, actor: Actor, key: UUID | None, adviser: RowKey) -> None:
    """Enter the day. Raises `WrongState` where it ended before, `NotFound`, `NotAllowed`."""
    with deed(actor, key, "alliance.release_adviser") as d:
        row = d.lock(Adviser, adviser)
        d.allow(KEEPERS, "release_adviser", on=row)
        if row.left_on is not None:
            raise WrongState("release_adviser", "left")
        row.left_on = d.now.astimezone(SHANGHAI).date()
        row.save(update_fields=["left_on"])
        d.record(row)
