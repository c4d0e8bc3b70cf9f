"""Set how large a street's grids should be and what is weighed when they are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict, NotFound
from linli.kernel.ids import uuid7
from linli.kernel.place_codes import PlaceLevel
from linli.ledger.deed import action, deed

from ..models import GridRule
from ..queries.grid_rules import grid_rule_in_force
from ..rules.grid_design.asked import read_asked
from ..rules.keepers import KEEPERS


@action
def set_grid_rule(*, actor: Actor, key: UUID | None, street: str, said: Mapping[str, Any], began_from: int) -> GridRule:
    """A new version of the street's rule, from which proposals asked for from now on begin; those worked out keep theirs.

    Raises `NotFound`, `NotAllowed`, `BadInput` (`rules.grid_design.asked.read_asked`), `Conflict("grid_rule")` when another version came
    meanwhile.
    """
    with deed(actor, key, "places.set_grid_rule") as d:
        if len(street) != PlaceLevel.STREET or not street.isdecimal():
            raise NotFound("place", street)
        d.allow(KEEPERS, d.name, on=street)
        asked = read_asked(said)
        if grid_rule_in_force(street)[1] != began_from:
            raise Conflict("grid_rule")
        row = GridRule(
            id=uuid7(),
            place_code=street,
            version=began_from + 1,
            said=asked.as_plain(),
            set_at=d.now,
            set_by=actor.name[:60],
        )
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict("grid_rule") from None
        d.record(row)
    return row
