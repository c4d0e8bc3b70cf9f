"""A milestone is done, with what shows it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, NotAllowed, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.photographs import Photograph, keep_photographs
from linli.ledger.street_row import RowKey
from linli.teams.models import Post

from ..events import ProjectMoved
from ..models import Project, ProjectMilestone
from ..open_project import write_project_step
from ..rules.project_loop import KEEPERS, OPEN, ProjectState, ProjectTurn


@action
def finish_milestone(
    *,
    actor: Actor,
    key: UUID | None,
    milestone: RowKey,
    done_on: date,
    note: str = "",
    photographs: tuple[Photograph, ...] = (),
) -> ProjectMilestone:
    """Keep that it is done, for those who keep the list and for the holder of the post that answers for it, wherever in the
    community she works. Raises `BadInput` on `done_on`, `WrongState`, `NotFound`, `NotAllowed`."""
    with deed(actor, key, "project.finish_milestone", scope=actor.neighbourhood) as d:
        row = d.lock(ProjectMilestone, milestone)
        project = d.lock(Project, RowKey(row.street_code, row.project_id))
        if not actor.may(KEEPERS, project.place_code) and not _answers(actor, row):
            raise NotAllowed("project.finish_milestone", "role")
        if row.done_on is not None or ProjectState(project.state) not in OPEN:
            raise WrongState("project.finish_milestone", "done" if row.done_on else project.state)
        if done_on > d.now.astimezone(SHANGHAI).date():
            raise BadInput("done_on", "future")
        row.done_on, row.done_at, row.note, row.alarm_on = done_on, d.now, clean_text(note)[:200], None
        row.save()
        if photographs:
            keep_photographs(list(photographs), subject_id=row.id, place_code=row.place_code, by=actor.id, at=d.now)
        step = write_project_step(
            d, project, ProjectTurn.MILESTONE_DONE, "：".join(filter(None, (row.title, row.note)))
        )
        d.record(row)
        d.announce(ProjectMoved(project.id, project.street_code, step.id))
    return row


def _answers(actor: Actor, row: ProjectMilestone) -> bool:
    return row.post_id is not None and Post.public.filter(id=row.post_id, holder_id=actor.id).exists()
