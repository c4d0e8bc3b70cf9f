"""What the unit answers, and that it has begun: the resource ledger moves on. A promise claims the wish for the unit."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound, WrongState
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..carry_out_wish import carry_out
from ..hope import Claimer
from ..models import MemberUnit, Pledge, PledgeUse, Wish
from ..rules import ClaimerKind, UseState, WishDeed
from .join_alliance import KEEPERS

NEXT = {
    UseState.ASKED: frozenset({UseState.COMMITTED, UseState.DECLINED}),
    UseState.COMMITTED: frozenset({UseState.UNDER_WAY}),
}
"""What a person enters; the rest follows from the wish: fulfilled, confirmed, given back."""


@action
def answer_pledge(
    *, actor: Actor, key: UUID | None, wish: RowKey, answer: UseState, promised_on: date | None = None
) -> PledgeUse:
    """Enter `committed` (with the promised day: the wish is then claimed by the unit), `declined` or `under_way`.

    Raises `WrongState` where the line does not stand there, `NotFound` where no unit was asked, and what claiming raises.
    """
    with deed(actor, key, f"alliance.{answer.value}") as d:
        row = d.lock(Wish, wish)
        d.allow(KEEPERS, "answer_pledge", on=row)
        uses = PledgeUse.objects.filter(street_code=row.street_code, wish=row).exclude(state=UseState.DECLINED.value)
        found = uses.first()
        if found is None:
            raise NotFound("pledge_use")
        use = d.lock(PledgeUse, found.key)
        if answer not in NEXT.get(UseState(use.state), frozenset()):
            raise WrongState(answer, use.state)
        use.state, use.moved_at = answer.value, d.now
        use.save(update_fields=["state", "moved_at"])
        if answer is UseState.COMMITTED:
            pledge = Pledge.objects.get(street_code=use.street_code, id=use.pledge_id)
            carry_out(
                d, row, WishDeed.CLAIM, {"claimer": _unit(row, pledge.organisation_id), "promised_on": promised_on}
            )
        d.record(use)
    return use


def _unit(wish: Wish, organisation: UUID) -> Claimer:
    community = wish.place_code[: PlaceLevel.COMMUNITY]
    member = MemberUnit.objects.filter(
        street_code=wish.street_code, place_code=community, organisation_id=organisation
    ).first()
    if member is None:
        raise NotFound("member")
    return Claimer(ClaimerKind.UNIT.value, member.liaison.reveal(), member.phone.reveal(), organisation)
