"""A second person confirms hours, or refuses them. Confirmed hours earn coins."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import MissingField, NotAllowed
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import DeedInHand, action, deed
from linli.ledger.street_row import RowKey

from ..end_call import give_back, held_for
from ..events import HoursAnswered
from ..models import CoinMove, HelpCall, HoursEntry, HoursShare, Volunteer
from ..move_coins import move_coins, place_account, volunteers_account
from ..rules.hours import HoursSource, HoursState, check_confirmer
from ..rules.time_bank import AccountKind, Why
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import community_of


@action
def answer_hours(*, actor: Actor, key: UUID | None, entry: RowKey, confirmed: bool, reason: str = "") -> HoursEntry:
    """Confirm, or refuse with a reason. Confirmed hours earn each volunteer a coin an hour, from the community's issuing account
    or from who asked for help; a confirmed reversal takes exactly those coins back and frees the span.

    Of two at once the second gets `WrongState`. Raises `NotAllowed` with `own_entry` for who entered them and `own_hours` for
    who helped, `MissingField` on `reason`. About 12 statements and 7 for each volunteer.
    """
    with deed(actor, key, "hours.confirm" if confirmed else "hours.refuse") as d:
        row = d.lock(HoursEntry, entry)
        d.allow(REGISTRARS, d.name, on=row)
        community = community_of(row.place_code)
        with d.widened(community):
            shares = list(
                HoursShare.objects.filter(street_code=row.street_code, entry=row)
                .select_related("volunteer")
                .order_by("volunteer_id")
            )
            helpers = {id for one in shares for id in (one.volunteer_id, one.volunteer.user_id) if id}
            check_confirmer(HoursState(row.state), actor.id, row.entered_by, helpers)
            if not actor.roles & REGISTRARS:
                raise NotAllowed(d.name, "role")
            row.reason = clean_text(reason)[:200] or row.reason
            if not confirmed and not clean_text(reason):
                raise MissingField(d.name, ["reason"])
            row.state = (HoursState.CONFIRMED if confirmed else HoursState.REFUSED).value
            row.confirmed_by, row.confirmed_name, row.confirmed_at = actor.id, actor.name, d.now
            row.save(update_fields=["state", "reason", "confirmed_by", "confirmed_name", "confirmed_at"])
            d.record(row)
            if not confirmed:
                _stand_down(row)
                _release(d, row, shares)
            elif row.reverses_id:
                _take_back(d, row)
            else:
                _earn(d, row, shares)
        d.announce(HoursAnswered(row.id, row.street_code))
    return row


def _earn(d: DeedInHand, row: HoursEntry, shares: list[HoursShare]) -> None:
    call = _asked_call(row)
    kind = AccountKind.HELD if call else AccountKind.ISSUE
    source = place_account(d, row.place_code, row.street_code, kind)
    why = Why.HELPED if call else Why.EARNED
    for one in shares:
        ended = one.span.upper if one.span else row.entered_at
        if one.volunteer.helped_at is None or one.volunteer.helped_at < ended:
            Volunteer.objects.filter(street_code=row.street_code, id=one.volunteer_id).update(helped_at=ended)
        if one.volunteer.left_at is None:
            target = volunteers_account(d, one.volunteer)
            move_coins(d, source, target, one.minutes, why, entry=row, call=call, words=row.what)


def _take_back(d: DeedInHand, row: HoursEntry) -> None:
    """The moves of the reversed entry, each the other way round; what came out of held coins goes to who asked."""
    HoursShare.objects.filter(street_code=row.street_code, entry_id=row.reverses_id).update(stands=False)
    moves = CoinMove.objects.filter(street_code=row.street_code, entry_id=row.reverses_id).select_related(
        "taken_from", "given_to", "call", "call__asked_by"
    )
    for move in moves.order_by("id"):
        target = move.taken_from
        if move.call and move.call.asked_by and move.call.asked_by.left_at is None:
            target = volunteers_account(d, move.call.asked_by)
        elif target.kind == AccountKind.HELD:
            target = place_account(d, row.place_code, row.street_code, AccountKind.ISSUE)
        move_coins(d, move.given_to, target, move.minutes, Why.REVERSED, entry=row, words=row.what, may_overdraw=True)


def _release(d: DeedInHand, row: HoursEntry, shares: list[HoursShare]) -> None:
    """Coins held for hours that were refused go back to who asked."""
    call = _asked_call(row)
    if call and not row.reverses_id:
        give_back(d, call, min(held_for(call), sum(one.minutes for one in shares)))


def _stand_down(row: HoursEntry) -> None:
    HoursShare.objects.filter(street_code=row.street_code, entry=row).update(stands=False)


def _asked_call(row: HoursEntry) -> HelpCall | None:
    if row.source_kind != HoursSource.CALL or row.source_id is None:
        return None
    call = HelpCall.objects.filter(street_code=row.street_code, id=row.source_id).select_related("asked_by").first()
    return call if call and call.asked_by_id else None
