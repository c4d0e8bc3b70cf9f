"""A household is paired with an organ or a firm (结对), for a purpose it consented to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from linli.cases.matter import clean_text, read_phone
from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, Conflict, NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import action, deed
from linli.people.sealing import fingerprint

from ..models import MemberUnit, Pairing
from ..rules import looks_personal
from .join_alliance import KEEPERS

MOST_DAYS = 180


@dataclass(frozen=True, slots=True)
class Household:
    """Who is helped, for what, and who consented on which day. Name, number and address are sealed."""

    name: str
    phone: str
    address: str
    purpose: str
    consent_by: str
    consented_on: date

    def checked(self, today: date) -> Household:
        """The same, cleaned. Raises `BadInput` on `name`, `phone`, `purpose`, `consent_by`, `consented_on`."""
        name, purpose, consent_by = (
            clean_text(self.name)[:40],
            clean_text(self.purpose)[:200],
            clean_text(self.consent_by),
        )
        for field, value in (("name", name), ("purpose", purpose), ("consent_by", consent_by)):
            if not value:
                raise BadInput(field, "empty")
        if looks_personal(purpose):
            raise BadInput("purpose", "personal")
        if self.consented_on > today:
            raise BadInput("consented_on", "in_the_future")
        address = clean_text(self.address)[:100]
        return Household(name, read_phone(self.phone), address, purpose, consent_by[:40], self.consented_on)


@action
def pair_household(
    *,
    actor: Actor,
    key: UUID | None,
    place_code: str,
    organisation: UUID,
    household: Household,
    helper: str,
    every_days: int,
) -> Pairing:
    """Pair it with a member unit; the first contact is due after one rhythm. Raises `BadInput` (without consent nobody is
    paired), `NotFound` on `member`, `Conflict` on `pairing` where this household and unit are paired, `NotAllowed`."""
    if not 1 <= every_days <= MOST_DAYS:
        raise BadInput("every_days", "out_of_range")
    with deed(actor, key, "alliance.pair") as d:
        d.allow(KEEPERS, "pair", on=place_code)
        today = d.now.astimezone(SHANGHAI).date()
        household = household.checked(today)
        street, community = street_of(place_code), place_code[: PlaceLevel.COMMUNITY]
        members = MemberUnit.objects.filter(street_code=street, place_code=community, left_on__isnull=True)
        if not members.select_for_update().filter(organisation_id=organisation).exists():
            raise NotFound("member")
        standing = Pairing.objects.filter(street_code=street, organisation_id=organisation, ended_on__isnull=True)
        if household.phone and standing.filter(phone_mark=fingerprint(household.phone)).exists():
            raise Conflict("pairing")
        pairing = Pairing(
            place_code=place_code,
            street_code=street,
            organisation_id=organisation,
            household=household.name,
            phone=household.phone,
            address=household.address,
            purpose=household.purpose,
            consented_on=household.consented_on,
            consent_by=household.consent_by,
            helper=clean_text(helper)[:40],
            every_days=every_days,
            began_on=today,
            next_on=today + timedelta(days=every_days),
            registered_by=actor.id,
        )
        pairing.alarm_at = contact_alarm(pairing.next_on)
        pairing.save(force_insert=True)
        d.record(pairing)
    return pairing


def contact_alarm(next_on: date) -> datetime:
    """The morning after the day by which a contact was due."""
    return datetime.combine(next_on + timedelta(days=1), time(9), SHANGHAI)
