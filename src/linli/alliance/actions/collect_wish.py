"""A wish is collected: from the residents' page, by an officer or captain at the door, or from a slip of paper."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import NotAllowed
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.teams.queries import work_calendar

from ..carry_out_wish import write_step
from ..events import WishMoved
from ..hope import FOLLOWED_AS, Hope
from ..models import Wish
from ..rules import Part, WishDeed, WishFacts, decide, due_after, parts_of


@action
def collect_wish(*, actor: Actor, key: UUID | None, hope: Hope) -> Wish:
    """Write the wish down and return it, with the code by which it is followed. Due for review within 3 working days.

    A resident acts as `kernel.actor.reporter(id, place)`; the wish then has this id. Raises `BadInput` on `words` or
    `phone`, `NotAllowed` for roles that collect no wishes there. About 10 statements.
    """
    hope = hope.checked()
    with deed(actor, key, "wish.collect") as d:
        by_resident = Role.REPORTER in actor.roles
        held = actor.roles_at(hope.place_code)
        if not held:
            raise NotAllowed(WishDeed.COLLECT, "scope")
        parts = frozenset({Part.WISHER}) if by_resident else parts_of(held)
        state = decide(
            WishDeed.COLLECT,
            WishFacts(),
            {"words": hope.words},
            by=actor.id,
            parts=parts,
            today=d.now.astimezone(SHANGHAI).date(),
        )
        wish = Wish(
            id=actor.id if by_resident else uuid7(),
            place_code=hope.place_code,
            street_code=street_of(hope.place_code),
            state=state.value,
            source=hope.source.value,
            words=hope.words,
            name=hope.name,
            phone=hope.phone,
            estate_id=hope.estate_id,
            registered_by=None if by_resident else actor.id,
            collected_at=d.now,
            moved_at=d.now,
            due_at=due_after(state, now=d.now, calendar=work_calendar(hope.place_code)),
        )
        wish.alarm_at = wish.due_at
        wish.code = take_follow_code(wish, FOLLOWED_AS)
        wish.save(force_insert=True)
        step = write_step(d, wish, WishDeed.COLLECT, parts, "")
        d.record(wish)
        d.announce(WishMoved(wish.id, wish.street_code, step.id))
    return wish
