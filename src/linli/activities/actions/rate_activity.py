"""Somebody who took part says how it was."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, Conflict, NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, Rating, SignUp
from ..rules import Satisfaction, SignUpState


@action
def rate_activity(*, actor: Actor, key: UUID | None, sign_up: RowKey, satisfaction: str, words: str = "") -> Rating:
    """Rate once, as the person who signed up, from the beginning of the activity on.

    Raises `Conflict` on `rating` the second time, `WrongState` before it began or for a sign-up withdrawn, `BadInput`.
    """
    if satisfaction not in set(Satisfaction):
        raise BadInput("satisfaction", "unknown")
    with deed(actor, key, "activity.rate") as d:
        row = d.lock(SignUp, sign_up)
        if actor.id != row.id:
            raise NotAllowed("activity.rate")
        activity = Activity.objects.get(street_code=row.street_code, id=row.activity_id)
        if row.state == SignUpState.WITHDRAWN.value or d.now < activity.starts_at:
            raise WrongState("activity.rate", row.state)
        rating = Rating(
            place_code=row.place_code,
            street_code=row.street_code,
            activity=activity,
            sign_up_id=row.id,
            satisfaction=satisfaction,
            words=clean_text(words)[:300],
            at=d.now,
        )
        try:
            with transaction.atomic():
                rating.save(force_insert=True)
        except IntegrityError:
            raise Conflict("rating") from None
        d.record(rating)
    return rating
