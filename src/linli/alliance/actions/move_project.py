"""One deed on one project: what the table says, with its effects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey

from ..events import ProjectMoved
from ..models import Project, ProjectMilestone, ProjectStep
from ..open_project import write_project_step
from ..rules.project_loop import ProjectDeed, ProjectState, decide

INSTANT = {
    ProjectDeed.APPROVE: "approved_at",
    ProjectDeed.START: "started_at",
    ProjectDeed.ACCEPT: "accepted_at",
    ProjectDeed.STOP: "stopped_at",
}


@action
def move_project(
    *, actor: Actor, key: UUID | None, project: RowKey, deed_done: ProjectDeed, given: Mapping[str, Any] | None = None
) -> ProjectStep:
    """Do `deed_done` with the fields `given` (`note`; `reason`; `keeper`, `every_days`, `first_on`); returns the step.

    Raises `WrongState`, `NotAllowed`, `MissingField`, `BadInput` on `every_days`, `first_on`; then nothing has been written.
    """
    said = {name: clean_text(value) if isinstance(value, str) else value for name, value in (given or {}).items()}
    with deed(actor, key, f"project.{deed_done.value}") as d:
        row = d.lock(Project, project)
        milestones = ProjectMilestone.objects.filter(street_code=row.street_code, project=row, done_on__isnull=True)
        held_up = milestones.count() if deed_done is ProjectDeed.ACCEPT else 0
        target = decide(
            deed_done, ProjectState(row.state), said, roles=actor.roles_at(row.place_code), open_milestones=held_up
        )
        row.state, row.moved_at = target.value, d.now
        if deed_done in INSTANT:
            setattr(row, INSTANT[deed_done], d.now)
        if deed_done is ProjectDeed.STOP:
            row.reason = said["reason"][:400]
            milestones.update(alarm_on=None)
        if deed_done is ProjectDeed.HAND_OVER:
            _hand_over(row, said, d.now.astimezone(SHANGHAI).date())
        row.save()
        step = write_project_step(d, row, deed_done, said.get("note") or said.get("reason") or "")
        d.record(row)
        d.announce(ProjectMoved(row.id, row.street_code, step.id))
    return step


def _hand_over(project: Project, said: Mapping[str, Any], today: date) -> None:
    if not 1 <= int(said["every_days"]) <= 730:
        raise BadInput("every_days", "out_of_range")
    if said["first_on"] < today:
        raise BadInput("first_on", "past")
    project.keeper, project.every_days = said["keeper"][:80], int(said["every_days"])
    project.keeper_post_id, project.next_look_on = said.get("keeper_post_id"), said["first_on"]
