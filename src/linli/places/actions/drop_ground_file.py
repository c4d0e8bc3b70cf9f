"""Do without a file of the ground that was handed in."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.errors import WrongState
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from .. import ground_files_kept
from ..models import GroundFile
from ..rules.keepers import KEEPERS


@action
def drop_ground_file(*, actor: Actor, key: UUID | None, file: RowKey) -> GroundFile:
    """The file is forgotten, the line about it stays. Raises `NotFound`, `NotAllowed`, `WrongState` when it was taken in."""
    with deed(actor, key, "places.drop_ground_file") as d:
        row = d.lock(GroundFile, file)
        d.allow(KEEPERS, d.name, on=row)
        if row.state != GroundFile.State.READ:
            raise WrongState(d.name, row.state, [GroundFile.State.READ])
        row.state = GroundFile.State.DROPPED
        row.save(update_fields=["state"])
        d.record(row)
    ground_files_kept.forget(row.id)
    return row
