"""A person asks a unit for some of its pledge, for one need: a line of the resource ledger."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Need, Pledge, PledgeUse
from ..reserve import reserve
from .join_alliance import KEEPERS


@action
def ask_pledge_for_need(
    *, actor: Actor, key: UUID | None, need: RowKey, pledge: RowKey, quantity: Decimal, why: str
) -> PledgeUse:
    """Write the line: asked. Raises what `reserve` raises, `NotAllowed`, `NotFound`."""
    with deed(actor, key, "alliance.ask_for_pledge") as d:
        row = d.lock(Need, need)
        held = d.lock(Pledge, pledge)
        d.allow(KEEPERS, "ask_for_pledge", on=row)
        use = reserve(d, row, held, quantity, why)
    return use
