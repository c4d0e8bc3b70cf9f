"""A project taken in hand by somebody who keeps the list. Takes part in the caller's deed."""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, transaction

from linli.kernel.errors import BadInput, NotFound, WrongState
from linli.ledger.deed import DeedInHand
from linli.ledger.street_row import RowKey, StreetRow

from .models import Project
from .rules.project_loop import KEEPERS, ProjectState


def lock_project(d: DeedInHand, key: RowKey, *, open_only: bool = True) -> Project:
    """The project, locked, for those who keep the list. Raises `WrongState` for one that was stopped, `NotAllowed`,
    `NotFound`."""
    project = d.lock(Project, key)
    d.allow(KEEPERS, d.name, on=project)
    if open_only and project.state == ProjectState.STOPPED.value:
        raise WrongState(d.name, project.state)
    return project


def line_of(d: DeedInHand, model: type[StreetRow], project: Project, id: UUID | None) -> StreetRow:
    """A line of the project, locked, or a new one where no id is given. Raises `NotFound` for a line of another."""
    if id is None:
        return model(place_code=project.place_code, street_code=project.street_code, project=project)
    row = d.lock(model, RowKey(project.street_code, id))
    if row.project_id != project.id:
        raise NotFound("line", id)
    return row


def save_line(d: DeedInHand, row: StreetRow, field: str) -> None:
    """Save a line. Raises `BadInput` on `field` (`twice`) where the project has such a line already."""
    is_new = row._state.adding
    try:
        with transaction.atomic():
            row.save(force_insert=is_new)
    except IntegrityError:
        raise BadInput(field, "twice") from None
    d.record(row)
