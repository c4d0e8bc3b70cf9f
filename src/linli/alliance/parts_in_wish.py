"""In which parts somebody acts on a wish."""

from __future__ import annotations

from linli.kernel.actor import Actor, Role

from .models import Wish, WishClaim
from .rules import Part, WishFacts, WishState, parts_of


def parts_in_wish(actor: Actor, wish: Wish) -> frozenset[Part]:
    """The parts of the actor. One statement for those who act without an account, none for others."""
    held = actor.roles_at(wish.place_code)
    if Role.REPORTER not in held:
        return parts_of(held)
    if actor.id == wish.id:
        return frozenset({Part.WISHER})
    claim = standing_claim(wish)
    return frozenset({Part.CLAIMER if claim and claim.id == actor.id else Part.PUBLIC})


def standing_claim(wish: Wish) -> WishClaim | None:
    """The claim that stands, if there is one. One statement."""
    return WishClaim.objects.filter(street_code=wish.street_code, wish=wish, released_at__isnull=True).first()


def facts_of(wish: Wish) -> WishFacts:
    """The wish as the rules see it."""
    return WishFacts(state=WishState(wish.state), reported_by=wish.reported_by)
