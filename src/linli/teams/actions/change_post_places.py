"""Say which buildings a captain looks after, which estates a 片长 or a property firm."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor, Role
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey, scope_condition
from linli.places.models import Building, Estate

from ..models import Post
from ..rules import managers_of


@action
def change_post_places(
    *,
    actor: Actor,
    key: UUID | None,
    post: RowKey,
    estate_ids: Collection[UUID] = (),
    building_ids: Collection[UUID] = (),
) -> Post:
    """Name the estates and buildings of a post, in place of those named before.

    Raises `NotFound`, `NotAllowed` for who does not manage such posts there, `WrongState` for a closed post, `BadInput` on
    `estate_ids` or `building_ids` (`elsewhere`) for one outside the post's community.
    """
    with deed(actor, key, "post.change_places") as d:
        row = d.lock(Post, post)
        d.allow(managers_of(Role(row.role)), d.name, on=row)
        if row.closed_at:
            raise WrongState(d.name, "closed", ["open"])
        for model, field, ids in ((Estate, "estate_ids", estate_ids), (Building, "building_ids", building_ids)):
            here = model.public.filter(scope_condition(row.place_code[:12]), id__in=set(ids))
            if ids and here.count() != len(set(ids)):
                raise BadInput(field, "elsewhere", row.place_code)
            setattr(row, field, sorted(str(one) for one in set(ids)))
        row.save(update_fields=["estate_ids", "building_ids"])
        d.record(row)
    return row
