"""The number to call: in clear for those who now have a reason to call, and recorded."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotAllowed, NotFound
from linli.ledger import audit

from ..models import Entry
from ..rules import Deed
from .case_page import CasePage

PURPOSES = {Deed.CALL_BACK: "call back", Deed.RECORD_CONTACT: "contact"}


def phone_to_call(actor: Actor, page: CasePage, entry_id: UUID) -> str:
    """The telephone number of one voice of the case, in clear. Two statements, one of them the record of it.

    Raises `NotAllowed` unless the actor may call back or record a contact now, `NotFound` when that voice left no number.
    """
    entry = Entry.objects.filter(street_code=page.key.street_code, case_id=page.key.id, id=entry_id).first()
    if entry is None or not entry.phone:
        raise NotFound("phone", entry_id)
    deed = next((deed for deed in PURPOSES if page.may(deed)), None)
    if deed is None:
        raise NotAllowed("case.call", "role")
    audit.looked_at(actor, "case.reveal_phone", entry, PURPOSES[deed])
    return entry.phone.reveal()
