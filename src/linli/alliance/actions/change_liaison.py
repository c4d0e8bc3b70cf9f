"""Another person is the liaison of a member unit."""

from __future__ import annotations

from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import MemberUnit
from .join_alliance import KEEPERS


@action
def change_liaison(*, actor: Actor, key: UUID | None, member: RowKey, liaison: str, phone: str) -> None:
    """Enter the new name and number. Raises `BadInput` on `liaison`, `phone`, `WrongState` for a unit that left."""
    liaison, phone = clean_text(liaison)[:40], read_phone(phone)
    for field, value in (("liaison", liaison), ("phone", phone)):
        if not value:
            raise BadInput(field, "empty")
    with deed(actor, key, "alliance.change_liaison") as d:
        row = d.lock(MemberUnit, member)
        d.allow(KEEPERS, "change_liaison", on=row)
        if row.left_on is not None:
            raise WrongState("change_liaison", "left")
        row.liaison, row.phone = liaison, phone
        row.save(update_fields=["liaison", "phone"])
        d.record(row)
