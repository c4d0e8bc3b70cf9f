from __future__ import annotations

from uuid import UUID

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from linli.accounts.models import User
from linli.accounts.rules import filed_under
from linli.accounts.secret import Secret
from linli.accounts.sessions import end_sessions
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput
from linli.ledger.deed import action, deed


@action
def change_password(*, actor: Actor, key: UUID | None, old: Secret, new: Secret, keep_session: str = "") -> User:
    """Take a new password of one's own, which ends every session but `keep_session`.

    Raises `BadInput` on `old_password` (`wrong`) or `new_password` (`same`; `weak`, with sentences as its value).
    """
    with deed(actor, key, "account.change_password") as d:
        user = d.lock(User, actor.id)
        if not user.check_password(old.reveal()):
            raise BadInput("old_password", "wrong")
        if new.reveal() == old.reveal():
            raise BadInput("new_password", "same")
        try:
            validate_password(new.reveal(), user)
        except ValidationError as weak:
            raise BadInput("new_password", "weak", tuple(weak.messages)) from None
        user.set_password(new.reveal())
        user.must_change_password = False
        user.password_changed_at = d.now
        user.save(update_fields=["password", "must_change_password", "password_changed_at"])
        end_sessions(user.id, keep=keep_session)
        d.record(user, place_code=filed_under(grant.prefix for grant in actor.grants))
    return user
