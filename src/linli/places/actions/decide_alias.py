"""Confirm a name people use for an estate, turn it down, or withdraw it."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import Conflict
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey, scope_condition

from ..models import Estate, PlaceAlias
from ..rules.aliases import CONFIRM, AliasDeed, AliasState, after


@action
def decide_alias(*, actor: Actor, key: UUID | None, alias: RowKey, deed_done: AliasDeed) -> PlaceAlias:
    """Move the name on; while it is confirmed the estate is found by it.

    Raises `NotFound`, `NotAllowed`, `WrongState`, and `Conflict` (`alias`) when another estate of the community has that name: whoever hears
    it could not tell them apart.
    """
    with deed(actor, key, f"places.{deed_done.value}_alias") as d:
        row = d.lock(PlaceAlias, alias)
        d.allow(CONFIRM, d.name, on=row)
        state = after(AliasState(row.state), deed_done)
        estate = d.lock(Estate, RowKey(row.street_code, row.estate_id))
        if state is AliasState.CONFIRMED:
            others = Estate.public.filter(scope_condition(row.place_code)).exclude(id=estate.id)
            other = next((one for one in others if row.name in (one.name, *one.aliases)), None)
            if other is not None:
                raise Conflict("alias", other.name)
            estate.aliases = [*dict.fromkeys([*estate.aliases, row.name])]
        else:
            estate.aliases = [one for one in estate.aliases if one != row.name]
        row.state, row.decided_by, row.decided_at = state, actor.name[:60], d.now
        row.save(update_fields=["state", "decided_by", "decided_at"])
        estate.save(update_fields=["aliases"])
        d.record(row, estate)
    return row
