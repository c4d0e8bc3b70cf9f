"""What each stall counted by itself: how many turns it served."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import BadInput, WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..models import Activity, ActivityPart
from ..rules import COUNTED, ActivityState
from ..who_may import ORGANISERS
from .move_activity import count_up


@action
def count_stalls(*, actor: Actor, key: UUID | None, activity: RowKey, counts: Mapping[UUID, int]) -> None:
    """Write the turns of each part; parts not named stay. Raises `BadInput` on `counted`, `WrongState`, `NotAllowed`."""
    if any(not 0 <= count <= 100_000 for count in counts.values()):
        raise BadInput("counted", "out_of_range")
    with deed(actor, key, "activity.count") as d:
        row = d.lock(Activity, activity)
        d.allow(ORGANISERS, "activity.count", on=row)
        if row.state not in (ActivityState.PUBLISHED.value, ActivityState.HELD.value):
            raise WrongState("activity.count", row.state)
        parts = list(
            ActivityPart.objects.select_for_update().filter(
                street_code=row.street_code, activity=row, id__in=list(counts)
            )
        )
        for part in parts:
            part.counted = counts[part.id]
            part.save(update_fields=["counted"])
        if ActivityState(row.state) in COUNTED:
            count_up(row)
            row.save()
        d.record(row, *parts)
