"""Somebody gives the place back; who waited longest gets it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import NotAllowed, NotFound, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, ActivityPart, SignUp
from ..places_given import fill_from_waiting
from ..rules import STANDING, ActivityState, SignUpState
from ..who_may import scope_of_helper


@action
def leave_activity(*, actor: Actor, key: UUID | None, sign_up: RowKey, community: str) -> SignUp:
    """Withdraw the sign-up; its place goes to the first in the waiting list, who is told.

    By the person (a reporter with the sign-up's id) or a helper. Raises `WrongState` where it does not stand any more or the
    person came already, `NotAllowed`, `NotFound`.
    """
    by_resident = Role.REPORTER in actor.roles
    scope = actor.scope if by_resident else scope_of_helper(actor, community, "activity.leave")
    with deed(actor, key, "activity.leave", scope=scope) as d:
        found = (
            SignUp.objects.filter(street_code=sign_up.street_code, id=sign_up.id).only("street_code", "part").first()
        )
        if found is None:
            raise NotFound("sign_up")
        # The part first, as those do who sign up: nobody waits for somebody who waits.
        part = d.lock(ActivityPart, RowKey(sign_up.street_code, found.part_id))
        row = d.lock(SignUp, sign_up)
        if by_resident and actor.id != row.id:
            raise NotAllowed("activity.leave")
        activity = Activity.objects.get(street_code=row.street_code, id=row.activity_id)
        state = SignUpState(row.state)
        if state not in STANDING or row.came_at or activity.state != ActivityState.PUBLISHED.value:
            raise WrongState("activity.leave", state)
        row.state, row.withdrawn_at = SignUpState.WITHDRAWN.value, d.now
        row.save(update_fields=["state", "withdrawn_at"])
        if state is SignUpState.CONFIRMED:
            part.taken -= 1
        else:
            part.waiting -= 1
        fill_from_waiting(d, part)
        d.record(row)
    return row
