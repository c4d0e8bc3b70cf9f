"""Some of a pledge is set aside for a need. Takes part in the caller's deed, which holds both rows locked."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction

from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, WrongState
from linli.ledger.deed import DeedInHand

from .models import Need, Pledge, PledgeUse
from .needs_left import facts_of_needs
from .pledges_left import facts_of_pledges
from .rules import UseState
from .rules.fit import Misfit, misfit
from .rules.need_loop import NeedState


def reserve(d: DeedInHand, need: Need, pledge: Pledge, quantity: Decimal, why: str) -> PledgeUse:
    """The line of the resource ledger: asked. Raises `WrongState` for a need that waits for nothing, `Conflict` on `pledge`
    where it was taken off or used up meanwhile or the need has enough, `BadInput` on `pledge` (the reason it does not fit)
    and on `quantity` for more than is left or missing."""
    if need.state != NeedState.ASKED.value:
        raise WrongState("ask_for_pledge", need.state)
    if pledge.withdrawn_at is not None:
        raise Conflict("pledge")
    facts, left = facts_of_needs([need])[0], facts_of_pledges([pledge])[0]
    today = d.now.astimezone(SHANGHAI).date()
    reason = misfit(facts, left, today)
    if reason in (Misfit.USED_UP, Misfit.OVER) or facts.missing <= 0 or 0 < left.left < quantity <= facts.missing:
        raise Conflict("pledge")
    if reason is not None:
        raise BadInput("pledge", "unfit")
    if not 0 < quantity <= min(left.left, facts.missing):
        raise BadInput("quantity", "more_than_left")
    use = PledgeUse(
        place_code=need.place_code,
        street_code=need.street_code,
        pledge=pledge,
        need=need,
        quantity=quantity,
        state=UseState.ASKED.value,
        why=why[:200],
        asked_at=d.now,
        asked_by=d.actor.id,
        moved_at=d.now,
    )
    try:
        with transaction.atomic():
            use.save(force_insert=True)
    except IntegrityError:
        raise Conflict("pledge_use") from None
    d.record(use)
    return use
