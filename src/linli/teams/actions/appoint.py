"""Appoint a user to a post. Work stays with the post; the scope of the accounts follows it."""

from __future__ import annotations

from uuid import UUID

from linli.accounts.models import User
from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Post
from ..rules import managers_of
from ..scope_follows_post import give_grant, take_grant_back


@action
def appoint(*, actor: Actor, key: UUID | None, post: RowKey, user_id: UUID) -> Post:
    """Let a user take a post; whoever held it leaves it. Appointing its holder again changes nothing.

    Raises `NotAllowed` for who does not manage such posts there, and for everybody who would appoint himself (reason `self`);
    `WrongState` when the post is closed; `BadInput` when the account is closed or does not exist.
    """
    with deed(actor, key, "post.appoint") as d:
        row = d.lock(Post, post)
        d.allow(managers_of(Role(row.role)), "post.appoint", on=row)
        if user_id == actor.id:
            raise NotAllowed("post.appoint", "self")
        if row.closed_at:
            raise WrongState("post.appoint", "closed", ["open"])
        user = User.objects.filter(id=user_id, is_active=True).first()
        if user is None:
            raise BadInput("user_id", "unknown", user_id)
        grants = []
        if row.holder_id and row.holder_id != user.id:
            grants += take_grant_back(row, row.holder_id, d.now)
        row.holder_id, row.holder_name = user.id, user.name
        row.save(update_fields=["holder_id", "holder_name"])
        grants += give_grant(row, user.id, actor.id, d.now)
        d.record(row, *grants, place_code=row.place_code)
    return row
