"""Pair two grid officers as AB partners (practices.md C2)."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Post
from ..queries.posts import facts_of
from ..rules import check_partners, managers_of
from ..scope_follows_post import give_grant, take_grant_back


@action
def set_partner(*, actor: Actor, key: UUID | None, post: RowKey, partner: RowKey) -> Post:
    """Make two officers' posts each other's AB partner: each covers the other's grid from now on, and sees it. Earlier
    partners of either are alone again.

    Raises `BadInput` unless both are grid officers' posts of different grids in one community, `WrongState` when one is
    closed, `NotAllowed` for who does not manage such posts there.
    """
    with deed(actor, key, "post.pair") as d:
        # Always in the same order, so that two pairings at once wait for each other instead of locking each other out.
        rows = {row_key: d.lock(Post, row_key) for row_key in sorted({post, partner})}
        one, other = rows[post], rows[partner]
        d.allow(managers_of(Role.GRID_OFFICER), "post.pair", on=one)
        d.allow(managers_of(Role.GRID_OFFICER), "post.pair", on=other)
        check_partners(facts_of(one), facts_of(other))
        if one.closed_at or other.closed_at:
            raise WrongState("post.pair", "closed", ["open"])
        left = {one.partner_id, other.partner_id} - {None, one.id, other.id}
        changed = [d.lock(Post, RowKey(one.street_code, row_id)) for row_id in sorted(left)]
        changed += [one, other]
        grants = [g for row in changed if row.holder_id for g in take_grant_back(row, row.holder_id, d.now)]
        for row in changed:
            row.partner_id = None
        one.partner_id, other.partner_id = other.id, one.id
        for row in changed:
            row.save(update_fields=["partner_id"])
        grants += [g for row in changed if row.holder_id for g in give_grant(row, row.holder_id, actor.id, d.now)]
        d.record(*changed)
        d.record(*grants, place_code=one.place_code)
    return one
