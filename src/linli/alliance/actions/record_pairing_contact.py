"""A visit, a call or a delivery of a pairing."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.labelled import Labelled
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Pairing, PairingContact
from ..rules import looks_personal
from .ask_need import DESK_AND_FIELD
from .pair_household import contact_alarm

_ = str  # marks a Chinese source string for the catalogue; the door translates it


class ContactWay(Labelled):
    """How contact was made."""

    VISIT = "visit", _("上门看望")
    CALL = "call", _("打电话")
    DELIVERY = "delivery", _("送去东西")


@action
def record_pairing_contact(
    *, actor: Actor, key: UUID | None, pairing: RowKey, on: date, way: ContactWay, words: str, brought: str = ""
) -> PairingContact:
    """Write it down; the next contact is due one rhythm later. `words` are sealed. Raises `WrongState` for a pairing that
    ended, `BadInput` on `on` (in the future), `words`, `brought` (looks personal), `NotAllowed`."""
    words, brought = clean_text(words)[:400], clean_text(brought)[:80]
    if not words:
        raise BadInput("words", "empty")
    if looks_personal(brought):
        raise BadInput("brought", "personal")
    with deed(actor, key, "alliance.pairing_contact") as d:
        row = d.lock(Pairing, pairing)
        d.allow(DESK_AND_FIELD, "pairing_contact", on=row)
        if row.ended_on is not None:
            raise WrongState("pairing_contact", "ended")
        if on > d.now.astimezone(SHANGHAI).date():
            raise BadInput("on", "in_the_future")
        contact = PairingContact(
            place_code=row.place_code,
            street_code=row.street_code,
            pairing=row,
            on=on,
            way=way.value,
            words=words,
            brought=brought,
            recorded_by=actor.id,
            recorded_at=d.now,
        )
        contact.save(force_insert=True)
        row.next_on = max(row.next_on, on + timedelta(days=row.every_days))
        row.alarm_at = contact_alarm(row.next_on)
        row.save(update_fields=["next_on", "alarm_at"])
        d.record(contact, row)
    return contact
