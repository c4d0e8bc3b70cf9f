"""Somebody signs up: by the page, or by a neighbour or officer for one without a telephone."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import Conflict, NotFound, TooLate, WrongState
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey

from ..followed_as import SIGN_UP
from ..models import Activity, ActivityPart, SignUp
from ..plan import Participant
from ..rules import ActivityState, AgeGroup, SignUpState, admit, check_child
from ..who_may import scope_of_helper


@action
def sign_up(
    *, actor: Actor, key: UUID | None, activity: RowKey, community: str, part: UUID, who: Participant
) -> SignUp:
    """Give a place of the part, or the next one in its waiting list; the code by which it is followed is on the result.

    A resident acts as `kernel.actor.reporter(id, community)` and the sign-up has this id. Of many at once exactly as many
    get a place as there are. Raises `Conflict` on `sign_up` where this person is on the list already, `BadInput`, `TooLate`,
    `WrongState`, `NotFound`, `NotAllowed`. About 12 statements.
    """
    who = who.checked()
    group = AgeGroup(who.group)
    check_child(group, who.guardian, who.consented)
    by_resident = Role.REPORTER in actor.roles
    scope = actor.scope if by_resident else scope_of_helper(actor, community, "activity.sign_up")
    with deed(actor, key, "activity.sign_up", scope=scope) as d:
        row = Activity.objects.filter(street_code=activity.street_code, id=activity.id).first()
        if row is None or not row.takes_sign_ups or row.state == ActivityState.DRAFT.value:
            raise NotFound("activity")
        if row.state != ActivityState.PUBLISHED.value:
            raise WrongState("activity.sign_up", row.state)
        if d.now >= (row.sign_up_until or row.ends_at):
            raise TooLate("activity.sign_up", row.sign_up_until or row.ends_at)
        held = d.lock(ActivityPart, RowKey(row.street_code, part))
        if held.activity_id != row.id:
            raise NotFound("activity")
        state = admit(held.capacity, held.taken, held.waiting)
        got = state is SignUpState.CONFIRMED
        one = SignUp(
            id=actor.id if by_resident else uuid7(),
            place_code=row.place_code,
            street_code=row.street_code,
            activity=row,
            part=held,
            state=state.value,
            name=who.name,
            phone=who.phone,
            person=_person(who, group),
            group=who.group,
            guardian=who.guardian if group is AgeGroup.CHILDREN else "",
            consented_at=d.now if group is AgeGroup.CHILDREN else None,
            note=who.note,
            signed_at=d.now,
            placed_at=d.now if got else None,
            waited=not got,
            registered_by=None if by_resident else actor.id,
        )
        one.code = take_follow_code(one, SIGN_UP)
        try:
            with transaction.atomic():
                one.save(force_insert=True)
        except IntegrityError:
            raise Conflict("sign_up") from None
        held.taken, held.waiting = held.taken + got, held.waiting + (not got)
        held.save(update_fields=["taken", "waiting"])
        d.record(one)
    return one


def _person(who: Participant, group: AgeGroup) -> str:
    """What tells one person from another: the telephone; among children of one guardian's telephone also the name.
    Without a telephone nobody can be told apart, and the helper looks."""
    if not who.phone:
        return ""
    return f"{who.phone} {who.name}" if group is AgeGroup.CHILDREN else who.phone
