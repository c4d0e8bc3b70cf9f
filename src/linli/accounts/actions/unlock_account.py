from __future__ import annotations

from uuid import UUID

from linli.accounts.models import User
from linli.accounts.queries import user_facts
from linli.accounts.rules import filed_under
from linli.accounts.sign_in_limits import lift_lock
from linli.kernel.actor import Actor
from linli.ledger.deed import action, deed


@action
def unlock_account(*, actor: Actor, key: UUID | None, user_id: UUID) -> User:
    """Let somebody who failed to sign in five times try again at once.

    For administrators who see the account. Raises `NotFound` outside their jurisdiction.
    """
    with deed(actor, key, "account.unlock") as d:
        facts = user_facts(actor, user_id)
        user = d.lock(User, user_id)
        lift_lock(user.username)
        d.record(user, place_code=filed_under(grant.prefix for grant in facts.live))
    return user
