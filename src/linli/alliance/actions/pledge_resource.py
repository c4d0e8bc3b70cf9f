"""A member unit puts up a resource: a new line of the resource list (资源清单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from linli.cases.matter import clean_text
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.place_codes import PlaceLevel, street_of
from linli.ledger.deed import action, deed

from ..models import MemberUnit, Pledge
from ..rules import ResourceKind
from ..rules.window import ANY_TIME, Window
from .join_alliance import KEEPERS

MOST_LEAD_DAYS = 180


@dataclass(frozen=True, slots=True)
class Offer:
    """What is put up: how much in which unit, for which area, from which day to which (both included), at which hours, and
    how many days after being asked for."""

    kind: str
    title: str
    quantity: Decimal
    unit: str
    area: str
    first_on: date
    last_on: date
    window: Window = ANY_TIME
    lead_days: int = 0

    def checked(self) -> Offer:
        """The same, cleaned. Raises `BadInput`."""
        title, unit = clean_text(self.title)[:80], clean_text(self.unit)[:12]
        if self.kind not in set(ResourceKind):
            raise BadInput("kind", "unknown")
        for field, value in (("title", title), ("unit", unit)):
            if not value:
                raise BadInput(field, "empty")
        if not 0 < self.quantity < 10_000_000:
            raise BadInput("quantity", "out_of_range")
        if self.last_on < self.first_on:
            raise BadInput("last_on", "before_first")
        if not 0 <= self.lead_days <= MOST_LEAD_DAYS:
            raise BadInput("lead_days", "out_of_range")
        return Offer(
            self.kind,
            title,
            self.quantity,
            unit,
            self.area,
            self.first_on,
            self.last_on,
            self.window.checked(),
            self.lead_days,
        )


@action
def pledge_resource(*, actor: Actor, key: UUID | None, organisation: UUID, offer: Offer) -> Pledge:
    """Enter what a member unit of the area's community puts up. Raises `BadInput`, `NotFound` for no member, `NotAllowed`."""
    offer = offer.checked()
    with deed(actor, key, "alliance.pledge") as d:
        d.allow(KEEPERS, "pledge", on=offer.area)
        community, street = offer.area[: PlaceLevel.COMMUNITY], street_of(offer.area)
        members = MemberUnit.objects.filter(street_code=street, place_code=community, left_on__isnull=True)
        if not members.filter(organisation_id=organisation).exists():
            raise NotFound("member")
        pledge = Pledge(
            place_code=offer.area,
            street_code=street,
            organisation_id=organisation,
            kind=offer.kind,
            title=offer.title,
            quantity=offer.quantity,
            unit=offer.unit,
            first_on=offer.first_on,
            last_on=offer.last_on,
            weekdays=offer.window.weekdays,
            from_hour=offer.window.from_hour,
            to_hour=offer.window.to_hour,
            lead_days=offer.lead_days,
            registered_by=actor.id,
        )
        pledge.save(force_insert=True)
        d.record(pledge)
    return pledge
