"""Set how near each kind of facility should be in a street, and how fast people walk."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import action, deed

from ..models import CircleRule
from ..queries.circle import standard_in_force
from ..rules.circle.standard import read_standard
from ..rules.keepers import KEEPERS


@action
def set_circle_rule(
    *, actor: Actor, key: UUID | None, street: str, radii: Mapping[str, int], adult: int, elder: int, began_from: int
) -> CircleRule:
    """A new version of the street's rule; circles reckoned before keep theirs.

    Raises `NotFound`, `NotAllowed`, `BadInput` (`rules.circle.standard.read_standard`), `Conflict("circle_rule")` when another version came
    meanwhile.
    """
    with deed(actor, key, "places.set_circle_rule") as d:
        if len(street) != PlaceLevel.STREET or not street.isdecimal():
            raise NotFound("place", street)
        d.allow(KEEPERS, d.name, on=street)
        standard = read_standard(radii, adult, elder)
        if standard_in_force(street).version != began_from:
            raise Conflict("circle_rule")
        row = CircleRule(
            id=uuid7(),
            place_code=street,
            version=began_from + 1,
            said=standard.as_plain(),
            set_at=d.now,
            set_by=actor.name[:60],
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("circle_rule") from None
        d.record(row)
    return row
