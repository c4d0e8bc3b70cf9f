from __future__ import annotations

from uuid import UUID

from linli.accounts.models import Grant, User
from linli.accounts.queries import held_by, user_facts
from linli.accounts.rules import check_grant, check_keeper, filed_under
from linli.kernel.actor import Actor, Role
from linli.kernel.actor import Grant as HeldGrant
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed


@action
def grant_role(
    *, actor: Actor, key: UUID | None, user_id: UUID, role: Role, prefix: str, organisation_id: UUID | None = None
) -> Grant:
    """Give a user one more role in a jurisdiction; one already held is returned as it is.

    For administrators within their jurisdiction, never to themselves. Raises `NotAllowed` (`oneself`, `scope`, `apart`, `alone`),
    `BadInput` on `role` or `prefix`, `MissingField`, `NotFound`, `WrongState` for a closed account.
    """
    with deed(actor, key, "account.grant_role") as d:
        user_facts(actor, user_id)
        user = d.lock(User, user_id)
        held = held_by(user.id)
        new = HeldGrant(Role(role), prefix.strip(), organisation_id)
        check_keeper(actor, d.name, user.id, held)
        check_grant(actor, d.name, held, new)
        if not user.is_active:
            raise WrongState(d.name, "closed")
        live = Grant.objects.filter(user=user, revoked_at__isnull=True)
        grant = live.filter(role=new.role, prefix=new.prefix, organisation_id=organisation_id).first()
        if grant is None:
            grant = Grant.objects.create(
                user=user,
                role=new.role,
                prefix=new.prefix,
                organisation_id=organisation_id,
                granted_at=d.now,
                granted_by=actor.id,
            )
            d.record(grant, place_code=filed_under([new.prefix]))
    return grant
