"""Somebody says what the community should hold (practices.md C5: ask first, then serve)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code

from ..followed_as import WISH
from ..models import ActivityWish
from ..plan import Hoped
from ..who_may import scope_of_helper


@action
def wish_for_activity(*, actor: Actor, key: UUID | None, hoped: Hoped) -> ActivityWish:
    """Write the wish down, with the code by which it is followed. A resident acts as a reporter and the wish has this id.

    Raises `BadInput` on `words`, `group`, `phone`, `NotAllowed`.
    """
    hoped = hoped.checked()
    by_resident = Role.REPORTER in actor.roles
    scope = actor.scope if by_resident else scope_of_helper(actor, hoped.place_code, "activity.wish")
    with deed(actor, key, "activity.wish", scope=scope) as d:
        wish = ActivityWish(
            id=actor.id if by_resident else uuid7(),
            place_code=hoped.place_code,
            street_code=street_of(hoped.place_code),
            words=hoped.words,
            group=hoped.group,
            source=hoped.source.value,
            name=hoped.name,
            phone=hoped.phone,
            wished_at=d.now,
            registered_by=None if by_resident else actor.id,
        )
        wish.code = take_follow_code(wish, WISH)
        wish.save(force_insert=True)
        d.record(wish)
    return wish
