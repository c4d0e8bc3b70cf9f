"""A person confirms a match: the unit is asked for some of its pledge, for one wish."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Pledge, PledgeUse, Wish
from ..pledges_left import facts_of_pledges
from ..rules import OPEN_TO_CLAIM, UseState, WishKind, WishState, candidates
from .join_alliance import KEEPERS


@action
def ask_for_pledge(
    *, actor: Actor, key: UUID | None, wish: RowKey, pledge: RowKey, quantity: Decimal, why: str
) -> PledgeUse:
    """Write the line of the resource ledger: asked. `why` is the reason the match was offered with.

    Raises `WrongState` for a wish that nobody can claim now, `BadInput` on `pledge` for one that cannot serve it and on
    `quantity` for more than is left, `Conflict` where a unit has been asked for this wish already.
    """
    with deed(actor, key, "alliance.ask_for_pledge") as d:
        row = d.lock(Wish, wish)
        held = d.lock(Pledge, pledge)
        d.allow(KEEPERS, "ask_for_pledge", on=row)
        if WishState(row.state) not in OPEN_TO_CLAIM:
            raise WrongState("ask_for_pledge", row.state)
        today = d.now.astimezone(SHANGHAI).date()
        found = candidates(WishKind(row.kind), row.place_code, facts_of_pledges([held]), today)
        if not found or held.withdrawn_at is not None:
            raise BadInput("pledge", "unfit")
        if not 0 < quantity <= found[0].pledge.left:
            raise BadInput("quantity", "more_than_left")
        use = PledgeUse(
            place_code=row.place_code,
            street_code=row.street_code,
            pledge=held,
            wish=row,
            quantity=quantity,
            state=UseState.ASKED.value,
            why=why[:200],
            asked_at=d.now,
            asked_by=actor.id,
            moved_at=d.now,
        )
        try:
            with transaction.atomic():
                use.save(force_insert=True)
        except IntegrityError:
            raise Conflict("pledge_use") from None
        d.record(use)
    return use
