"""Close a post that is no longer needed. It stays on record."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Post
from ..rules import managers_of
from ..scope_follows_post import give_grant, take_grant_back


@action
def close_post(*, actor: Actor, key: UUID | None, post: RowKey) -> Post:
    """Close a post: its holder loses the grant, its AB partner is alone again. A closed post stays as it is.

    Raises `NotAllowed` for who does not manage such posts there.
    """
    with deed(actor, key, "post.close") as d:
        row = d.lock(Post, post)
        d.allow(managers_of(Role(row.role)), "post.close", on=row)
        if row.closed_at:
            return row
        changed = [row]
        grants = take_grant_back(row, row.holder_id, d.now) if row.holder_id else []
        if row.partner_id:
            partner = d.lock(Post, RowKey(row.street_code, row.partner_id))
            grants += take_grant_back(partner, partner.holder_id, d.now) if partner.holder_id else []
            partner.partner_id = None
            partner.save(update_fields=["partner_id"])
            grants += give_grant(partner, partner.holder_id, actor.id, d.now) if partner.holder_id else []
            changed.append(partner)
        row.closed_at, row.holder_id, row.partner_id = d.now, None, None
        row.save(update_fields=["closed_at", "holder_id", "partner_id"])
        d.record(*changed, *grants, place_code=row.place_code)
    return row
