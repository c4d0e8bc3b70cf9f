from __future__ import annotations

from uuid import UUID

from linli.accounts.models import Grant, User
from linli.accounts.rules import check_grant, filed_under, read_username
from linli.accounts.secret import Secret
from linli.kernel.actor import Actor, Role
from linli.kernel.actor import Grant as HeldGrant
from linli.kernel.errors import BadInput, MissingField
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed


@action
def open_account(
    *,
    actor: Actor,
    key: UUID | None,
    username: str,
    name: str,
    password: Secret,
    role: Role,
    prefix: str,
    title: str = "",
    organisation_id: UUID | None = None,
) -> User:
    """Open an account with its first role; `password` is good for one sign-in, at which it must be changed.

    For administrators within their jurisdiction (and the platform itself, for the first of them). Raises `BadInput` on
    `username` (`username_shape`, `taken`), `role`, `prefix`; `MissingField`; `NotAllowed` (`scope`).
    """
    with deed(actor, key, "account.open") as d:
        name, title = name.strip(), title.strip()
        if not name:
            raise MissingField(d.name, ["name"])
        first = HeldGrant(Role(role), prefix.strip(), organisation_id)
        check_grant(actor, d.name, (), first)
        user = User(id=uuid7(), username=read_username(username), name=name, title=title, created_at=d.now)
        user.set_password(password.reveal())
        User.objects.bulk_create([user], ignore_conflicts=True)
        if not User.objects.filter(pk=user.pk).exists():
            raise BadInput("username", "taken", user.username)
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
