"""Tick off what a team has seen on its walk day."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from linli.kernel import clock
from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.kernel.ids import uuid7
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import PlaceLook, WalkDay
from ..queries.walk_days import places_to_see
from ..rules.keepers import FACILITY_KEEPERS, WALKERS


@action
def note_looks(
    *, actor: Actor, key: UUID | None, walk_day: RowKey, seen: Collection[UUID], cleared: Collection[UUID] = ()
) -> int:
    """These places were seen on the walk day, and those `cleared` were ticked by mistake; what others of the team ticked meanwhile stays. Returns how
    many of `seen` are ticked now.

    Nothing but the day is kept: no hour, no way, no photograph, not who looked. Raises `NotFound`, `NotAllowed`, `WrongState` unless the day is
    planned, `BadInput("looked", "outside")` for a place that is not in its grids.
    """
    with deed(actor, key, "places.note_looks", scope=actor.neighbourhood) as d:
        row = d.lock(WalkDay, walk_day)
        part = [grid for grid in row.grids if actor.may(WALKERS | FACILITY_KEEPERS, grid)]
        if not part:
            d.allow(WALKERS | FACILITY_KEEPERS, d.name, on=row)
        if row.state != WalkDay.State.PLANNED:
            raise WrongState(d.name, row.state, [WalkDay.State.PLANNED])
        within = {one.id: one for one in places_to_see(part)}
        if not {*seen, *cleared} <= within.keys():
            raise BadInput("looked", "outside")
        ticked = PlaceLook.objects.filter(street_code=row.street_code, walk_day_id=row.id, target_id__in=within)
        standing = set(ticked.values_list("target_id", flat=True))
        ticked.filter(target_id__in=set(cleared) - set(seen)).delete()
        day = min(row.on, clock.today())
        PlaceLook.objects.bulk_create(
            PlaceLook(
                id=uuid7(),
                place_code=within[id].place_code,
                walk_day=row,
                target_id=id,
                is_facility=within[id].is_facility,
                looked_on=day,
                noted_at=d.now,
            )
            for id in seen
            if id not in standing
        )
        d.record(row, purpose=str(len(set(seen))))
    return len(set(seen))
