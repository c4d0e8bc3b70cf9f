"""A venue is opened, or what its door says is changed."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.place_codes import street_of
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Venue, VenueRoom
from ..plan import VenuePlan
from ..rules import VenueKind
from ..who_may import ORGANISERS


@action
def keep_venue(
    *, actor: Actor, key: UUID | None, community: str, plan: VenuePlan, whole: str, venue: RowKey | None = None
) -> Venue:
    """Open the venue with one room named `whole` (booked where it has no others), or change the given one.

    Raises `BadInput` on the plan's fields and on `name` where the community has one of that name, `NotAllowed`, `NotFound`.
    """
    plan = plan.checked()
    with deed(actor, key, "venue.keep") as d:
        d.allow(ORGANISERS, "venue.keep", on=community)
        row = d.lock(Venue, venue) if venue else Venue(place_code=community, street_code=street_of(community))
        d.allow(ORGANISERS, "venue.keep", on=row)
        is_new = row._state.adding
        row.name, row.kind, row.address, row.access = plan.name, plan.kind, plan.address, list(plan.access)
        row.open_days, row.opens_at, row.closes_at = plan.open_days, plan.opens_at, plan.closes_at
        row.by_request, row.keeper, row.phone = plan.by_request, plan.keeper, plan.phone
        row.organisation_id, row.offers = plan.organisation_id, plan.offers
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            raise BadInput("name", "taken") from None
        rows = [row]
        if is_new:
            name = whole if VenueKind(plan.kind) is not VenueKind.OUTDOOR else plan.name
            rows.append(VenueRoom(place_code=community, street_code=row.street_code, venue=row, name=name[:40]))
            rows[-1].save(force_insert=True)
        d.record(*rows)
    return row
