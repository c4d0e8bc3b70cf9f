"""Register a facility, or change what is known of one."""

from __future__ import annotations

from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, NotFound
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..facility_rows import FIELDS, say_into
from ..models import Facility
from ..queries.keeping import community_in_scope
from ..rules.facility_said import FacilitySaid
from ..rules.keepers import FACILITY_KEEPERS


@action
def keep_facility(
    *, actor: Actor, key: UUID | None, community: str, said: FacilitySaid, facility: RowKey | None = None
) -> Facility:
    """Register a facility of a community, or say anew what is known of `facility`.

    Raises `NotFound`, `NotAllowed`, `BadInput` on the field that cannot be, and on `name` (`taken`) where the community has another of the kind
    under it.
    """
    with deed(actor, key, "places.keep_facility") as d:
        d.allow(FACILITY_KEEPERS, d.name, on=community_in_scope(community))
        said = said.checked(clock.today())
        if facility is None:
            row = Facility(id=uuid7(), place_code=community)
        else:
            row = d.lock(Facility, facility)
            if row.place_code != community or row.closed_at is not None:
                raise NotFound("facility", facility)
        same = Facility.objects.filter(place_code=community, kind=said.kind, name=said.name, closed_at=None)
        if same.exclude(id=row.id).exists():
            raise BadInput("name", "facility_taken", said.name)
        say_into(row, said)
        if facility is None:
            row.save(force_insert=True)
        else:
            row.save(update_fields=[*FIELDS])
        d.record(row)
    return row
