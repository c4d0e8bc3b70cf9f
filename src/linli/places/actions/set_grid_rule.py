"""Set how large a street's grids should be and what is weighed when they are proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed

from ..keep_rule import allow_rule, keep_rule
from ..models import GridRule
from ..queries.grid_rules import grid_rule_in_force
from ..rules.grid_design.asked import read_asked


@action
def set_grid_rule(*, actor: Actor, key: UUID | None, street: str, said: Mapping[str, Any], began_from: int) -> GridRule:
    """A new version of the street's rule, from which proposals asked for from now on begin; those worked out keep theirs.

    Raises `NotFound`, `NotAllowed`, `BadInput` (`rules.grid_design.asked.read_asked`), `Conflict("grid_rule")` when another version came
    meanwhile.
    """
    with deed(actor, key, "places.set_grid_rule") as d:
        allow_rule(d, street)
        asked = read_asked(said)
        return keep_rule(
            d,
            GridRule,
            street,
            asked.as_plain(),
            in_force=grid_rule_in_force(street)[1],
            began_from=began_from,
            name="grid_rule",
        )
