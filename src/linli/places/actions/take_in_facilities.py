"""Take in many facilities at once: from a table, from places on an imported map, from the community's venues."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition

from ..facility_rows import FIELDS, say_into
from ..models import Community, Facility
from ..queries.keeping import community_in_scope
from ..rules.facility_said import FacilitySaid
from ..rules.keepers import FACILITY_KEEPERS

MOST = 2_000


@action
def take_in_facilities(
    *, actor: Actor, key: UUID | None, community: str, said: Sequence[FacilitySaid], origin: str
) -> int:
    """Write all of them or nothing; one known by its source, or by kind and name, is changed. Returns how many are new or changed.

    Raises `NotFound`, `NotAllowed`, `BadInput` on the field that cannot be, on `rows` (`too_many`) or `origin` (`unknown`).
    """
    with deed(actor, key, "places.take_in_facilities") as d:
        d.allow(FACILITY_KEEPERS, d.name, on=d.lock(Community, community_in_scope(community)))
        if origin not in set(Facility.Origin):
            raise BadInput("origin", "unknown", origin[:20])
        if len(said) > MOST:
            raise BadInput("rows", "too_many", len(said))
        known = list(Facility.objects.filter(scope_condition(community)).order_by("id"))
        by_name = {(row.kind, row.name): row for row in known if row.closed_at is None}
        by_source = {row.source_id: row for row in known if row.source_id and row.origin == origin}
        new: dict[UUID, Facility] = {}
        changed: dict[UUID, Facility] = {}
        for one in (each.checked(clock.today()) for each in said):
            row = by_source.get(one.source_id) or by_name.get((one.kind, one.name))
            if row is not None and row.closed_at is not None:
                continue
            if row is None:
                row = Facility(id=uuid7(), place_code=community, origin=origin, source_id=one.source_id)
                new[row.id] = row
                by_name[one.kind, one.name] = row
                say_into(row, one)
            elif by_name.get((one.kind, one.name), row) is row and say_into(row, one) and row.id not in new:
                changed[row.id] = row
        Facility.objects.bulk_create(new.values(), batch_size=500)
        Facility.objects.bulk_update(changed.values(), FIELDS, batch_size=500)
        if new or changed:
            d.record(*new.values(), *changed.values())
    return len(new) + len(changed)
