from __future__ import annotations

from uuid import UUID

from linli.accounts.models import Grant, User
from linli.accounts.queries import held_by, user_facts
from linli.accounts.rules import check_keeper, filed_under
from linli.accounts.sessions import end_sessions
from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed


@action
def close_account(*, actor: Actor, key: UUID | None, user_id: UUID) -> User:
    """Close an account: its roles are taken back, its sessions end at once. What the person did stays in the trail.

    For administrators of all the user's jurisdictions, never for themselves. Raises `NotFound`, `NotAllowed`.
    """
    with deed(actor, key, "account.close") as d:
        user_facts(actor, user_id)
        user = d.lock(User, user_id)
        held = held_by(user.id)
        check_keeper(actor, d.name, user.id, held)
        if user.is_active:
            user.is_active = False
            user.save(update_fields=["is_active"])
            Grant.objects.filter(user=user, revoked_at__isnull=True).update(revoked_at=d.now)
            end_sessions(user.id)
            d.record(user, place_code=filed_under(grant.prefix for grant in held))
    return user
