"""A registered form is stopped before its day: nobody fills it any more."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import RegisteredForm
from ..rules.registered import REGISTRARS


@action
def stop_form(*, actor: Actor, key: UUID | None, form: RowKey) -> RegisteredForm:
    """Stop it. Raises `WrongState` where it was stopped, `NotAllowed`, `NotFound`."""
    with deed(actor, key, "form.stop") as d:
        row = d.lock(RegisteredForm, form)
        d.allow(REGISTRARS, "form.stop", on=row)
        if row.stopped_at is not None:
            raise WrongState("form.stop", "stopped")
        row.stopped_at = d.now
        row.save(update_fields=["stopped_at"])
        d.record(row)
    return row
