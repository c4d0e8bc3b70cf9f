"""Take out the rows of a register that were not bound, to mend them and feed them again."""

from __future__ import annotations

import json
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger import audit
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import HomeRegister, UnboundRow
from ..rules.home_rows import BINDERS

PURPOSE = "改正地址后再次绑定"


@action
def take_out_unbound(*, actor: Actor, key: UUID | None, register: RowKey) -> list[list[str]]:
    """Number, what the row says (address, name, phone, id number, year of birth) and why, in the order of the table. The look is recorded
    with its purpose. Raises `NotFound`, `NotAllowed`."""
    with deed(actor, key, "people.take_out_unbound") as d:
        run = d.lock(HomeRegister, register)
        d.allow(BINDERS, d.name, on=run)
        rows = UnboundRow.objects.filter(street_code=run.street_code, register_id=run.id).order_by("number")
        told = [[str(row.number), *json.loads(row.told.reveal()), row.why] for row in rows]
        audit.looked_at(actor, d.name, run, PURPOSE)
    return told
