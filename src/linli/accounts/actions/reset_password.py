from __future__ import annotations

from uuid import UUID

from linli.accounts.models import User
from linli.accounts.queries import held_by, user_facts
from linli.accounts.rules import check_keeper, filed_under
from linli.accounts.secret import Secret
from linli.accounts.sessions import end_sessions
from linli.accounts.sign_in_limits import lift_lock
from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed


@action
def reset_password(*, actor: Actor, key: UUID | None, user_id: UUID, password: Secret) -> User:
    """Give somebody who forgot the password one that is good for one sign-in. Ends the person's sessions, lifts a lock.

    For administrators of all the user's jurisdictions, never for themselves. Raises `NotFound`, `NotAllowed`,
    `WrongState` for a closed account.
    """
    with deed(actor, key, "account.reset_password") as d:
        user_facts(actor, user_id)
        user = d.lock(User, user_id)
        held = held_by(user.id)
        check_keeper(actor, d.name, user.id, held)
        if not user.is_active:
            raise WrongState(d.name, "closed")
        user.set_password(password.reveal())
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        end_sessions(user.id)
        lift_lock(user.username)
        d.record(user, place_code=filed_under(grant.prefix for grant in held))
    return user
