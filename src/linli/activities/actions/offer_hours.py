"""An activity took place: its helpers get their hours, those who came are noted."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..duty_hours import enter_helpers_hours
from ..models import Activity
from ..rules import COUNTED, ActivityState


@action
def offer_hours(*, actor: Actor, key: UUID | None, activity: RowKey) -> int:
    """By the system, any number of times; does nothing for an activity that did not take place. Returns how many got hours.
    Raises `NotFound`."""
    with deed(actor, key, "activity.offer_hours") as d:
        row = d.lock(Activity, activity)
        return enter_helpers_hours(d, row) if ActivityState(row.state) in COUNTED else 0
