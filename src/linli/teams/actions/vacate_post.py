"""Vacate a post: its holder leaves, its work stays and is covered by the AB partner or the leader."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Post
from ..rules import managers_of
from ..scope_follows_post import take_grant_back


@action
def vacate_post(*, actor: Actor, key: UUID | None, post: RowKey) -> Post:
    """Let the holder leave a post and lose its grant. A vacant post stays as it is.

    Raises `NotAllowed` for who does not manage such posts there.
    """
    with deed(actor, key, "post.vacate") as d:
        row = d.lock(Post, post)
        d.allow(managers_of(Role(row.role)), "post.vacate", on=row)
        grants = take_grant_back(row, row.holder_id, d.now) if row.holder_id else []
        row.holder_id, row.holder_name = None, ""
        row.save(update_fields=["holder_id", "holder_name"])
        d.record(row, *grants, place_code=row.place_code)
    return row
