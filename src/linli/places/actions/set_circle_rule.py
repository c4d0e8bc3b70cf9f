"""Set how near each kind of facility should be in a street, and how fast people walk."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..keep_rule import allow_rule, keep_rule
from ..models import CircleRule
from ..queries.circle import standard_in_force
from ..rules.circle.standard import read_standard


@action
def set_circle_rule(
    *, actor: Actor, key: UUID | None, street: str, radii: Mapping[str, int], adult: int, elder: int, began_from: int
) -> CircleRule:
    """A new version of the street's rule; circles reckoned before keep theirs.

    Raises `NotFound`, `NotAllowed`, `BadInput` (`rules.circle.standard.read_standard`), `Conflict("circle_rule")` when another version came
    meanwhile.
    """
    with deed(actor, key, "places.set_circle_rule") as d:
        allow_rule(d, street)
        standard = read_standard(radii, adult, elder)
        return keep_rule(
            d,
            CircleRule,
            street,
            standard.as_plain(),
            in_force=standard_in_force(street).version,
            began_from=began_from,
            name="circle_rule",
        )
