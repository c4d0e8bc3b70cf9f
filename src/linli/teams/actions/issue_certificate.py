"""A certificate of confirmed hours, under a number anybody can check."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Count, Sum

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.follow_codes import take_follow_code
from linli.ledger.street_row import RowKey

from ..models import Certificate, HoursShare
from ..rules.hours import HoursState
from ..rules.volunteers import ACCEPTERS
from ..volunteer_in_hand import active_volunteer, allow_herself_or

FOLLOWED_AS = "certificate"
"""The kind of a certificate's number (`ledger.follow_codes`)."""


@action
def issue_certificate(
    *, actor: Actor, key: UUID | None, volunteer: RowKey, first_on: date, last_on: date
) -> Certificate:
    """Certify what was confirmed of the days from `first_on` to `last_on`, both counted; by the community or the volunteer
    herself. Raises `BadInput` on `last_on` (before the first day) or `first_on` (`nothing` confirmed in these days)."""
    with deed(actor, key, "certificate.issue") as d:
        person = active_volunteer(d, volunteer)
        allow_herself_or(d, ACCEPTERS, person)
        if last_on < first_on:
            raise BadInput("last_on", "before_first", last_on)
        given = HoursShare.objects.filter(
            street_code=person.street_code,
            volunteer=person,
            stands=True,
            minutes__gt=0,
            entry__state=HoursState.CONFIRMED.value,
            entry__held_on__range=(first_on, last_on),
        ).aggregate(minutes=Sum("minutes"), times=Count("id"))
        if not given["minutes"]:
            raise BadInput("first_on", "nothing")
        row = Certificate(
            id=uuid7(),
            place_code=person.place_code,
            street_code=person.street_code,
            volunteer=person,
            first_on=first_on,
            last_on=last_on,
            minutes=given["minutes"],
            times=given["times"],
            initial=person.name.reveal()[:1],
            issued_at=d.now,
            issued_by=actor.id,
        )
        row.number = take_follow_code(row, FOLLOWED_AS, as_id=person.id)
        row.save(force_insert=True)
        d.record(row)
    return row
