"""The inspection of what was built is due: who keeps it is reminded."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import ProjectLookDue
from ..models import Project
from ..rules.project_loop import ProjectState

AGAIN_DAYS = 7


@action
def remind_of_look(*, actor: Actor, key: UUID | None, project: RowKey) -> None:
    """Remind, and again every seven days until somebody has looked. Does nothing where it is not due."""
    with deed(actor, key, "project.remind_of_look") as d:
        row = d.lock(Project, project)
        today = d.now.astimezone(SHANGHAI).date()
        told = row.look_told_on
        if row.state != ProjectState.MAINTAINED.value or row.next_look_on is None or row.next_look_on > today:
            return
        if told is not None and told > today - timedelta(days=AGAIN_DAYS):
            return
        row.look_told_on = today
        row.save(update_fields=["look_told_on"])
        d.announce(ProjectLookDue(row.id, row.street_code, today.isoformat()))
