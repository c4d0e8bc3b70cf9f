"""What happens to the coins held for a call when it is over. Takes part in the caller's deed."""

from __future__ import annotations

from django.db.models import Sum

from linli.ledger.deed import DeedInHand

from .models import CoinMove, HelpCall
from .move_coins import move_coins, place_account, volunteers_account
from .rules.time_bank import AccountKind, Why


def held_for(call: HelpCall) -> int:
    """The minutes still held for a call: what its asker put in less what went out again. Two statements."""
    moves = CoinMove.objects.filter(street_code=call.street_code, call=call).order_by()
    put_in = moves.filter(why=Why.ASKED.value).aggregate(n=Sum("minutes"))["n"] or 0
    out = moves.filter(why__in=[Why.HELPED.value, Why.GIVEN_BACK.value]).aggregate(n=Sum("minutes"))["n"] or 0
    return put_in - out


def give_back(d: DeedInHand, call: HelpCall, minutes: int) -> None:
    """Return held minutes to who asked; to the community when she has left meanwhile."""
    if call.asked_by is None or minutes <= 0:
        return
    held = place_account(d, call.place_code, call.street_code, AccountKind.HELD)
    target = (
        volunteers_account(d, call.asked_by)
        if call.asked_by.left_at is None
        else place_account(d, call.place_code, call.street_code, AccountKind.ISSUE)
    )
    move_coins(d, held, target, minutes, Why.GIVEN_BACK, call=call, words=call.title)
