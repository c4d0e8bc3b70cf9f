from __future__ import annotations

from uuid import UUID

from linli.accounts.models import Grant, User
from linli.accounts.queries import grant_facts
from linli.accounts.rules import check_keeper, filed_under
from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed


@action
def revoke_role(*, actor: Actor, key: UUID | None, grant_id: UUID) -> Grant:
    """Take a role back; from the user's next page on it is gone. One already taken back is returned as it is.

    For administrators of that role's jurisdiction, never from themselves. Raises `NotFound`, `NotAllowed`.
    """
    with deed(actor, key, "account.revoke_role") as d:
        d.lock(User, grant_facts(grant_id).user_id)
        grant = d.lock(Grant, grant_id)
        check_keeper(actor, d.name, grant.user_id, [grant.held])
        if grant.revoked_at is None:
            grant.revoked_at = d.now
            grant.save(update_fields=["revoked_at"])
            d.record(grant, place_code=filed_under([grant.prefix]))
    return grant
