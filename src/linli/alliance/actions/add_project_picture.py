"""A photograph from a spot is kept, beside the ones taken there before."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotFound
from linli.ledger.deed import action, deed
from linli.ledger.photographs import Photograph, keep_photographs
from linli.ledger.street_row import RowKey

from ..models import ProjectPicture, ProjectSpot
from ..project_in_hand import lock_project
from ..rules.project_figures import Moment


@action
def add_project_picture(
    *,
    actor: Actor,
    key: UUID | None,
    project: RowKey,
    spot: UUID,
    moment: Moment,
    taken_on: date,
    photograph: Photograph,
) -> ProjectPicture:
    """Keep it; of each moment the latest is shown. Raises `BadInput` on `taken_on` (`future`), `NotFound` for a spot of
    another project, `WrongState`, `NotAllowed`."""
    with deed(actor, key, "project.add_picture") as d:
        held = lock_project(d, project)
        place = ProjectSpot.objects.filter(street_code=held.street_code, id=spot, project=held).first()
        if place is None:
            raise NotFound("spot", spot)
        if taken_on > d.now.astimezone(SHANGHAI).date():
            raise BadInput("taken_on", "future")
        row = ProjectPicture(
            place_code=held.place_code,
            street_code=held.street_code,
            project=held,
            spot=place,
            moment=moment.value,
            taken_on=taken_on,
        )
        row.save(force_insert=True)
        keep_photographs([photograph], subject_id=row.id, place_code=row.place_code, by=actor.id, at=d.now)
        d.record(row)
    return row
