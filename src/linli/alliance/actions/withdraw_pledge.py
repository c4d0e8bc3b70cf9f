"""A resource is taken off the list; what has been committed of it stands."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Pledge
from .join_alliance import KEEPERS


@action
def withdraw_pledge(*, actor: Actor, key: UUID | None, pledge: RowKey) -> None:
    """Offer it for no further wish. Raises `WrongState` where it was withdrawn before, `NotFound`, `NotAllowed`."""
    with deed(actor, key, "alliance.withdraw_pledge") as d:
        row = d.lock(Pledge, pledge)
        d.allow(KEEPERS, "withdraw_pledge", on=row)
        if row.withdrawn_at is not None:
            raise WrongState("withdraw_pledge", "withdrawn")
        row.withdrawn_at = d.now
        row.save(update_fields=["withdrawn_at"])
        d.record(row)
