"""A volunteer gives coins to another, or back to the community."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.case_codes import read_case_code
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import CoinMove, Volunteer
from ..move_coins import move_coins, place_account, volunteers_account
from ..rules.time_bank import AccountKind, Why
from ..rules.volunteers import VolunteerState
from ..volunteer_in_hand import active_volunteer, community_of, only_herself


@action
def give_coins(
    *, actor: Actor, key: UUID | None, volunteer: RowKey, to_code: str, minutes: int, words: str = ""
) -> CoinMove:
    """Move `minutes` from the volunteer's own account to that of the volunteer with `to_code`; empty gives them to the community.
    Raises `BadInput` on `to_code` (nobody of the community, or herself) and `minutes` (more than there is)."""
    with deed(actor, key, "coins.give") as d:
        giver = active_volunteer(d, volunteer)
        only_herself(actor, giver, d.name)
        community = community_of(giver.place_code)
        if to_code.strip():
            code = read_case_code(to_code)
            receiver = Volunteer.objects.filter(
                street_code=giver.street_code, code=code or "-", state=VolunteerState.ACTIVE.value
            ).first()
            if receiver is None or receiver.id == giver.id or community_of(receiver.place_code) != community:
                raise BadInput("to_code", "unknown")
            target = volunteers_account(d, receiver)
        else:
            target = place_account(d, community, giver.street_code, AccountKind.ISSUE)
        source = volunteers_account(d, giver)
        move = move_coins(d, source, target, minutes, Why.GIFT, words=clean_text(words))
    return move
