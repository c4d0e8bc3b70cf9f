"""Who is told of a wish's turns. Those without an account read them on its page; idempotent."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from linli.accounts.tell import tell
from linli.kernel.actor import Role
from linli.kernel.scope import Scope
from linli.ledger.scoped import acting_in
from linli.ledger.street_row import StreetRow
from linli.places.queries import place_facts
from linli.teams.models import Post

from .events import WishMoved, WishOverdue
from .models import Pledge, Wish, WishStep
from .rules import WishDeed, WishState

DESK = frozenset({Role.COMMUNITY_STAFF})
LEADS = frozenset({Role.COMMUNITY_STAFF, Role.COMMUNITY_LEAD})
OF_THE_DESK = frozenset(
    {WishDeed.COLLECT, WishDeed.CLAIM, WishDeed.RELEASE, WishDeed.FULFIL, WishDeed.CONFIRM, WishDeed.NOT_YET}
    | {WishDeed.WITHDRAW}
)


def tell_of_a_wish(event: WishMoved) -> None:
    """The desk hears what comes in from outside, the lead what goes to the committee, and whoever wrote a wish down
    hears every turn of it."""
    with acting_in(Scope.everything()):
        wish = Wish.objects.get(street_code=event.street_code, id=event.wish_id)
        step = WishStep.objects.get(street_code=event.street_code, id=event.step_id)
        deed, once = WishDeed(step.deed), f"wish step {step.id}"
        told: set[UUID] = {wish.registered_by} if wish.registered_by else set()
        if deed in OF_THE_DESK:
            told |= holders_over(wish, DESK)
        elif deed is WishDeed.TO_COMMITTEE:
            told |= holders_over(wish, LEADS)
        _tell(told - {step.actor_id}, f"wish_{deed.value}", wish, once)


def tell_of_the_time(event: WishOverdue) -> None:
    """Community staff and lead are reminded of what a wish waits for."""
    with acting_in(Scope.everything()):
        wish = Wish.objects.get(street_code=event.street_code, id=event.wish_id)
        state = WishState(wish.state)
        _tell(holders_over(wish, LEADS), f"wish_waits_{state.value}", wish, f"wish {wish.id} {event.on}")


def tell_of_ending_pledge(pledge: Pledge) -> None:
    """The desk of the area learns once that a pledge ends soon, within the caller's scope."""
    tell(
        holders_over(pledge, DESK),
        "pledge_ends_soon",
        pledge,
        {"subject": pledge.title},
        f"pledge {pledge.id} {pledge.last_on}",
    )


def _tell(users: Iterable[UUID], kind: str, wish: Wish, once: str) -> None:
    told = set(users)
    if told:
        # Before it is published a wish is named by its place: the wisher's own words stay sealed.
        subject = wish.public_words or place_facts(wish.place_code, wish.estate_id).short
        tell(told, kind, wish, {"code": wish.code, "subject": subject}, once)


def holders_over(row: StreetRow, roles: Iterable[Role]) -> set[UUID]:
    """The holders of posts of these roles whose place contains the row's. One statement."""
    above = [row.place_code[:length] for length in (6, 9, 12, 16, 18) if length <= len(row.place_code)]
    return set(
        Post.public.filter(
            place_code__in=above, role__in=list(roles), closed_at__isnull=True, holder_id__isnull=False
        ).values_list("holder_id", flat=True)
    )
