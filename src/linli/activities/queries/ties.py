"""The activities that something gave rise to, and the one of an id with where it comes from."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import NotFound
from linli.kernel.target import Target
from linli.ledger.street_row import within

from ..models import Activity
from ..rules import ActivityState


def activities_from(street_code: int, ids: Collection[UUID]) -> list[Target]:
    """One statement."""
    rows = Activity.public.filter(street_code=street_code, origin_id__in=ids).only("street_code", "title", "state")
    return [
        Target("activity", one.id, "", one.title, ActivityState(one.state).label)
        for one in rows.order_by("starts_at", "id")[:20]
    ]


def activity_row(actor: Actor, id: UUID) -> Activity:
    """The activity of a community in which the actor works. Raises `NotFound`. One statement."""
    row = within(Activity.public.all(), actor.neighbourhood).filter(id=id).first()
    if row is None:
        raise NotFound("activity", id)
    return row
