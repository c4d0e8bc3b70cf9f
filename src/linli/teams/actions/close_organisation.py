"""Take an organisation off the list. It stays on record."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed

from ..models import Organisation, Post
from ..rules import ORGANISATION_KEEPERS


@action
def close_organisation(*, actor: Actor, key: UUID | None, organisation_id: UUID) -> Organisation:
    """Close an organisation that has no open post any more. A closed one stays as it is.

    Raises `NotFound`, `NotAllowed`, `WrongState` (`has_posts`) while somebody holds a post on its behalf.
    """
    with deed(actor, key, "organisation.close") as d:
        row = d.lock(Organisation, organisation_id)
        d.allow(ORGANISATION_KEEPERS, d.name, on=row.prefix)
        if Post.public.filter(organisation_id=row.id, closed_at__isnull=True).exists():
            raise WrongState(d.name, "has_posts")
        if row.closed_at is None:
            row.closed_at = d.now
            row.save(update_fields=["closed_at"])
            d.record(row, place_code=row.prefix.ljust(6, "0"))
    return row
