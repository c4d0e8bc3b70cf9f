"""A registered form is filled in for a place: once a turn of its rhythm, what the platform knows filled in by itself."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, NotFound
from linli.kernel.plain_text import clean_text
from linli.ledger.audit import home_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..master_values import master_values
from ..models import FormFilling, RegisteredForm
from ..rules.registered import FILLERS, MasterValue, Rhythm, check_fillable, turn_of


@action
def fill_form(*, actor: Actor, key: UUID | None, form: RowKey, answers: tuple[tuple[int, str], ...]) -> FormFilling:
    """Fill the form for the actor's own place. A prefilled field that is handed in otherwise counts as typed.

    Raises `WrongState` for a form that is expired, stopped or not begun, `BadInput` on `f<n>`, `Conflict` where this
    turn is filled already, `NotAllowed`, `NotFound`.
    """
    with deed(actor, key, "form.fill") as d:
        row = RegisteredForm.public.filter(street_code=form.street_code, id=form.id).first()
        place = home_of(actor)
        if row is None or not place.startswith(row.place_code):
            raise NotFound("form")
        d.allow(FILLERS, "form.fill", on=place)
        today = d.now.astimezone(SHANGHAI).date()
        check_fillable(row.first_on, row.last_on, row.stopped_at is not None, today)
        known, given = master_values(actor, place), dict(answers)
        said, prefilled = [], 0
        for number, (label, master) in enumerate(row.fields, start=1):
            own = known[MasterValue(master)] if master else ""
            value = clean_text(given.get(number, own)) or own
            if not value:
                raise BadInput(f"f{number}", "empty")
            if len(value) > 500:
                raise BadInput(f"f{number}", "too_long", len(value))
            prefilled += bool(master) and value == own
            said.append([label, value])
        filling = FormFilling(
            place_code=place,
            street_code=row.street_code,
            form=row,
            turn=turn_of(Rhythm(row.rhythm), today),
            answers=json.dumps(said, ensure_ascii=False),
            prefilled=prefilled,
            typed=len(said) - prefilled,
            filled_at=d.now,
            filled_by=actor.id,
        )
        try:
            with transaction.atomic():
                filling.save(force_insert=True)
        except IntegrityError:
            raise Conflict("form_filling") from None
        d.record(filling)
    return filling
