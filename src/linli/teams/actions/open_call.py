"""A call for help is opened; or a volunteer asks for help with coins of her own."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..call_said import CallSaid
from ..events import CallMoved
from ..models import HelpCall
from ..move_coins import move_coins, place_account, volunteers_account
from ..rules.calls import CallState, minutes_between
from ..rules.time_bank import AccountKind, Why
from ..rules.volunteers import REGISTRARS
from ..volunteer_in_hand import active_volunteer, community_of, only_herself


@action
def open_call(*, actor: Actor, key: UUID | None, said: CallSaid) -> HelpCall:
    """Open the call: staff, officers and captains at once; a volunteer (`reporter`) asks, the community looks first, and the
    coins for all places and the whole time are held until it is over.

    Raises `BadInput` (see `CallSaid.checked`; on `minutes` without enough coins), `NotAllowed`. About 8 statements.
    """
    with deed(actor, key, "call.open") as d:
        said = said.checked(d.now)
        asks = Role.REPORTER in actor.roles
        if not asks:
            d.allow(REGISTRARS, d.name, on=said.place_code)
        row = HelpCall(
            id=uuid7(),
            place_code=said.place_code,
            street_code=street_of(said.place_code),
            state=(CallState.ASKED if asks else CallState.OPEN).value,
            title=said.title,
            words=said.words,
            skills=list(said.skills),
            estate_id=said.estate_id,
            address=said.address,
            contact=said.contact,
            safety=said.safety,
            starts_at=said.starts_at,
            ends_at=said.ends_at,
            places=said.places,
            team_id=said.team_id,
            source_kind=said.source_kind,
            source_code=said.source_code,
            opened_by=None if asks else actor.id,
            opened_at=d.now,
        )
        if asks:
            asker = active_volunteer(d, RowKey(row.street_code, actor.id))
            only_herself(actor, asker, d.name)
            row.asked_by = asker
        row.save(force_insert=True)
        if asks:
            minutes = minutes_between(row.starts_at, row.ends_at) * row.places
            held = place_account(d, community_of(row.place_code), row.street_code, AccountKind.HELD)
            move_coins(d, volunteers_account(d, asker), held, minutes, Why.ASKED, call=row, words=row.title)
        d.record(row)
        d.announce(CallMoved(row.id, row.street_code, "asked" if asks else "opened", row.id))
    return row
