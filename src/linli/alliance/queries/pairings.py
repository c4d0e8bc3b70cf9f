"""Households paired with organs and firms (结对): the list, who is due a contact first; and one pairing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.ledger.audit import looked_at
from linli.ledger.keyset import Position, Slice, keyset_slice
from linli.ledger.street_row import RowKey
from linli.places.queries import place_facts, place_facts_of
from linli.teams.models import Organisation

from ..actions.record_pairing_contact import ContactWay
from ..models import Pairing, PairingContact


@dataclass(frozen=True, slots=True)
class PairingLine:
    """A row of the list; the household is masked."""

    id: UUID
    household: str
    unit: str
    purpose: str
    place: str
    next_on: date
    is_due: bool
    ended_on: date | None


@dataclass(frozen=True, slots=True)
class Contact:
    on: date
    way: ContactWay
    words: str
    brought: str


@dataclass(frozen=True, slots=True)
class PairingPage:
    """One pairing, masked; what was talked about is read by those who serve the household."""

    id: UUID
    key: RowKey
    household: str
    phone: str
    address: str
    unit: str
    helper: str
    purpose: str
    consent_by: str
    consented_on: date
    every_days: int
    began_on: date
    next_on: date
    is_due: bool
    ended_on: date | None
    end_reason: str
    place: str
    contacts: tuple[Contact, ...]


def pairings(*, ended: bool = False, at: Position | None = None, size: int = 30) -> Slice:
    """The pairings of the caller's scope, who is due first. Three statements."""
    rows = Pairing.objects.filter(ended_on__isnull=not ended)
    found = keyset_slice(rows, ("next_on", "id"), at, size)
    units = {row.organisation_id for row in found.items}
    names = dict(Organisation.objects.filter(id__in=units).values_list("id", "name")) if units else {}
    places = place_facts_of({(row.place_code, None, None) for row in found.items}) if units else {}
    today = clock.today()
    lines = [
        PairingLine(
            row.id,
            str(row.household),
            names.get(row.organisation_id, ""),
            row.purpose,
            places[row.place_code, None, None].short,
            row.next_on,
            row.ended_on is None and row.next_on <= today,
            row.ended_on,
        )
        for row in found.items
    ]
    return Slice(lines, found.next, found.previous)


def pairings_due() -> int:
    """How many of the scope are due a contact. One statement."""
    return Pairing.objects.filter(ended_on__isnull=True, next_on__lte=clock.today()).count()


def pairing_page(actor: Actor, id: UUID) -> PairingPage:
    """One pairing; looking at it is recorded. Raises `NotFound`. Five statements."""
    row = _find(id)
    looked_at(actor, "alliance.look_at_pairing", row)
    contacts = PairingContact.objects.filter(street_code=row.street_code, pairing=row).order_by("-on", "-id")
    names = Organisation.objects.filter(id=row.organisation_id).values_list("name", flat=True)
    return PairingPage(
        id=row.id,
        key=row.key,
        household=str(row.household),
        phone=str(row.phone),
        address=str(row.address),
        unit=names.first() or "",
        helper=str(row.helper),
        purpose=row.purpose,
        consent_by=str(row.consent_by),
        consented_on=row.consented_on,
        every_days=row.every_days,
        began_on=row.began_on,
        next_on=row.next_on,
        is_due=row.ended_on is None and row.next_on <= clock.today(),
        ended_on=row.ended_on,
        end_reason=row.end_reason,
        place=place_facts(row.place_code).short,
        contacts=tuple(Contact(one.on, ContactWay(one.way), one.words.reveal(), one.brought) for one in contacts[:60]),
    )


def reveal_household(actor: Actor, id: UUID) -> tuple[str, str, str]:
    """Name, number and address in clear, to visit or call: recorded with that purpose. Raises `NotFound`."""
    row = _find(id)
    if row.ended_on is not None:
        raise NotFound("pairing", id)
    looked_at(actor, "alliance.reveal_pairing", row, "contact")
    return row.household.reveal(), row.phone.reveal(), row.address.reveal()


def _find(id: UUID) -> Pairing:
    row = Pairing.objects.filter(id=id).first()
    if row is None:
        raise NotFound("pairing", id)
    return row
