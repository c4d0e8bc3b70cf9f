"""The one place where coins move: from one account to another, both locked, both balances and the move in one deed."""

from __future__ import annotations

from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey

from .models import CoinAccount, CoinMove, HelpCall, HoursEntry, Volunteer
from .rules.time_bank import AccountKind, Why, check_spending
from .volunteer_in_hand import community_of


def place_account(d: DeedInHand, place_code: str, street_code: int, kind: AccountKind) -> CoinAccount:
    """The community's account of a kind, opened when first needed. Two statements."""
    community = community_of(place_code)
    row = CoinAccount(place_code=community, street_code=street_code, kind=kind.value)
    CoinAccount.objects.bulk_create([row], ignore_conflicts=True)
    return CoinAccount.objects.get(
        street_code=street_code, place_code=community, kind=kind.value, volunteer__isnull=True
    )


def volunteers_account(d: DeedInHand, volunteer: Volunteer) -> CoinAccount:
    """The volunteer's account, opened when first needed. Two statements."""
    row = CoinAccount(
        place_code=community_of(volunteer.place_code),
        street_code=volunteer.street_code,
        kind=AccountKind.VOLUNTEER.value,
        volunteer=volunteer,
    )
    CoinAccount.objects.bulk_create([row], ignore_conflicts=True)
    return CoinAccount.objects.get(street_code=volunteer.street_code, volunteer_id=volunteer.id)


def move_coins(
    d: DeedInHand,
    taken_from: CoinAccount,
    given_to: CoinAccount,
    minutes: int,
    why: Why,
    *,
    entry: HoursEntry | None = None,
    call: HelpCall | None = None,
    words: str = "",
    may_overdraw: bool = False,
) -> CoinMove:
    """Move `minutes` and return the move. Raises `BadInput` on `minutes` where the account has not as much, unless it is the
    issuing account or `may_overdraw` (a correction may leave somebody owing)."""
    ids = sorted([taken_from.id, given_to.id])
    locked = {id: d.lock(CoinAccount, RowKey(taken_from.street_code, id)) for id in ids}
    source, target = locked[taken_from.id], locked[given_to.id]
    if not may_overdraw and source.kind != AccountKind.ISSUE:
        check_spending(source.balance, minutes)
    source.balance -= minutes
    target.balance += minutes
    for row in (source, target):
        row.save(update_fields=["balance"])
    move = CoinMove(
        place_code=source.place_code,
        street_code=source.street_code,
        taken_from=source,
        given_to=target,
        minutes=minutes,
        why=why.value,
        words=words[:120],
        entry=entry,
        call=call,
        at=d.now,
        by=d.actor.id,
    )
    move.save(force_insert=True)
    d.record(move)
    return move
