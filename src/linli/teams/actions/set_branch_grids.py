"""The grids a compound party branch (复合型网格支部, practices.md B2) is built on."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed
from linli.ledger.street_row import scope_condition
from linli.places.models import Grid

from ..models import Organisation
from ..rules import ORGANISATION_KEEPERS


@action
def set_branch_grids(*, actor: Actor, key: UUID | None, organisation_id: UUID, grids: Collection[str]) -> Organisation:
    """Set the grids of a party branch. Raises `NotAllowed`, `NotFound`, `BadInput` on `organisation_id` for one that is no
    branch and on `grids` for one that is not in its place or has ended; those it has already may stay."""
    with deed(actor, key, "organisation.set_grids") as d:
        row = d.lock(Organisation, organisation_id)
        d.allow(ORGANISATION_KEEPERS, d.name, on=row.prefix)
        if row.kind != Organisation.Kind.PARTY_BRANCH:
            raise BadInput("organisation_id", "unknown", organisation_id)
        wanted = sorted(set(grids))
        there = set(
            Grid.public.filter(scope_condition(row.prefix), place_code__in=wanted, ended_at=None).values_list(
                "place_code", flat=True
            )
        )
        if set(wanted) - there - set(row.grid_codes):
            raise BadInput("grids", "elsewhere")
        row.grid_codes = wanted
        row.save(update_fields=["grid_codes"])
        d.record(row, place_code=row.prefix.ljust(6, "0"))
    return row
