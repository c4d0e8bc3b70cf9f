from __future__ import annotations

from uuid import UUID

from linli.accounts.models import Grant, User
from linli.accounts.queries import user_facts
from linli.accounts.rules import check_grant, check_keeper, filed_under
from linli.accounts.secret import Secret
from linli.accounts.sign_in_limits import lift_lock
from linli.kernel.actor import Actor, Role
from linli.kernel.actor import Grant as HeldGrant
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed


@action
def reopen_account(
    *,
    actor: Actor,
    key: UUID | None,
    user_id: UUID,
    password: Secret,
    role: Role,
    prefix: str,
    organisation_id: UUID | None = None,
) -> User:
    """Open a closed account again with one role and a password good for one sign-in.

    For administrators of every jurisdiction the person had. Raises `WrongState` when it is open, and as `open_account`.
    """
    with deed(actor, key, "account.reopen") as d:
        user_facts(actor, user_id)
        user = d.lock(User, user_id)
        if user.is_active:
            raise WrongState(d.name, "open")
        earlier = tuple(grant.held for grant in Grant.objects.filter(user=user))
        first = HeldGrant(Role(role), prefix.strip(), organisation_id)
        check_keeper(actor, d.name, user.id, earlier)
        check_grant(actor, d.name, (), first)
        user.is_active = True
        user.must_change_password = True
        user.set_password(password.reveal())
        user.save(update_fields=["is_active", "must_change_password", "password"])
        lift_lock(user.username)
        grant = Grant.objects.create(
            user=user,
            role=first.role,
            prefix=first.prefix,
            organisation_id=organisation_id,
            granted_at=d.now,
            granted_by=actor.id,
        )
        d.record(user, grant, place_code=filed_under([first.prefix]))
    return user
