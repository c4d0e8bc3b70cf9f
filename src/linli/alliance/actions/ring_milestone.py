"""A milestone is late: it is told one rung further up, and the project's story says so."""

from __future__ import annotations

from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import MilestoneLate, ProjectMoved
from ..models import Project, ProjectMilestone
from ..open_project import write_project_step
from ..rules.project_figures import LADDER, next_alarm
from ..rules.project_loop import ProjectTurn


@action
def ring_milestone(*, actor: Actor, key: UUID | None, milestone: RowKey) -> None:
    """Ring and set the next alarm. The story tells only the first time. Does nothing where the day has not come (any more)."""
    with deed(actor, key, "project.ring_milestone") as d:
        row = d.lock(ProjectMilestone, milestone)
        today = d.now.astimezone(SHANGHAI).date()
        if row.done_on is not None or row.alarm_on is None or row.alarm_on > today:
            return
        row.rung += 1
        row.alarm_on = next_alarm(row.due_on, row.rung, today)
        row.save(update_fields=["rung", "alarm_on"])
        d.announce(MilestoneLate(row.project_id, row.street_code, row.id, min(row.rung, len(LADDER))))
        if row.rung == 1:
            project = Project.objects.get(street_code=row.street_code, id=row.project_id)
            step = write_project_step(d, project, ProjectTurn.MILESTONE_LATE, f"{row.title}（{row.due_on}）")
            d.announce(ProjectMoved(project.id, project.street_code, step.id))
        d.record(row)
