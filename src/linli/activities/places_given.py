"""Places of a part: given, freed, handed on to who waits. Takes part in the caller's deed, under the lock of the part."""

from __future__ import annotations

from linli.ledger.deed import DeedInHand

from .events import PlaceGiven
from .models import ActivityPart, SignUp
from .rules import SignUpState, promoted


def fill_from_waiting(d: DeedInHand, part: ActivityPart) -> list[SignUp]:
    """Give the free places of the locked part to those who wait, in the order they came; writes the part's counts.

    Everybody who got one is announced. Two statements, and one for each place given.
    """
    if part.waiting == 0:
        part.save(update_fields=["taken", "waiting"])
        return []
    waiting = list(
        SignUp.objects.filter(street_code=part.street_code, part=part, state=SignUpState.WAITING.value).order_by(
            "signed_at", "id"
        )
    )
    lucky = list(promoted(part.capacity, part.taken, waiting))
    for sign_up in lucky:
        sign_up.state, sign_up.placed_at = SignUpState.CONFIRMED.value, d.now
        sign_up.save(update_fields=["state", "placed_at"])
    part.taken += len(lucky)
    part.waiting = len(waiting) - len(lucky)
    part.save(update_fields=["taken", "waiting"])
    d.announce(*(PlaceGiven(one.id, one.street_code) for one in lucky))
    return lucky
