"""A form is registered before anybody has to fill it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import action, deed

from ..models import RegisteredForm
from ..rules.registered import REGISTRARS, Registration


@action
def register_form(*, actor: Actor, key: UUID | None, place_code: str, registration: Registration) -> RegisteredForm:
    """Register the form for a street or a community. Raises `BadInput`, `NotAllowed`."""
    registration = registration.checked()
    if len(place_code) not in (PlaceLevel.STREET, PlaceLevel.COMMUNITY):
        raise BadInput("place", "too_wide")
    with deed(actor, key, "form.register") as d:
        d.allow(REGISTRARS, "form.register", on=place_code)
        if registration.last_on < d.now.astimezone(SHANGHAI).date():
            raise BadInput("last_on", "past")
        row = RegisteredForm(
            place_code=place_code,
            street_code=street_of(place_code),
            title=registration.title,
            purpose=registration.purpose,
            basis=registration.basis,
            asked_by=registration.asked_by,
            rhythm=registration.rhythm.value,
            first_on=registration.first_on,
            last_on=registration.last_on,
            fields=[[one.label, one.master] for one in registration.fields],
            registered_at=d.now,
            registered_by=actor.id,
        )
        row.save(force_insert=True)
        d.record(row)
    return row
