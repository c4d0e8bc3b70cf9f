"""A milestone of a project is set, or its day is moved with a reason that everybody reads."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from linli.kernel.actor import Actor
from linli.kernel.clock import SHANGHAI
from linli.kernel.errors import BadInput, MissingField, WrongState
from linli.kernel.plain_text import clean_text
from linli.ledger.deed import action, deed
from linli.ledger.street_row import RowKey
from linli.teams.models import Post

from ..events import ProjectMoved
from ..models import ProjectMilestone
from ..open_project import write_project_step
from ..project_in_hand import line_of, lock_project
from ..rules.project_figures import first_alarm, read_milestone
from ..rules.project_loop import OPEN, ProjectState, ProjectTurn


@action
def write_milestone(
    *,
    actor: Actor,
    key: UUID | None,
    project: RowKey,
    title: str,
    due_on: date,
    post_id: UUID | None = None,
    line: UUID | None = None,
    delayed: str = "",
) -> ProjectMilestone:
    """Write a new milestone, or change `line`. Moving it to a later day asks for `delayed`, the reason, and is told.

    Raises `BadInput` on `title`, `due_on`, `post`, `MissingField` (`delayed`), `WrongState` for a project or milestone that is
    over, `NotFound`, `NotAllowed`.
    """
    delayed = clean_text(delayed)[:200]
    with deed(actor, key, "project.write_milestone") as d:
        held = lock_project(d, project)
        if ProjectState(held.state) not in OPEN:
            raise WrongState("project.write_milestone", held.state)
        title, due_on = read_milestone(title, due_on, d.now.astimezone(SHANGHAI).date())
        if post_id is not None and not Post.public.filter(id=post_id, closed_at__isnull=True).exists():
            raise BadInput("post", "unknown")
        row = line_of(d, ProjectMilestone, held, line)
        if row.done_on is not None:
            raise WrongState("project.write_milestone", "done")
        is_later = line is not None and due_on > row.due_on
        if is_later and not delayed:
            raise MissingField("project.write_milestone", ["delayed"])
        if row.due_on != due_on:
            row.alarm_on, row.rung = first_alarm(due_on), 0
        row.title, row.due_on, row.post_id = title, due_on, post_id
        row.delayed = delayed if is_later else row.delayed
        row.save(force_insert=line is None)
        d.record(row)
        if is_later:
            step = write_project_step(d, held, ProjectTurn.MILESTONE_MOVED, f"{title}（{due_on}）：{delayed}")
            d.announce(ProjectMoved(held.id, held.street_code, step.id))
    return row
