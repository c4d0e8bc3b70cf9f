"""Some of what a unit promised for a need was handed over: what, when, seen by whom."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Sum

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_need import follow_uses
from ..models import Delivery, Need, PledgeUse
from ..rules import UseState, looks_personal
from .ask_need import DESK_AND_FIELD

OPEN = frozenset({UseState.COMMITTED, UseState.UNDER_WAY})


@action
def record_delivery(
    *,
    actor: Actor,
    key: UUID | None,
    need: RowKey,
    use: UUID,
    on: date,
    quantity: Decimal,
    seen_by: str = "",
    note: str = "",
) -> Delivery:
    """Write the delivery; the line is fulfilled once all of it was handed over, and the need follows.

    Raises `WrongState` for a line nobody promised, `BadInput` on `on` (in the future), `quantity` (more than is still due),
    `note` (looks personal), `NotFound`, `NotAllowed`.
    """
    note = clean_text(note)[:200]
    if looks_personal(note):
        raise BadInput("note", "personal")
    with deed(actor, key, "alliance.deliver") as d:
        row = d.lock(Need, need)
        d.allow(DESK_AND_FIELD, "record_delivery", on=row)
        line = d.lock(PledgeUse, RowKey(row.street_code, use))
        if line.need_id != row.id:
            raise NotFound("pledge_use")
        if UseState(line.state) not in OPEN:
            raise WrongState("record_delivery", line.state)
        if on > d.now.astimezone(SHANGHAI).date():
            raise BadInput("on", "in_the_future")
        before = Delivery.objects.filter(street_code=row.street_code, use=line).aggregate(all=Sum("quantity"))["all"]
        handed = before or Decimal()
        if not 0 < quantity <= line.quantity - handed:
            raise BadInput("quantity", "more_than_due")
        delivery = Delivery(
            place_code=row.place_code,
            street_code=row.street_code,
            use=line,
            on=on,
            quantity=quantity,
            seen_by=clean_text(seen_by)[:40] or actor.name,
            note=note,
            recorded_by=actor.id,
            recorded_at=d.now,
        )
        delivery.save(force_insert=True)
        done = handed + quantity == line.quantity
        line.state, line.moved_at = (UseState.FULFILLED if done else UseState.UNDER_WAY).value, d.now
        line.save(update_fields=["state", "moved_at"])
        d.record(delivery, line)
        follow_uses(d, row, note)
    return delivery
